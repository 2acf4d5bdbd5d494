using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline;

public sealed class RateGateTests
{
    [Test]
    public async Task A_caller_in_a_loop_is_told_to_wait_while_others_go_on()
    {
        await using var server = await PipelineServer.StartAsync(requestsPerSecond: 1);
        var answers = new List<Answer>();
        for (var n = 0; n < 6; n++)
            answers.Add(await server.SendAsync(HttpMethod.Get, "/api/v1/versions", ("X-Caller", "one")));
        var limited = answers.First(answer => answer.Status == 429);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(limited.Json.GetProperty("type").GetString(), Is.EqualTo("/problems/rate-limited"));
            Assert.That(int.Parse(limited.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), Is.InRange(1, 2));
            Assert.That((await server.SendAsync(HttpMethod.Get, "/api/v1/versions", ("X-Caller", "two"))).Status, Is.EqualTo(200));
        }
    }

    [Test]
    public async Task Zero_is_no_limit()
    {
        await using var server = await PipelineServer.StartAsync(requestsPerSecond: 0);
        for (var n = 0; n < 50; n++)
            Assert.That((await server.SendAsync(HttpMethod.Get, "/api/v1/versions")).Status, Is.EqualTo(200));
    }
}
