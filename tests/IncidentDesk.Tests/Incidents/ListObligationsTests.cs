using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents;

public sealed class ListObligationsTests
{
    private Desk desk = null!;
    private HttpClient agency = null!;
    private JsonNode incident = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        var body = ExampleReport.Body();
        // Long ago: each of its duties is past its instant, whatever day the test runs on.
        body["detectedAt"] = "2026-07-20T16:45:00+07:00";
        incident = (await agency.FileAsync(body)).Json!;
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task The_duties_of_an_incident_come_page_by_page()
    {
        var door = (string)incident["links"]!["obligations"]!;
        var found = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await agency.ReadAsync($"{door}?limit=1&cursor={cursor}")).Json!;
            found.Add((string)page["items"]!.AsArray().Single()!["id"]!);
            cursor = (string?)page["nextCursor"];
        }

        Assert.That(found, Has.Count.GreaterThan(1));
        Assert.That(found, Is.EquivalentTo(incident["obligations"]!.AsArray().Select(one => (string)one!["id"]!)));
    }

    [Test]
    public async Task The_list_over_all_incidents_says_of_each_duty_all_that_the_incident_says_and_whose_it_is()
    {
        var items = (await agency.ReadAsync("/api/v1/obligations")).Json!["items"]!.AsArray();

        foreach (var item in items)
        {
            Assert.That((string)item!["incident"]!, Is.EqualTo((string)incident["number"]!));
            Assert.That((string)item["agency"]!, Is.EqualTo("SO-YTE"));
            var own = incident["obligations"]!.AsArray().Single(one => (string)one!["id"]! == (string)item["id"]!)!;
            foreach (var (name, value) in own.AsObject())
                Assert.That(JsonNode.DeepEquals(item[name], value), Is.True, name);
        }
    }

    [Test]
    public async Task What_was_done_is_not_overdue()
    {
        var met = (string)incident["obligations"]![0]!["id"]!;
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE obligations SET state = 'met', met_at = due_at, met_by = 'test' WHERE id = @id", new { id = Guid.Parse(met) }), CancellationToken.None);

        var overdue = await IdsAsync("true");
        var others = await IdsAsync("false");

        Assert.That(others, Does.Contain(met));
        Assert.That(overdue, Has.Count.EqualTo(incident["obligations"]!.AsArray().Count - others.Count).And.Not.Empty.And.Not.Contain(met));
    }

    [TestCase("zzz", "?category not-in-list")]
    [TestCase("intrusions", null)]
    [TestCase("intrusions/application-compromise", null)]
    public async Task A_category_that_nobody_knows_is_refused_instead_of_finding_nothing(string category, string? fault)
    {
        var answer = await agency.ReadAsync($"/api/v1/incidents?category={category}");

        Assert.That(answer.Faults, Is.EqualTo(fault is null ? Array.Empty<string>() : [fault]));
        Assert.That(answer.Code, Is.EqualTo(fault is null ? 200 : 400));
    }

    private async Task<IReadOnlyList<string>> IdsAsync(string overdue) =>
        [.. (await agency.ReadAsync($"/api/v1/obligations?overdue={overdue}")).Json!["items"]!.AsArray().Select(one => (string)one!["id"]!)];
}
