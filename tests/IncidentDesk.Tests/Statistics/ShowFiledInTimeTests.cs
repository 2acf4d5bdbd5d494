using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Statistics;
using NUnit.Framework;

namespace IncidentDesk.Tests.Statistics;

public sealed class ShowFiledInTimeTests
{
    private static readonly DateTimeOffset Start = new(2025, 12, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Figures = ["metInTime", "late", "overdue", "notYetDue", "waived", "void", "closedUnproven"];

    private readonly ManualClock clock = new();
    private readonly FiledHistory history = new();
    private Desk desk = null!;
    private HttpClient reader = null!, agency = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync(clock);
        reader = desk.Client(await desk.KeyAsync(null, "read"));
        agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        await desk.AgencyAsync("SO-GDDT");
        var filer = desk.Client(await desk.KeyAsync(null, "report"));
        var incidents = new List<(Guid, string, string)>();
        foreach (var (code, drill) in new[] { ("SO-YTE", false), ("SO-GDDT", false), ("SO-YTE", false), ("SO-GDDT", true) })
        {
            var body = ExampleReport.Ordinary(code);
            body["drill"] = drill;
            incidents.Add((Guid.Parse((string)(await filer.FileAsync(body)).Json!["id"]!), code, drill ? "drill" : "real"));
        }
        await history.WriteAsync(desk, incidents, Start, 400, 20261128);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task The_figures_of_a_past_instant_are_those_that_its_history_gives_when_it_is_played_again(
        [Values("2026-01-15T08:00:00Z", "2026-03-31T17:00:00Z", "2026-11-20T09:45:00Z")] string asOf, [Values("kind", "agency", "month", "rule")] string by)
    {
        var (from, to, at) = (Start.AddDays(-10), Start.AddDays(300), DateTimeOffset.Parse(asOf, CultureInfo.InvariantCulture));
        var answer = await AskAsync(reader, $"?from={Wire_(from)}&to={Wire_(to)}&asOf={asOf}&by={by}");
        var counted = history.Count(from, to, at, (duty, said) => by switch
        {
            "kind" => duty.Kind, "agency" => duty.Agency, "rule" => duty.Rule,
            _ => said.Due.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM", CultureInfo.InvariantCulture),
        });

        Assert.That(answer["groups"]!.AsArray().Select(group => $"{group!["key"]}: {Said(group["figures"]!)}"), Is.EqualTo(counted.Select(one => $"{one.Key}: {string.Join(' ', one.Value)}")));
        Assert.That(counted.Values.Sum(one => one.Sum()), Is.EqualTo((long)answer["all"]!["total"]!).And.GreaterThan(10));
        Assert.That(Said(answer["drills"]!), Is.EqualTo(string.Join(' ', history.Count(from, to, at, (_, _) => "", "drill").GetValueOrDefault("", new long[7]))));
    }

    [Test]
    public async Task What_is_recorded_now_changes_no_figure_of_before()
    {
        const string asked = "?from=2025-12-01T00:00:00Z&to=2026-09-01T00:00:00Z&asOf=2026-05-01T00:00:00Z";
        var before = await reader.ReadTextAsync("/api/v1/figures/filed-in-time" + asked);
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE obligations SET state = 'void', change_at = @now WHERE state = 'open' AND kind = 'report'", new { now = clock.GetUtcNow() }), CancellationToken.None);
        var after = await reader.ReadTextAsync("/api/v1/figures/filed-in-time" + asked);
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE obligations SET state = 'open', change_at = @now WHERE state = 'void' AND kind = 'report' AND EXISTS (SELECT 1 FROM obligation_states s WHERE s.obligation_id = obligations.id AND s.at = @now AND s.state = 'void')", new { now = clock.GetUtcNow() }), CancellationToken.None);

        Assert.That(after, Is.EqualTo(before));
    }

    [Test]
    public async Task An_agency_counts_its_own_and_nothing_of_its_neighbour()
    {
        var (from, to, at) = (Start, Start.AddDays(300), new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));
        var answer = await AskAsync(agency, $"?from={Wire_(from)}&to={Wire_(to)}&asOf={Wire_(at)}&by=agency");

        Assert.That(answer["groups"]!.AsArray().Select(group => (string)group!["key"]!), Is.EqualTo(new[] { "SO-YTE" }));
        Assert.That(Said(answer["all"]!), Is.EqualTo(string.Join(' ', history.Count(from, to, at, (_, _) => "", agency: "SO-YTE")[""])));
        Assert.That((long)answer["drills"]!["total"]!, Is.Zero);
    }

