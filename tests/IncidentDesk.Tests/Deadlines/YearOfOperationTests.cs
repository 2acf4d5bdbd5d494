using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Deadlines;

/// <summary>
/// A year of the desk told event by event to the product, and a recount of that year written apart from it, by hand from the law's text. They must agree in every duty,
/// every instant, every state and every mark that fired; and in every figure that is asked of the desk, of the end of the year and of instants long past.
/// </summary>
[TestFixture(20260102)]
[TestFixture(331)]
public sealed class YearOfOperationTests(int seed)
{
    private static readonly string[] Counted =
    [
        "total", "due", "metInTime", "late", "overdue", "notYetDue", "waived", "void", "closedUnproven", "internal", "inTimePercent", "meanLateSeconds", "longestLateSeconds",
    ];

    private YearOfOperation year = null!;
    private YearFigures recount = null!;
    private Desk desk = null!;
    private HttpClient reader = null!, schools = null!;

    [OneTimeSetUp]
    public async Task PlayAsync()
    {
        year = await YearOfOperation.PlayAsync(seed);
        recount = new(year);
        desk = await Desk.OnAsync(year.Scene.Post.Store, year.Scene.Post.Clock);
        reader = desk.Client(await desk.KeyAsync(null, "read"));
        schools = desk.Client(await desk.KeyAsync(year.SchoolsId));
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        await desk.DisposeAsync();
        await year.DisposeAsync();
    }

    [Test]
    public async Task The_states_of_a_year_agree_with_a_recount_to_the_last_one()
    {
        Assert.That(year.Told, Has.Count.GreaterThan(60));
        var lines = year.Told.SelectMany(story => YearRecount.Lines(story, year.Turns)).Order(StringComparer.Ordinal).ToList();
        Assert.That(await StatesAsync(), Is.EqualTo(lines));
    }

    [Test]
    public void The_year_has_some_of_everything_that_is_counted()
    {
        Assert.That(recount.Days.SelectMany(asOf => recount.Kinds(asOf)).Distinct(), Is.EquivalentTo(new[] { "met", "late", "overdue", "open", "waived", "unproven", "drill" }));
        Assert.That(year.Told.Select(story => story.Agency).Distinct().Count(), Is.EqualTo(2));
        Assert.That(year.Systems.SelectMany(system => system.Life).Count(one => one.Confirmed), Is.GreaterThan(1));
    }

    [Test]
    public async Task Who_filed_in_time_agrees_with_a_recount_cell_by_cell_as_of_any_past_instant([Values("kind", "agency", "month", "rule")] string by)
    {
        var spans = new[] { ("2025-12-01T00:00:00Z", "2027-03-01T00:00:00Z"), ("2026-06-30T17:00:00Z", "2026-09-30T17:00:00Z") };
        foreach (var (begin, end) in spans)
            foreach (var asOf in recount.Days)
            {
                var (from, to) = (YearOfOperation.At(begin), YearOfOperation.At(end));
                var answer = await AskAsync(reader, $"filed-in-time?from={begin}&to={end}&asOf={YearRecount.Say(asOf)}Z&by={by}");

                Assert.That(Groups(answer["groups"]!), Is.EqualTo(recount.Apart(by, from, to, asOf)), $"{begin} to {end} as of {asOf:O}");
                Assert.That(Said(answer["all"]!), Is.EqualTo(recount.Whole(from, to, asOf)));
                Assert.That(Said(answer["drills"]!), Is.EqualTo(recount.Whole(from, to, asOf, isDrill: true)));
            }
    }

