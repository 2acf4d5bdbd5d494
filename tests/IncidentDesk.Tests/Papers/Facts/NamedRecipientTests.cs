using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Duty;
using NUnit.Framework;

namespace IncidentDesk.Tests.Papers.Facts;

/// <summary>A paper that names no duty goes to whom the law of the incident's day and sector names, and where there is no such law to nobody.</summary>
public sealed class NamedRecipientTests
{
    private Desk desk = null!;
    private HttpClient writer = null!, army = null!, health = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        army = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("BCHQS", jurisdiction: "defence")));
        health = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        writer = desk.Client(await desk.KeyAsync(null, "report read work", await DeskPeople.AddAsync(desk, "soan", "lead")));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [TestCase("ND331-BC72")]
    [TestCase("ND331-CN")]
    [TestCase("ND331-KT")]
    public async Task NĐ_331_Đ31_of_a_system_of_the_army_its_authority_is_told(string form) =>
        Assert.That((await DraftAsync(await FileAsync(army, "BCHQS", Today), form)).Value("recipient"), Does.Contain("Bộ Quốc phòng"));

    [TestCase("TT20-Mau03")]
    [TestCase("ND331-CN")]
    public async Task Where_no_rule_set_applies_the_addressee_is_named_as_missing(string form) =>
        Assert.That((await DraftAsync(await FileAsync(army, "BCHQS", "2023-01-20T22:10:00+07:00"), form)).Missing, Has.Member("recipient"));

    [Test]
    public async Task An_update_to_nobody_has_no_number_yet() =>
        Assert.That((await DraftAsync(await FileAsync(army, "BCHQS", "2023-01-20T22:10:00+07:00"), "ND331-CN")).Missing, Has.Member("ordinal"));

    [Test]
    public async Task What_stands_of_the_incident_is_asked_before_the_rule_set()
    {
        var number = await FileAsync(health, "SO-YTE", Today);
        await desk.Database.WriteAsync(
            transaction => transaction.ExecuteAsync(
                "UPDATE obligations SET recipient = 'provincial-police' WHERE kind = 'report' AND incident_id = (SELECT id FROM incidents WHERE number = @number)", new { number }),
            CancellationToken.None);

        Assert.That((await DraftAsync(number, "ND331-BC72")).Value("recipient"), Does.Contain("Công an tỉnh"));
    }

    [TestCase("SITREP", "Lãnh đạo đơn vị")]
    [TestCase("DON-DOC", "Đơn vị SO-YTE")]
    [TestCase("ND356-TBCT", "Các chủ thể dữ liệu cá nhân bị ảnh hưởng")]
    public async Task What_no_centre_gets_is_addressed_as_before(string form, string recipient) =>
        Assert.That((await DraftAsync(await FileAsync(health, "SO-YTE", Today), form)).Value("recipient"), Is.EqualTo(recipient));

    private static string Today => DateTimeOffset.UtcNow.AddHours(-1).ToString("O");

    private static async Task<string> FileAsync(HttpClient who, string agency, string detected)
    {
        var body = ExampleReport.Ordinary(agency);
        (body["detectedAt"], body["occurredAt"]) = (detected, null);
        var filed = await who.FileAsync(body);
        Assert.That(filed.Code, Is.EqualTo(201), filed.Json?.ToJsonString());
        return (string)filed.Json!["number"]!;
    }

    private async Task<Paper> DraftAsync(string number, string form) =>
        Paper.Of(await writer.PostAsync($"/api/v1/incidents/{number}/papers", new JsonObject { ["form"] = form }.ToJsonString()));
}
