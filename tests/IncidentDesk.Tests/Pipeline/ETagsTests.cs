using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline;

public sealed class ETagsTests
{
    private PipelineServer server = null!;

    [OneTimeSetUp]
    public async Task Start() => server = await PipelineServer.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await server.DisposeAsync();

    [TestCase("\"7\"", 200)]
    [TestCase("\"6\", \"7\"", 200)]
    [TestCase("*", 200)]
    [TestCase("\"6\"", 412)]
    [TestCase("\"8\"", 412)]
    [TestCase("W/\"7\"", 412)]
    [TestCase("\"seven\"", 412)]
    [TestCase("\"99999999999999999999\"", 412)]
    [TestCase("7", 400)]
    [TestCase("\"7", 400)]
    public async Task A_change_names_the_version_it_was_made_on(string tag, int status) =>
        Assert.That((await server.SendAsync(HttpMethod.Put, "/api/v1/versions", ("If-Match", tag))).Status, Is.EqualTo(status));

    [Test]
    public async Task A_change_without_a_version_is_428()
    {
        var answer = await server.SendAsync(HttpMethod.Put, "/api/v1/versions");
        Assert.That(answer.Status, Is.EqualTo(428));
        Assert.That(answer.Json.GetProperty("type").GetString(), Is.EqualTo("/problems/version-required"));
    }

    [TestCase(null, 200)]
    [TestCase("\"6\"", 200)]
    [TestCase("\"7\"", 304)]
    [TestCase("W/\"7\"", 304)]
    [TestCase("\"1\", \"7\"", 304)]
    [TestCase("*", 304)]
    [TestCase("nonsense", 200)]
    public async Task A_read_of_what_the_caller_has_is_304_without_a_body(string? tag, int status)
    {
        var answer = await server.SendAsync(HttpMethod.Get, "/api/v1/versions", tag is null ? [] : [("If-None-Match", tag)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Status, Is.EqualTo(status));
            Assert.That(answer.Headers["ETag"], Is.EqualTo("\"7\""));
            Assert.That(answer.Text, Is.EqualTo(status == 304 ? "" : "seven"));
        }
    }
}
