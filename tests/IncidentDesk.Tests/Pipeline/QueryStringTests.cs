using System.Text.Json;
using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline;

public sealed class QueryStringTests
{
    private PipelineServer server = null!;

    [OneTimeSetUp]
    public async Task Start() => server = await PipelineServer.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await server.DisposeAsync();

    [Test]
    public async Task A_list_without_a_query_has_fifty_rows()
    {
        var json = (await Get("")).Json;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.GetProperty("limit").GetInt32(), Is.EqualTo(50));
            Assert.That(json.GetProperty("severity").GetArrayLength(), Is.Zero);
            Assert.That(json.GetProperty("overdue").ValueKind, Is.EqualTo(JsonValueKind.Null));
        }
    }

    [Test]
    public async Task What_is_asked_for_is_read() =>
        Assert.That((await Get("?q=m%C3%A1y&severity=low,high,low&from=2026-11-20T16:45:00%2B07:00&overdue=true&assignee=0193a5c2-7b1e-7c3d-9f00-0123456789ab&sort=due&limit=200&cursor=x")).Text,
            Is.EqualTo("""{"q":"máy","severity":["high","low"],"from":"2026-11-20T09:45:00.000Z","overdue":true,"assignee":"0193a5c2-7b1e-7c3d-9f00-0123456789ab","sort":"due","limit":200,"cursor":"x"}"""));

    [Test]
    public async Task A_plus_that_was_not_escaped_is_still_an_offset() =>
        Assert.That((await Get("?from=2026-11-20T16:45:00+07:00")).Json.GetProperty("from").GetString(), Is.EqualTo("2026-11-20T09:45:00.000Z"));

    [Test]
    public async Task An_empty_parameter_is_absent() =>
        Assert.That((await Get("?q=&severity=&limit=")).Status, Is.EqualTo(200));

    [Test]
    public async Task Everything_wrong_is_said_at_once() =>
        Assert.That((await Get("?limit=0&severity=high,oops&sort=oops&overdue=yes&from=yesterday&assignee=me&q=a%00b&cursor=a&cursor=b&oops=1")).Errors, Is.EquivalentTo((string[])[
            "?limit out-of-range", "?severity not-in-list", "?sort not-in-list", "?overdue not-in-list", "?from bad-format", "?assignee bad-format",
            "?q forbidden-character", "?cursor duplicate-field", "?oops unknown-field",
        ]));

    [Test]
    public async Task A_parameter_in_other_letters_is_another_parameter() =>
        Assert.That((await Get("?LIMIT=3")).Errors, Is.EqualTo((string[])["?LIMIT unknown-field"]));

    [TestCase("201")]
    [TestCase("-1")]
    [TestCase("1.5")]
    [TestCase("99999999999999999999")]
    [TestCase("x")]
    public async Task A_limit_is_1_to_200(string limit)
    {
        var answer = await Get("?limit=" + limit);
        Assert.That(answer.Errors, Is.EqualTo((string[])["?limit out-of-range"]));
        Assert.That(answer.Text, Does.Contain("from 1 to 200"));
    }

    private Task<Answer> Get(string query) => server.SendAsync(HttpMethod.Get, "/api/v1/samples" + query);
}
