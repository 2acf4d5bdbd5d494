using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline;

public sealed class KestrelLimitsTests
{
    private PipelineServer server = null!;

    [OneTimeSetUp]
    public async Task Start() => server = await PipelineServer.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await server.DisposeAsync();

    [Test]
    public async Task A_bare_line_feed_is_no_line_end()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await server.SendRawAsync("GET /api/v1/versions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), Does.StartWith("HTTP/1.1 200"));
            Assert.That(await server.SendRawAsync("GET /api/v1/versions HTTP/1.1\nHost: x\nConnection: close\n\n"), Does.StartWith("HTTP/1.1 400"));
            Assert.That(await server.SendRawAsync("GET /api/v1/versions HTTP/1.1\r\nHost: x\nX-A: b\r\nConnection: close\r\n\r\n"), Does.StartWith("HTTP/1.1 400"));
        }
    }

    [Test]
    public async Task The_server_does_not_say_what_it_is() =>
        Assert.That((await server.SendAsync(HttpMethod.Get, "/api/v1/versions")).Headers.Keys, Does.Not.Contain("Server"));

    [TestCase("Transfer-Encoding: chunked\r\nContent-Length: 5")]
    [TestCase("Content-Length: 5\r\nContent-Length: 6")]
    [TestCase("Host: y")]
    public async Task Framing_that_two_servers_would_read_differently_is_refused(string headers)
    {
        var answer = await server.SendRawAsync($"POST /api/v1/samples HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n{headers}\r\n\r\n0\r\n\r\n");
        Assert.That(answer, Does.StartWith("HTTP/1.1 4"));
    }
}
