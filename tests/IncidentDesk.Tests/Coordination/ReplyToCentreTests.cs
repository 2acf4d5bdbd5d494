using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Delivery;
using IncidentDesk.Tests.Duty;
using NUnit.Framework;

namespace IncidentDesk.Tests.Coordination;

/// <summary>Who must agree before an answer goes up to a centre, and who may read it.</summary>
public sealed class ReplyToCentreTests
{
    private const string Requests = "/api/v1/coordination-requests";

    private Desk desk = null!;
    private HttpClient lead = null!, agency = null!, other = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        await desk.VerifiedContactAsync("vncert", "dieuphoi@vncert.example");
        (agency, other) = (desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE"), "report approve")), desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-GDDT"))));
        lead = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "hoa", "admin")));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [TestCase(false, "awaiting-approval")]
    [TestCase(true, "simulated")]
    public async Task An_answer_waits_for_a_second_person_unless_the_incident_is_serious(bool serious, string state)
    {
        var (id, _) = await AnsweredAsync(serious);
        Assert.That((await lead.PutAsync($"{Requests}/{id}/reply", """{"text":"Kính gửi"}""")).Code, Is.EqualTo(200));
        await Waiting.ForAsync(async () => await StateAsync(id) == state);
        Assert.That((await lead.ReadAsync("/api/v1/approvals?state=open")).Json!["items"]!.AsArray().Count(one => ((string)one!["text"]!).Contains("12/ĐP", StringComparison.Ordinal)), Is.LessThanOrEqualTo(serious ? 0 : 1));
    }

    [Test]
    public async Task A_refused_answer_does_not_leave_and_another_one_may_be_written()
    {
        var (id, _) = await AnsweredAsync(serious: false);
        await lead.PutAsync($"{Requests}/{id}/reply", """{"text":"Kính gửi"}""");
        var asked = await AskedAsync();
        var second = desk.Client(await desk.KeyAsync(null, "read approve", await DeskPeople.AddAsync(desk, "minh", "lead")));
        var refused = await second.PutAsync($"/api/v1/approvals/{asked["id"]}", $$"""{"decision":"refuse","contentHash":"{{asked["contentHash"]}}","note":"Thiếu số liệu"}""");
        Assert.That((refused.Code, await StateAsync(id)), Is.EqualTo((200, "cancelled")));
        Assert.That((string?)(await lead.ReadAsync($"{Requests}/{id}")).Json!["state"], Is.EqualTo("open"));
        var again = await lead.PutAsync($"{Requests}/{id}/reply", """{"text":"Kính gửi, đã bổ sung"}""");
        Assert.That((again.Code, again.Json!["sendings"]!.AsArray().Count), Is.EqualTo((200, 2)));
    }

    [Test]
    public async Task The_agency_of_the_incident_reads_neither_the_answer_nor_what_is_asked_about_it()
    {
        var (id, number) = await AnsweredAsync(serious: false);
        await lead.PutAsync($"{Requests}/{id}/reply", """{"text":"Kính gửi"}""");
        var asked = await AskedAsync();
        var delivery = (string)(await lead.ReadAsync($"{Requests}/{id}")).Json!["sendings"]![0]!["delivery"]!;

        Assert.That((await lead.ReadAsync($"/api/v1/deliveries/{delivery}")).Code, Is.EqualTo(200));
        Assert.That((await agency.ReadAsync($"/api/v1/deliveries/{delivery}")).Code, Is.EqualTo(404));
        Assert.That((await agency.ReadAsync($"/api/v1/approvals/{asked["id"]}")).Code, Is.EqualTo(404));
        foreach (var door in new[] { $"/api/v1/incidents/{number}/deliveries", $"/api/v1/incidents/{number}/timeline", "/api/v1/approvals", "/api/v1/deliveries" })
            Assert.That(await agency.ReadTextAsync(door), Does.Not.Contain(delivery).And.Not.Contain("12/ĐP"), door);
    }

    /// <summary>A request about an incident of the first agency, answered by both.</summary>
    private async Task<(string Id, string Number)> AnsweredAsync(bool serious)
    {
        var report = serious ? ExampleReport.Body() : ExampleReport.Ordinary();
        report.Remove("system");
        (report["detectedAt"], report["need"]) = ("2026-11-20T09:00:00Z", "none");
        var filed = await agency.FileAsync(report);
        Assert.That((filed.Code, (bool?)filed.Json?["serious"]), Is.EqualTo((201, serious)), filed.Json?.ToJsonString());
        var number = (string)filed.Json!["number"]!;
        var taken = await lead.PostAsync(Requests, $$"""
            {"centre":"vncert","reference":"12/ĐP","subject":"Rà soát","receivedAt":"2026-11-20T10:00:00Z","deadlineAt":"2199-11-22T10:00:00Z","items":["Số máy chủ"],
            "agencies":["SO-YTE","SO-GDDT"],"incident":"{{number}}"}
            """);
        Assert.That(taken.Code, Is.EqualTo(201), taken.Json?.ToJsonString());
        var id = (string)taken.Json!["id"]!;
        foreach (var who in new[] { agency, other })
            Assert.That((await who.PostAsync($"{Requests}/{id}/answers", """{"item":1,"text":"điều riêng","complete":true}""")).Code, Is.EqualTo(201));
        return (id, number);
    }

    private async Task<JsonNode> AskedAsync()
    {
        JsonNode? asked = null;
        await Waiting.ForAsync(async () => (asked = (await lead.ReadAsync("/api/v1/approvals?state=open")).Json!["items"]!.AsArray()
            .SingleOrDefault(one => ((string)one!["text"]!).Contains("12/ĐP", StringComparison.Ordinal))) is not null);
        return asked!;
    }

    private async Task<string?> StateAsync(string id) => (string?)(await lead.ReadAsync($"{Requests}/{id}")).Json!["sendings"]![0]!["state"];
}
