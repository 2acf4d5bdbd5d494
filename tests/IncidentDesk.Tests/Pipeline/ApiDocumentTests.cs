using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline;

public sealed class ApiDocumentTests
{
    private PipelineServer server = null!;

    [OneTimeSetUp]
    public async Task Start() => server = await PipelineServer.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await server.DisposeAsync();

    [Test]
    public async Task The_document_describes_bodies_and_the_problem_answer()
    {
        var document = (await server.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Json;
        var post = document.GetProperty("paths").GetProperty("/api/v1/samples").GetProperty("post");
        var problem = document.GetProperty("components").GetProperty("responses").GetProperty("Problem").GetProperty("content").GetProperty("application/problem+json").GetProperty("schema");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(post.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString(), Does.EndWith("/Sample"));
            Assert.That(post.GetProperty("responses").GetProperty("default").GetProperty("$ref").GetString(), Is.EqualTo("#/components/responses/Problem"));
            Assert.That(problem.GetProperty("properties").GetProperty("errors").GetProperty("items").GetProperty("properties").GetProperty("code").GetProperty("enum").GetArrayLength(), Is.EqualTo(17));
            Assert.That(document.GetProperty("components").GetProperty("schemas").GetProperty("Sample").GetProperty("properties").GetProperty("detectedAt").GetProperty("format").GetString(), Is.EqualTo("date-time"));
        }
    }

    [Test]
    public async Task The_page_of_the_document_loads_nothing_from_elsewhere()
    {
        var page = await server.SendAsync(HttpMethod.Get, "/docs/index.html", ("Accept", "text/html"));
        var script = await server.SendAsync(HttpMethod.Get, "/docs/index.js");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Status, Is.EqualTo(200));
            Assert.That(page.Headers["Content-Security-Policy"], Does.Contain("script-src 'self'"));
            Assert.That(page.Text, Does.Not.Match("(src|href)=\"(https?:)?//"));
            Assert.That(page.Text, Does.Not.Match("<script[^>]*>[^<]"), "no inline script: the policy would stop it");
            Assert.That(script.Text, Does.Contain("/openapi/v1.json"));
            Assert.That(script.Text, Does.Not.Contain("validator.swagger.io"));
        }
    }
}
