using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents;

public sealed class ListIncidentsTests
{
    private Desk desk = null!;
    private HttpClient caller = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        var agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        caller = desk.Client(await desk.KeyAsync(null, "read"));
        for (var n = 0; n < 4; n++)
        {
            await agency.FileAsync(ExampleReport.Body());
            await agency.FileAsync(ExampleReport.Ordinary());
            var old = ExampleReport.Ordinary();
            old["detectedAt"] = "2015-01-01T00:00:00Z";
            await agency.FileAsync(old);
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [TestCase("")]
    [TestCase("worst-first")]
    [TestCase("newest")]
    [TestCase("due")]
    public async Task Every_order_is_walked_to_its_end_and_shows_each_incident_once(string sort)
    {
        var query = sort.Length == 0 ? "" : $"&sort={sort}";
        var whole = await NumbersAsync($"/api/v1/incidents?limit=200{query}");
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await caller.ReadAsync($"/api/v1/incidents?limit=5{query}{(cursor is null ? "" : $"&cursor={cursor}")}")).Json!;
            seen.AddRange(page["items"]!.AsArray().Select(item => (string)item!["number"]!));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);

        Assert.That(whole, Has.Count.EqualTo(12));
        Assert.That(seen, Is.EqualTo(whole));
    }

    [Test]
    public async Task Worst_first_is_by_severity_then_by_what_is_due_and_newest_by_arrival()
    {
        var worst = (await caller.ReadAsync("/api/v1/incidents")).Json!["items"]!.AsArray();
        var newest = await NumbersAsync("/api/v1/incidents?sort=newest");

        Assert.That(worst.Take(4).Select(item => (string)item!["severity"]!), Has.All.EqualTo("critical"));
        Assert.That((string?)worst[^1]!["nextDueAt"], Is.Null);
        Assert.That(newest, Is.Ordered.Descending);
    }

    [Test]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var cursor = (string)(await caller.ReadAsync("/api/v1/incidents?limit=5&sort=due")).Json!["nextCursor"]!;

        Assert.That((await caller.ReadAsync($"/api/v1/incidents?limit=5&cursor={cursor}")).Faults, Is.EqualTo(new[] { "?cursor bad-format" }));
    }

    private async Task<IReadOnlyList<string>> NumbersAsync(string address) =>
        [.. (await caller.ReadAsync(address)).Json!["items"]!.AsArray().Select(item => (string)item!["number"]!)];
}