    [TestCase("?from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "?to out-of-range")]
    [TestCase("?from=2000-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "?to out-of-range")]
    [TestCase("?asOf=2027-01-01T00:00:00Z", "?asOf in-the-future")]
    [TestCase("?from=0001-01-01T00:00:00Z", "?from out-of-range")]
    [TestCase("?to=9999-12-31T23:59:59.999Z", "?to out-of-range")]
    [TestCase("?asOf=0001-01-01T00:00:00Z", "?asOf out-of-range")]
    [TestCase("?by=colour", "?by not-in-list")]
    [TestCase("?from=yesterday", "?from bad-format")]
    public async Task What_cannot_be_counted_is_said(string query, string fault) =>
        Assert.That((await reader.ReadAsync("/api/v1/figures/filed-in-time" + query)).Faults, Is.EqualTo(new[] { fault }));

    [Test]
    public async Task Without_a_span_it_is_the_year_of_the_desks_zone()
    {
        var answer = await AskAsync(reader, "");

        Assert.That(((string?)answer["from"], (string?)answer["to"], (string?)answer["zone"]), Is.EqualTo(("2025-12-31T17:00:00.000Z", "2026-12-31T17:00:00.000Z", "Asia/Ho_Chi_Minh")));
    }

    [Test]
    public async Task An_empty_desk_has_figures_and_all_are_nought()
    {
        await using var empty = await Desk.StartAsync(clock);
        var answer = await AskAsync(empty.Client(await empty.KeyAsync(null, "read")), "");

        Assert.That(((long)answer["all"]!["total"]!, answer["all"]!["inTimePercent"], answer["groups"]!.AsArray().Count), Is.EqualTo((0L, (JsonNode?)null, 0)));
    }

    [Test]
    public async Task A_closing_that_proves_nothing_takes_its_duties_out_until_it_is_opened_again()
    {
        var time = new ManualClock();
        await using var other = await Desk.StartAsync(time);
        await other.AgencyAsync("SO-YTE");
        var person = await Duty.DeskPeople.AddAsync(other, "hoa", "admin");
        var everything = other.Client(await other.KeyAsync(null, "report read work approve", person));
        var second = other.Client(await other.KeyAsync(null, "report read work approve", await Duty.DeskPeople.AddAsync(other, "quan", "lead")));
        var id = (string)(await everything.FileAsync(ExampleReport.Ordinary())).Json!["id"]!;
        foreach (var (door, body) in new[] { ("resolution", """{"cause":"x","summary":"x"}"""), ("closure", """{"disposition":"confirmed","summary":"x"}""") })
        {
            time.Advance(TimeSpan.FromHours(1));
            Assert.That((await PutAsync(everything, $"/api/v1/incidents/{id}/{door}", body)).Code, Is.AnyOf(200, 202), door);
        }
        var open = (await second.ReadAsync("/api/v1/approvals?state=open")).Json!["items"]!.AsArray().Single()!;
        time.Advance(TimeSpan.FromHours(1));
        await PutAsync(second, $"/api/v1/approvals/{open["id"]}", $$"""{"decision":"approve","contentHash":"{{open["contentHash"]}}","note":"x"}""");
        var closed = time.GetUtcNow();
        time.Advance(TimeSpan.FromHours(1));
        await PutAsync(everything, $"/api/v1/incidents/{id}/reopening", """{"reason":"x"}""");
        time.Advance(TimeSpan.FromHours(1));

        var then = await AskAsync(everything, $"?asOf={Wire_(closed)}");
        var now = await AskAsync(everything, "");
        var before = await AskAsync(everything, $"?asOf={Wire_(closed.AddMilliseconds(-1))}");
        Assert.That((Said(before["all"]!), Said(then["all"]!), Said(now["all"]!)), Is.EqualTo(("0 0 0 1 0 0 0", "0 0 0 0 0 0 1", "0 0 0 1 0 0 0")));
    }

    [Test]
    public async Task A_hundred_thousand_duties_are_counted_by_the_index_of_their_instants()
    {
        await using var full = await Desk.StartAsync(clock);
        await full.AgencyAsync("SO-YTE");
        var client = full.Client(await full.KeyAsync(null, "report read"));
        var incident = (string)(await client.FileAsync(ExampleReport.Ordinary())).Json!["id"]!;
        await full.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO obligations (incident_id, id, kind, rule, article, sureness, recipient, basis, starts_at, due_at, state, opened_at)
            WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 100000)
            SELECT @incident, '019a0000-0000-7000-8000-' || CAST(100000000000 + n AS TEXT), CASE WHEN n % 3 = 0 THEN 'report' ELSE 'initial-notice' END, 'VN-ND331', 'x', 'verified',
                'cyber-authority', 'law', @start, @start + CAST(n AS BIGINT) * 310000, 'open', @start FROM counted
            """,
            new { incident, start = new DateTimeOffset(2025, 12, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() }), CancellationToken.None);
        if (TestEngine.IsPostgres)
            await full.Database.WriteAsync(transaction => transaction.ExecuteAsync("ANALYZE obligation_states"), CancellationToken.None);
        await client.ReadAsync("/api/v1/figures/filed-in-time");

        var begun = Stopwatch.GetTimestamp();
        var answer = await AskAsync(client, "?from=2025-11-30T17:00:00Z&to=2026-12-31T17:00:00Z&by=month");
        var took = Stopwatch.GetElapsedTime(begun);

        await TestContext.Out.WriteLineAsync($"{took.TotalMilliseconds:0} ms\n{await PlanAsync(full)}");
        Assert.That((long)answer["all"]!["total"]!, Is.EqualTo(100_001));
        Assert.That(await PlanAsync(full), Does.Contain("obligation_states_due"));
    }

    private static async Task<string> PlanAsync(Desk full)
    {
        var from = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var text = FiledCells.Text($"('2026-03', {from.ToUnixTimeMilliseconds()}, {from.AddDays(2).ToUnixTimeMilliseconds()})", "1 = 1");
        return await full.Database.ReadAsync(async reading => TestEngine.IsPostgres
            ? string.Join('\n', await reading.QueryAsync<string>("EXPLAIN " + text, new { asOf = from.AddDays(30) }))
            : string.Join('\n', (await reading.QueryAsync<Step>("EXPLAIN QUERY PLAN " + text, new { asOf = from.AddDays(30) })).Select(step => step.Detail)), CancellationToken.None);
    }

    private sealed record Step(long Id, long Parent, long Notused, string Detail);

    private static async Task<JsonNode> AskAsync(HttpClient client, string query)
    {
        var answer = await client.ReadAsync("/api/v1/figures/filed-in-time" + query);
        Assert.That(answer.Code, Is.EqualTo(200), answer.Json?.ToJsonString());
        return answer.Json!;
    }

    private static Task<Answer> PutAsync(HttpClient client, string address, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        return Wire.SendAsync(client, request);
    }

    private static string Said(JsonNode figures) => string.Join(' ', Figures.Select(name => (long)figures[name]!));

    private static string Wire_(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