    [TestCase("annual", 2026)]
    [TestCase("annual", 2027)]
    [TestCase("six-month", 2026)]
    [TestCase("annual-legacy", 2026)]
    [TestCase("leadership", 2026)]
    public async Task A_report_is_of_its_own_days_and_agrees_with_a_recount_in_every_number_as_of_any_past_instant(string report, int of)
    {
        var (from, to) = YearFigures.Window(report, of);
        foreach (var asOf in recount.Days)
        {
            var answer = await AskAsync(reader, $"reports/{report}?year={of}&asOf={YearRecount.Say(asOf)}Z");

            Assert.That(((DateTimeOffset)answer["from"]!, (DateTimeOffset)answer["to"]!), Is.EqualTo((from, to)));
            Assert.That(answer["dueAt"]!.AsArray().Select(due => (DateTimeOffset)due!), Is.EqualTo(YearFigures.Due(report, of)));
            Assert.That(Numbers(answer), Is.EqualTo(recount.Numbers(report, from, to, asOf)), $"as of {asOf:O}");
            Assert.That((Said(answer["duties"]!), Said(answer["drills"]!)), Is.EqualTo((recount.Whole(from, to, asOf), recount.Whole(from, to, asOf, isDrill: true))));
            foreach (var (name, by) in new[] { ("byKind", "kind"), ("byAgency", "agency"), ("byMonth", "month"), ("byRule", "rule") })
                Assert.That(Groups(answer[name]!), Is.EqualTo(recount.Apart(by, from, to, asOf)), $"{name} as of {asOf:O}");
        }
    }

    [Test]
    public async Task An_agency_is_told_the_figures_of_its_own_and_of_nobody_else()
    {
        var (from, to) = YearFigures.Window("annual", 2026);
        foreach (var asOf in recount.Days)
        {
            var answer = await AskAsync(schools, $"reports/annual?year=2026&asOf={YearRecount.Say(asOf)}Z");

            Assert.That(Numbers(answer), Is.EqualTo(recount.Numbers("annual", from, to, asOf, YearOfOperation.Schools)), $"as of {asOf:O}");
            Assert.That(Groups(answer["byAgency"]!), Is.EqualTo(recount.Apart("agency", from, to, asOf, YearOfOperation.Schools)));
            Assert.That(Groups(answer["byKind"]!), Is.EqualTo(recount.Apart("kind", from, to, asOf, YearOfOperation.Schools)));
        }
    }

    private async Task<IReadOnlyList<string>> StatesAsync()
    {
        var rows = await year.Scene.Post.ListAsync<Row>("SELECT id, incident_id, rule, kind, recipient, clock_trigger, starts_at, due_at, state FROM obligations");
        var marks = (await year.Scene.Post.ListAsync<Mark>("SELECT obligation_id, mark AS word, fired_at FROM obligation_clocks WHERE fired_at IS NOT NULL"))
            .ToLookup(mark => mark.ObligationId);
        return [.. rows.Select(row => string.Join(' ',
            row.IncidentId, row.Rule, row.Kind, row.Recipient, row.ClockTrigger, YearRecount.Say(row.StartsAt), YearRecount.Say(row.DueAt), row.State,
            string.Join(',', marks[row.Id].Select(mark => $"{mark.Word}@{YearRecount.Say(mark.FiredAt)}").Order(StringComparer.Ordinal)))).Order(StringComparer.Ordinal)];
    }

    private static async Task<JsonNode> AskAsync(HttpClient client, string address)
    {
        var answer = await client.ReadAsync("/api/v1/figures/" + address);
        Assert.That(answer.Code, Is.EqualTo(200), answer.Json?.ToJsonString());
        return answer.Json!;
    }

    private static IEnumerable<string> Groups(JsonNode groups) => groups.AsArray().Select(group => $"{group!["key"]}: {Said(group["figures"]!)}");

    private static IEnumerable<string> Numbers(JsonNode answer) => answer["figures"]!.AsArray().Select(one => $"{one!["code"]} {YearFigures.Said((decimal?)one["value"])}");

    private static string Said(JsonNode figures) => string.Join(' ', Counted.Select(name => YearFigures.Said((decimal?)figures[name])));

    private sealed record Row(
        Guid Id, Guid IncidentId, string Rule, string Kind, string Recipient, string ClockTrigger, DateTimeOffset StartsAt, DateTimeOffset DueAt, string State);

    private sealed record Mark(Guid ObligationId, string Word, DateTimeOffset FiredAt);
}
