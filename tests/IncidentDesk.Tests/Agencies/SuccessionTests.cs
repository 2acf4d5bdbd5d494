using System.Text;
using IncidentDesk.Agencies;
using IncidentDesk.Harness;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Agencies;

/// <summary>An agency is merged into another: its incidents stay under its old name, and its successor's people see them.</summary>
public sealed class SuccessionTests
{
    private ManualClock clock = null!;
    private Desk desk = null!;
    private HttpClient admin = null!, keyOfDesk = null!, successor = null!, belowSuccessor = null!, stranger = null!;
    private string number = "";

    [SetUp]
    public async Task StartAsync()
    {
        clock = new ManualClock();
        desk = await Desk.StartAsync(clock);
        admin = desk.Client(await desk.KeyAsync(null, "admin"));
        keyOfDesk = desk.Client(await desk.KeyAsync(null, "report read"));
        var old = await desk.AgencyAsync("SO-CU");
        successor = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-MOI")));
        belowSuccessor = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("PHONG-MOI", "SO-MOI", "unit")));
        stranger = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-KHAC")));
        await desk.SystemAsync(old, "CU-WEB", 2);
        number = (string)(await desk.Client(await desk.KeyAsync(old)).FileAsync(ExampleReport.Ordinary("SO-CU"))).Json!["number"]!;
    }

    [TearDown]
    public async Task StopAsync()
    {
        admin.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task The_successors_people_see_what_was_filed_under_the_old_name_and_nobody_else_does()
    {
        Assert.That((await successor.ReadAsync($"/api/v1/incidents/{number}")).Code, Is.EqualTo(404));
        await EndAsync("2026-11-20T09:45:00Z");
        var seen = await successor.ReadAsync($"/api/v1/incidents/{number}");
        Assert.That((seen.Code, (string?)seen.Json!["agency"]), Is.EqualTo((200, "SO-CU")));
        Assert.That((await ListAsync(successor, "incidents", "number")), Is.EqualTo(new[] { number }));
        Assert.That((await ListAsync(successor, "agencies", "code")), Is.EqualTo(new[] { "PHONG-MOI", "SO-CU", "SO-MOI" }));
        Assert.That((await ListAsync(successor, "systems", "code")), Is.EqualTo(new[] { "CU-WEB" }));
        foreach (var other in new[] { belowSuccessor, stranger })
        {
            Assert.That((await other.ReadAsync($"/api/v1/incidents/{number}")).Code, Is.EqualTo(404));
            Assert.That(await ListAsync(other, "incidents", "number"), Is.Empty);
        }
    }

    [Test]
    public async Task Until_the_day_has_come_the_successor_sees_nothing()
    {
        await EndAsync("2026-11-21T00:00:00Z");
        await TurnAsync();
        Assert.That((await successor.ReadAsync($"/api/v1/incidents/{number}")).Code, Is.EqualTo(404));
        clock.Advance(TimeSpan.FromDays(1));
        await TurnAsync();
        Assert.That((await successor.ReadAsync($"/api/v1/incidents/{number}")).Code, Is.EqualTo(200));
        Assert.That((await stranger.ReadAsync($"/api/v1/incidents/{number}")).Code, Is.EqualTo(404));
    }

    [Test]
    public async Task An_ended_agency_reports_nothing_new_and_its_last_successor_is_named()
    {
        await EndAsync("2026-11-20T09:45:00Z");
        await desk.AgencyAsync("SO-CUOI");
        await ChangeAsync("SO-MOI", """{"name":"Sở mới","kind":"department","validTo":"2026-11-20T09:45:00Z","successor":"SO-CUOI"}""");
        var body = ExampleReport.Ordinary("SO-CU", "neu");
        var refused = await keyOfDesk.FileAsync(body);
        Assert.That(refused.Faults, Is.EqualTo(new[] { "/agency unknown-reference" }));
        Assert.That((string?)refused.Json!["errors"]![0]!["messageVi"], Does.Contain("SO-CUOI"));
        Assert.That((string?)refused.Json!["errors"]![0]!["message"], Does.Contain("SO-CUOI"));
    }

    [Test]
    public async Task A_progress_report_on_an_old_incident_is_still_taken_from_the_successor()
    {
        await EndAsync("2026-11-20T09:45:00Z");
        var body = ExampleReport.Ordinary(sourceRef: "tiep");
        body.Remove("agency");
        (body["kind"], body["incident"]) = ("progress", number);
        Assert.That((await successor.FileAsync(body)).Code, Is.EqualTo(201));
    }

    [Test]
    public async Task Circles_are_refused_whether_they_go_by_parents_successors_or_both()
    {
        await EndAsync("2026-12-31T00:00:00Z");
        Assert.That(
            (await ChangeAsync("SO-MOI", """{"name":"x","kind":"department","validTo":"2027-01-31T00:00:00Z","successor":"SO-CU"}""")).Faults,
            Is.EqualTo(new[] { "/successor unknown-reference" }), "each would succeed the other");
        Assert.That(
            (await ChangeAsync("SO-MOI", """{"name":"x","kind":"department","parent":"SO-CU"}""")).Faults,
            Is.EqualTo(new[] { "/parent unknown-reference" }), "it would stand below the one that it succeeds");
        Assert.That(
            (await ChangeAsync("SO-MOI", """{"name":"x","kind":"department","validTo":"2027-01-31T00:00:00Z","successor":"PHONG-MOI"}""")).Faults,
            Is.EqualTo(new[] { "/successor unknown-reference" }), "what stands below it cannot succeed it before it is moved");
        Assert.That(
            (await ChangeAsync("SO-MOI", """{"name":"x","kind":"department","successor":"SO-KHAC"}""")).Faults, Is.EqualTo(new[] { "/validTo required" }));
    }

    [Test]
    public async Task A_successor_that_is_taken_back_sees_no_more()
    {
        await EndAsync("2026-11-20T09:45:00Z");
        Assert.That((await successor.ReadAsync($"/api/v1/incidents/{number}")).Code, Is.EqualTo(200));
        await ChangeAsync("SO-CU", """{"name":"Sở cũ","kind":"department"}""");
        Assert.That((await successor.ReadAsync($"/api/v1/incidents/{number}")).Code, Is.EqualTo(404));
    }

    private Task TurnAsync() => desk.Services.GetRequiredService<SuccessionClock>().TurnAsync(CancellationToken.None);

    private async Task EndAsync(string at)
    {
        var ended = await ChangeAsync("SO-CU", $$"""{"name":"Sở cũ","kind":"department","validTo":"{{at}}","validFrom":"2020-01-01T00:00:00Z","successor":"SO-MOI"}""");
        Assert.That(ended.Code, Is.EqualTo(200), ended.Json?.ToJsonString());
    }

    private Task<Answer> ChangeAsync(string code, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/agencies/{code}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        return Wire.SendAsync(admin, request);
    }

    private static async Task<IEnumerable<string?>> ListAsync(HttpClient client, string list, string field) =>
        (await client.ReadAsync($"/api/v1/{list}")).Json!["items"]!.AsArray().Select(one => (string?)one![field]);
}
