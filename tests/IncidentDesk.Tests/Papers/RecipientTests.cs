using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Duty;
using NUnit.Framework;

namespace IncidentDesk.Tests.Papers;

/// <summary>A paper names whom it goes to: who stands for the role of the law, and never the recipient of another law.</summary>
public sealed class RecipientTests
{
    private Desk desk = null!;
    private HttpClient writer = null!, agency = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync(settings: [("Desk:Name", "Trung tâm Mẫu")]);
        await desk.AgencyAsync("UBND-TINH", kind: "province");
        agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE", "UBND-TINH")));
        writer = desk.Client(await desk.KeyAsync(null, "report read work", await DeskPeople.AddAsync(desk, "soan", "lead")));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [TestCase("system-owner", "UBND-TINH")]
    [TestCase("specialised-unit", null)]
    public async Task QĐ_05_the_owner_is_the_agency_above_and_the_specialised_unit_the_desk_itself(string role, string? above)
    {
        var number = await FileAsync("2023-01-20T22:10:00+07:00");
        var duty = (await DutiesAsync(number)).First(one => (string?)one!["recipient"] == role && (string?)one["kind"] == "report")!;
        var expected = await desk.Database.ReadAsync(reading => reading.SingleAsync<string>("SELECT name FROM agencies WHERE code = @above", new { above }), CancellationToken.None)
            ?? "Trung tâm Mẫu";

        Assert.That((await DraftAsync(number, "TT20-Mau03", (string)duty["id"]!)).Value("recipient"), Is.EqualTo(expected));
    }

    [Test]
    public async Task An_update_of_an_incident_of_an_earlier_law_is_not_addressed_to_the_authority_of_a_later_one()
    {
        var earlier = await DraftAsync(await FileAsync("2023-01-20T22:10:00+07:00"), "ND331-CN");
        var today = await DraftAsync(await FileAsync(DateTimeOffset.UtcNow.AddHours(-1).ToString("O")), "ND331-CN");

        Assert.That(earlier.Value("recipient"), Is.Not.Empty.And.Not.Contain("Bộ Công an").And.Not.EqualTo(today.Value("recipient")));
        Assert.That(today.Value("recipient"), Does.Contain("Bộ Công an"));
    }

    [Test]
    public async Task NĐ_356_Đ29_the_notice_to_the_people_concerned_meets_its_duty()
    {
        var number = await FileAsync(DateTimeOffset.UtcNow.AddHours(-1).ToString("O"), location: true);
        var duty = (await DutiesAsync(number)).Single(one => (string?)one!["kind"] == "data-subject-notice")!;

        Assert.That((await DraftAsync(number, "ND356-TBCT", (string)duty["id"]!)).State, Is.EqualTo("draft"));
    }

    private async Task<string> FileAsync(string detected, bool location = false)
    {
        var body = ExampleReport.Ordinary();
        (body["detectedAt"], body["occurredAt"]) = (detected, null);
        if (location)
            body["personalData"] = new JsonObject { ["involved"] = true, ["locationOrBiometric"] = true };
        var filed = await agency.FileAsync(body);
        Assert.That(filed.Code, Is.EqualTo(201), filed.Json?.ToJsonString());
        return (string)filed.Json!["number"]!;
    }

    private async Task<JsonArray> DutiesAsync(string number) => (JsonArray)(await writer.ReadAsync($"/api/v1/incidents/{number}/obligations")).Json!["items"]!;

    private async Task<Paper> DraftAsync(string number, string form, string? duty = null)
    {
        var drafted = await writer.PostAsync($"/api/v1/incidents/{number}/papers", new JsonObject { ["form"] = form, ["obligation"] = duty }.ToJsonString());
        Assert.That(drafted.Code, Is.EqualTo(201), drafted.Json?.ToJsonString());
        return Paper.Of(drafted);
    }
}
