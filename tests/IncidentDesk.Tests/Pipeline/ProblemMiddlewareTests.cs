using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline;

public sealed class ProblemMiddlewareTests
{
    private PipelineServer server = null!;

    [OneTimeSetUp]
    public async Task Start() => server = await PipelineServer.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await server.DisposeAsync();

    [Test]
    public async Task Our_own_fault_is_500_with_a_trace_and_without_internals()
    {
        var answer = await Get("/api/v1/broken");
        var trace = answer.Json.GetProperty("traceId").GetString()!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Status, Is.EqualTo(500));
            Assert.That(answer.Text, Does.Not.Contain("secret").And.Not.Contain("Exception"));
            Assert.That(server.Log.Errors, Has.Some.Contains(trace).And.Contains("secret of the house"));
        }
    }

    [Test]
    public async Task A_full_store_is_503_and_says_when_to_come_back()
    {
        var answer = await Get("/api/v1/full");
        Assert.That((answer.Status, answer.Headers["Retry-After"]), Is.EqualTo((503, "1")));
        Assert.That(answer.Json.GetProperty("type").GetString(), Is.EqualTo("/problems/overloaded"));
    }

    [Test]
    public async Task A_store_that_does_not_answer_is_503_and_stands_in_the_log()
    {
        var answer = await Get("/api/v1/outage");
        Assert.That((answer.Status, answer.Headers["Retry-After"]), Is.EqualTo((503, "30")));
        Assert.That(answer.Json.GetProperty("type").GetString(), Is.EqualTo("/problems/read-only"));
        Assert.That(server.Log.Errors, Has.Some.Contains(answer.Json.GetProperty("traceId").GetString()!).And.Contains("disk gone"));
    }

    [TestCase("/api/v1/nowhere")]
    [TestCase("/api/v2/samples")]
    [TestCase("/nowhere")]
    public async Task An_unknown_door_is_404(string door)
    {
        var answer = await Get(door);
        Assert.That((answer.Status, answer.Json.GetProperty("type").GetString()), Is.EqualTo((404, "/problems/not-found")));
    }

    [Test]
    public async Task A_wrong_method_is_405_and_names_the_right_ones()
    {
        var answer = await server.SendAsync(HttpMethod.Delete, "/api/v1/samples");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Status, Is.EqualTo(405));
            Assert.That(answer.Headers["Allow"].Split(", "), Is.EquivalentTo((string[])["GET", "HEAD", "POST"]));
            Assert.That(answer.Json.GetProperty("type").GetString(), Is.EqualTo("/problems/method-not-allowed"));
        }
    }

    [TestCase("OPTIONS")]
    [TestCase("TRACE")]
    [TestCase("OOPS")]
    public async Task Other_methods_are_405_too(string method) =>
        Assert.That((await server.SendAsync(new HttpMethod(method), "/api/v1/samples")).Status, Is.EqualTo(405));

    [Test]
    public async Task HEAD_answers_as_GET_does_without_the_body()
    {
        var get = await Get("/api/v1/versions");
        var head = await server.SendAsync(HttpMethod.Head, "/api/v1/versions");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(head.Status, Is.EqualTo(200));
            Assert.That(head.Headers["ETag"], Is.EqualTo(get.Headers["ETag"]));
            Assert.That(head.Text, Is.Empty);
            Assert.That((await server.SendAsync(HttpMethod.Head, "/api/v1/nowhere")).Status, Is.EqualTo(404));
            Assert.That((await server.SendRawAsync("HEAD /api/v1/versions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")), Does.Not.Contain("seven"));
        }
    }

    [TestCase("application/json", 200)]
    [TestCase("application/problem+json", 200)]
    [TestCase("*/*", 200)]
    [TestCase("application/*", 200)]
    [TestCase("text/html, */*;q=0.1", 200)]
    [TestCase("application/json; charset=utf-8", 200)]
    [TestCase("text/html", 406)]
    [TestCase("application/xml, text/*", 406)]
    [TestCase("application/json;q=0", 406)]
    public async Task Who_accepts_no_form_of_the_answer_gets_406(string accept, int status)
    {
        var answer = await server.SendAsync(HttpMethod.Get, "/api/v1/samples", ("Accept", accept));
        Assert.That(answer.Status, Is.EqualTo(status));
        if (status == 406)
            Assert.That(answer.Json.GetProperty("type").GetString(), Is.EqualTo("/problems/not-acceptable"));
    }

    [Test]
    public async Task A_door_that_answers_in_another_form_accepts_that() =>
        Assert.That((await server.SendAsync(HttpMethod.Get, "/api/v1/files", ("Accept", "application/zip"))).Status, Is.EqualTo(200));

    [TestCase(401, "unauthenticated")]
    [TestCase(403, "forbidden")]
    [TestCase(404, "not-found")]
    [TestCase(400, "validation")]
    [TestCase(415, "unsupported-media-type")]
    [TestCase(429, "rate-limited")]
    [TestCase(503, "overloaded")]
    [TestCase(502, "internal")]
    public async Task An_empty_error_becomes_a_problem(int status, string word)
    {
        var answer = await Get($"/api/v1/status/{status}");
        Assert.That((answer.Status, answer.Json.GetProperty("type").GetString()), Is.EqualTo((status, "/problems/" + word)));
    }

    [Test]
    public async Task A_request_that_failed_half_way_is_cut_off_rather_than_ended_as_if_whole() =>
        Assert.That(async () => await server.Client.GetStringAsync("/api/v1/half"), Throws.InstanceOf<HttpRequestException>());

    [Test]
    public async Task People_get_the_page_of_the_shell_and_machines_the_problem()
    {
        await using var desk = await PipelineServer.StartAsync((http, problem) => http.Response.WriteAsync("page: " + problem.TitleVi));
        (string, string)[] browser = [("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await desk.SendAsync(HttpMethod.Get, "/nowhere", browser)).Text, Is.EqualTo("page: Không tìm thấy"));
            Assert.That((await desk.SendAsync(HttpMethod.Get, "/page", browser)).Status, Is.EqualTo(403));
            Assert.That((await desk.SendAsync(HttpMethod.Get, "/page")).Type, Does.StartWith("application/problem+json"));
            Assert.That((await desk.SendAsync(HttpMethod.Get, "/api/v1/nowhere", browser)).Type, Does.StartWith("application/problem+json"));
            Assert.That((await desk.SendAsync(HttpMethod.Get, "/healthz", browser)).Type, Does.StartWith("application/problem+json"));
        }
    }

    private Task<Answer> Get(string door) => server.SendAsync(HttpMethod.Get, door);
}
