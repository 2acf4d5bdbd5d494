using System.Text;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using IncidentDesk.Tests.Duty;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Operations;

public sealed class ListAlarmsTests
{
    private const string Note = "chi-noi-bo-ban-truc";

    private Desk desk = null!;

    [SetUp]
    public async Task StartAsync() => desk = await Desk.StartAsync();

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task An_agency_hears_that_an_alarm_was_taken_and_neither_by_whom_nor_what_the_desk_noted()
    {
        var agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE"), "report approve"));
        var worker = desk.Client(await desk.KeyAsync(null, "read work", await DeskPeople.AddAsync(desk, "truc", "responder")));
        var id = await RaiseAsync(worker, (string)(await agency.FileAsync(ExampleReport.Ordinary())).Json!["number"]!);
        await TakeAsync(worker, id);

        var (seen, worked) = (await OneAsync(agency, id), await OneAsync(worker, id));
        Assert.That(((string?)worked["acknowledgedBy"], (string?)worked["note"]), Is.EqualTo(("Người truc", Note)));
        Assert.That(new[] { seen["acknowledgedBy"], seen["note"] }, Is.All.Null);
        Assert.That((string?)seen["acknowledgedAt"], Is.EqualTo((string?)worked["acknowledgedAt"]));
    }

    [Test]
    public async Task The_agencys_page_says_that_the_desk_has_it()
    {
        var agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        var worker = desk.Client(await desk.KeyAsync(null, "read work", await DeskPeople.AddAsync(desk, "truc", "responder")));
        var id = await RaiseAsync(worker, (string)(await agency.FileAsync(ExampleReport.Ordinary())).Json!["number"]!);
        using var lead = await Visitor.SignedInAsync(desk, "an", "agency-lead", "SO-YTE");
        (await lead.GetAsync("/language?to=vi&back=/alarms")).Dispose();
        Assert.That(await LineAsync(lead, id), Does.Contain("Chưa ai nhận"));

        await TakeAsync(worker, id);

        Assert.That(await LineAsync(lead, id), Does.Contain("Bàn trực").And.Not.Contain("Người truc").And.Not.Contain(Note).And.Not.Contain("Chưa ai nhận"));
        using var responder = await Visitor.SignedInAsync(desk, "hoa", "responder");
        Assert.That(await LineAsync(responder, id), Does.Contain($"Người truc: {Note}"));
    }

    private async Task<string> RaiseAsync(HttpClient worker, string number)
    {
        await desk.Database.WriteAsync(async transaction =>
        {
            var incident = await transaction.SingleAsync<Guid>("SELECT id FROM incidents WHERE number = @number", new { number });
            return await Alarms.RaiseAsync(transaction, "overdue", "high", "x", incident, "Late.", "Trễ.", TimeProvider.System.GetUtcNow());
        }, CancellationToken.None);
        return (string)(await worker.ReadAsync("/api/v1/alarms?state=open&limit=200")).Json!["items"]!.AsArray()
            .Single(alarm => (string?)alarm!["kind"] == "overdue" && (string?)alarm["subject"] == "x")!["id"]!;
    }

    private static async Task TakeAsync(HttpClient worker, string alarm)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/alarms/{alarm}/acknowledgement")
        {
            Content = new StringContent($$"""{"note":"{{Note}}"}""", Encoding.UTF8, "application/json"),
        };
        Assert.That((await Wire.SendAsync(worker, request)).Code, Is.EqualTo(200));
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> OneAsync(HttpClient caller, string alarm) =>
        (await caller.ReadAsync("/api/v1/alarms?limit=200")).Json!["items"]!.AsArray().Single(one => (string?)one!["id"] == alarm)!;

    private static async Task<string> LineAsync(Visitor visitor, string alarm) =>
        (await visitor.PageAsync("/alarms")).QuerySelector($"section[aria-labelledby='alarm-{alarm}'] p.second")!.TextContent;
}
