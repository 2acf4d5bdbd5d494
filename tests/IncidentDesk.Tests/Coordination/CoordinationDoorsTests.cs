using System.Text.Json.Nodes;
using IncidentDesk.Coordination;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Duty;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Coordination;

public sealed class CoordinationDoorsTests
{
    private const string Requests = "/api/v1/coordination-requests", Orders = "/api/v1/preservation-orders";

    private ManualClock clock = null!;
    private Desk desk = null!;
    private HttpClient lead = null!, agency = null!, other = null!;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
        desk = await Desk.StartAsync(clock);
        await desk.AgencyAsync("TINH", kind: "province");
        var first = await desk.AgencyAsync("SO-YTE", "TINH");
        await desk.SystemAsync(first, "CTTDT", 3);
        agency = desk.Client(await desk.KeyAsync(first));
        other = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-GDDT", "TINH")));
        lead = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "hoa", "admin")));
        await desk.MailAddressAsync("SO-YTE", "vanthu@soyte.example");
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_request_is_answered_in_parts_sent_with_proof_and_closed_by_its_receipt()
    {
        var id = await TakeAsync();
        Assert.That((string?)(await agency.ReadAsync($"{Requests}/{id}")).Json!["openItems"]!.ToJsonString(), Is.EqualTo("[1,2]"));
        await SayAsync(agency, id, """{"item":1,"text":"Đang rà soát"}""");
        await SayAsync(agency, id, """{"item":1,"text":"Có 2 máy chủ","evidence":"BC-12","complete":true}""");
        var early = await lead.PutAsync($"{Requests}/{id}/reply", """{"text":"Kính gửi","way":"by-hand","proof":"12/BC"}""");
        Assert.That((early.Code, (string?)early.Json!["code"], early.Json["items"]!.ToJsonString()), Is.EqualTo((409, "items-open", "[2]")));
        var part = await lead.PutAsync($"{Requests}/{id}/reply", """{"text":"Kính gửi","part":"partial","way":"by-hand","proof":"12/BC"}""");
        Assert.That((part.Code, (string?)part.Json!["state"]), Is.EqualTo((200, "open")));
        Assert.That((string?)(await lead.PutAsync($"{Requests}/{id}/receipt", """{"reference":"9/XN","on":"2026-11-20"}""")).Json!["code"], Is.EqualTo("not-answered"));
        await SayAsync(lead, id, """{"item":2,"text":"Không","complete":true}""");
        clock.Jump(TimeSpan.FromHours(49));
        var before = await lead.PutAsync($"{Requests}/{id}/reply", """{"text":"Kính gửi","way":"by-hand","proof":"13/BC","at":"2026-11-20T09:59:00Z"}""");
        Assert.That(before.Faults, Is.EqualTo(new[] { "/at out-of-range" }), "no answer is older than its question");
        var whole = (await lead.PutAsync($"{Requests}/{id}/reply", """{"text":"Kính gửi","way":"by-hand","proof":"13/BC"}""")).Json!;
        Assert.That(((string?)whole["state"], (long)whole["lateBySeconds"]!), Is.EqualTo(("answered", 3600)));
        Assert.That((await lead.PutAsync($"{Requests}/{id}/receipt", """{"reference":"9/XN","on":"2026-11-21"}""")).Faults, Is.EqualTo(new[] { "/on out-of-range" }));
        var closed = (await lead.PutAsync($"{Requests}/{id}/receipt", """{"reference":"9/XN","on":"2026-11-22"}""")).Json!;
        Assert.That(((string?)closed["state"], (string?)closed["receipt"]!["reference"]), Is.EqualTo(("closed", "9/XN")));
        Assert.That((string?)(await agency.PostAsync($"{Requests}/{id}/answers", """{"item":1,"text":"x"}""")).Json!["code"], Is.EqualTo("request-ended"));
    }

    [Test]
    public async Task An_answer_by_mail_counts_when_it_has_left_and_a_simulated_one_does_not()
    {
        // Real time: the post room turns by itself.
        await desk.DisposeAsync();
        desk = await Desk.StartAsync();
        lead = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "hoa", "admin")));
        await desk.VerifiedContactAsync("vncert", "dieuphoi@vncert.example");
        var id = await TakeAsync(agencies: "[]");
        foreach (var item in new[] { 1, 2 })
            await SayAsync(lead, id, $$"""{"item":{{item}},"text":"Trả lời {{item}}","complete":true}""");
        var sent = (await lead.PutAsync($"{Requests}/{id}/reply", """{"text":"Kính gửi trung tâm"}""")).Json!;
        var delivery = Guid.Parse((string)sent["sendings"]![0]!["delivery"]!);
        Assert.That(await MailAsync(delivery), Does.Contain("dieuphoi@vncert.example").And.Contain("X-IncidentDesk-TLP: TLP:AMBER"));
        await SecondPersonAsync(delivery);
        await Delivery.Waiting.ForAsync(async () => (string?)(await lead.ReadAsync($"{Requests}/{id}")).Json!["sendings"]![0]!["state"] == "simulated");
        await TurnAsync();
        Assert.That((string?)(await lead.ReadAsync($"{Requests}/{id}")).Json!["state"], Is.EqualTo("open"));
        // As the courier writes it when a server has taken the mail.
        await desk.Database.WriteAsync(async transaction => Assert.That(
            await IncidentDesk.Delivery.Deliveries.MoveAlongAsync(
                transaction, "simulated", ["queued", "claimed", "accepted"], new(delivery, "claimed", "accepted", TimeProvider.System.GetUtcNow(), IncidentDesk.Audit.Actor.Desk)),
            Is.True), CancellationToken.None);
        await TurnAsync();
        var answered = (await lead.ReadAsync($"{Requests}/{id}")).Json!;
        Assert.That(((string?)answered["state"], answered["answeredAt"] is null), Is.EqualTo(("answered", false)));
    }

    [Test]
    public async Task Time_runs_out_who_owes_an_item_is_reminded_once_for_each_mark_and_the_desk_is_alarmed()
    {
        var id = await TakeAsync();
        Assert.That(await MailsAsync(), Is.EqualTo(new[] { "coordination-ask" }));
        clock.Jump(TimeSpan.FromHours(25));
        await TurnAsync();
        await TurnAsync();
        Assert.That(await MailsAsync(), Is.EqualTo(new[] { "coordination-ask", "coordination-late-1" }));
        Assert.That(await AlarmsAsync(), Is.EqualTo(new[] { "coordination-near" }));
        clock.Jump(TimeSpan.FromHours(24));
        await TurnAsync();
        Assert.That(await MailsAsync(), Has.Count.EqualTo(3), "two marks were missed at once: one letter");
        Assert.That(await AlarmsAsync(), Is.EqualTo(new[] { "coordination-overdue" }));
        Assert.That((JsonArray)(await lead.ReadAsync($"{Requests}?overdue=true")).Json!["items"]!, Has.Count.EqualTo(1));
        await lead.PutAsync($"{Requests}/{id}/withdrawal", """{"reason":"Trung tâm rút"}""");
        Assert.That(await AlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task An_agency_sees_what_was_passed_on_to_it_and_nothing_that_another_said()
    {
        var id = await TakeAsync();
        Assert.That((await other.ReadAsync($"{Requests}/{id}")).Code, Is.EqualTo(404));
        Assert.That((await other.PostAsync($"{Requests}/{id}/answers", """{"item":1,"text":"x"}""")).Code, Is.EqualTo(404));
        Assert.That((await lead.PutAsync($"{Requests}/{id}/agencies", """{"agencies":["SO-GDDT"]}""", "\"1\"")).Header("ETag"), Is.EqualTo("\"2\""));
        await SayAsync(agency, id, """{"item":1,"text":"điều riêng","complete":true}""");
        var seen = (await other.ReadAsync($"{Requests}/{id}")).Json!.ToJsonString();
        Assert.That(seen, Does.Not.Contain("SO-YTE").And.Not.Contain("BC-12"));
        Assert.That((await other.ReadAsync($"{Requests}/{id}")).Json!["items"]![0]!["answers"]!.AsArray(), Is.Empty);
        Assert.That((await other.PostAsync($"{Requests}/{id}/answers", """{"item":1,"text":"x","agency":"SO-YTE"}""")).Faults, Is.EqualTo(new[] { "/agency unknown-reference" }));
        Assert.That((await lead.PostAsync($"{Requests}/{id}/answers", """{"item":1,"text":"x","agency":"SO-YTE"}""")).Faults, Is.EqualTo(new[] { "/paper required" }));
        Assert.That((await agency.PostAsync($"{Requests}/{id}/answers", """{"item":7,"text":"x"}""")).Faults, Is.EqualTo(new[] { "/item unknown-reference" }));
        Assert.That((await agency.PutAsync($"{Requests}/{id}/reply", """{"text":"x"}""")).Code, Is.EqualTo(403));
    }

    [Test]
    public async Task A_request_that_is_not_well_formed_or_known_already_is_refused()
    {
        await TakeAsync();
        var again = await lead.PostAsync(Requests, Body("""["SO-YTE"]"""));
        Assert.That((again.Code, (string?)again.Json!["code"]), Is.EqualTo((409, "request-known")));
        var body = (JsonObject)JsonNode.Parse(Body("[]"))!;
        (body["deadlineAt"], body["items"], body["tlp"], body["receivedAt"]) = ("2026-11-19T00:00:00Z", new JsonArray(), "x", "2026-11-21T00:00:00Z");
        Assert.That((await lead.PostAsync(Requests, body.ToJsonString())).Faults,
            Is.EquivalentTo(new[] { "/deadlineAt out-of-range", "/items required", "/tlp not-in-list", "/receivedAt in-the-future" }));
        foreach (var (name, value, fault) in new[] { ("centre", "x", "/centre"), ("incident", "INC-2026-999999", "/incident") })
        {
            var wrong = (JsonObject)JsonNode.Parse(Body("[]", "Z"))!;
            wrong[name] = value;
            Assert.That((await lead.PostAsync(Requests, wrong.ToJsonString())).Faults, Is.EqualTo(new[] { $"{fault} unknown-reference" }));
        }
        Assert.That((await lead.PostAsync(Requests, Body("""["X"]""", "Y"))).Faults, Is.EqualTo(new[] { "/agencies/0 unknown-reference" }));
    }

    [TestCase("""{"orderedBy":"A05","reason":"Giữ ổ đĩa","incidents":["NUMBER"]}""")]
    [TestCase("""{"orderedBy":"A05","reason":"Giữ ổ đĩa","systems":[{"agency":"SO-YTE","code":"CTTDT"}]}""")]
    public async Task What_is_to_be_kept_as_it_is_is_not_resolved_until_a_person_lifts_the_order(string order)
    {
        var report = ExampleReport.Ordinary();
        (report["system"], report["detectedAt"]) = ("CTTDT", "2026-11-20T09:00:00Z");
        var number = (string)(await agency.FileAsync(report)).Json!["number"]!;
        Assert.That((await lead.PostAsync(Orders, """{"orderedBy":"A05","reason":"x"}""")).Faults, Is.EqualTo(new[] { "/incidents required" }));
        Assert.That((await lead.PostAsync(Orders, order.Replace("CTTDT", "X", StringComparison.Ordinal).Replace("NUMBER", "INC-2026-999999", StringComparison.Ordinal))).Code, Is.EqualTo(400));
        var entered = await lead.PostAsync(Orders, order.Replace("NUMBER", number, StringComparison.Ordinal));
        Assert.That(entered.Code, Is.EqualTo(201));
        var id = (string)entered.Json!["id"]!;
        var refused = await lead.PutAsync($"/api/v1/incidents/{number}/resolution", """{"cause":"x","summary":"x"}""");
        Assert.That((refused.Code, (string?)refused.Json!["code"], (string?)refused.Json["orderedBy"]), Is.EqualTo((409, "preservation-order", "A05")));
        Assert.That((await agency.ReadAsync($"{Orders}/{id}")).Code, Is.EqualTo(200));
        Assert.That((await other.ReadAsync($"{Orders}/{id}")).Code, Is.EqualTo(404));
        Assert.That((JsonArray)(await other.ReadAsync(Orders)).Json!["items"]!, Is.Empty);
        Assert.That((await lead.PutAsync($"{Orders}/{id}/lifting", """{"reason":""}""")).Faults, Is.EqualTo(new[] { "/reason too-short" }));
        Assert.That((await lead.PutAsync($"{Orders}/{id}/lifting", """{"reason":"Đã sao chép ổ đĩa"}""", "\"9\"")).Code, Is.EqualTo(412));
        Assert.That((await lead.PutAsync($"{Orders}/{id}/lifting", """{"reason":"Đã sao chép ổ đĩa"}""")).Code, Is.EqualTo(200));
        Assert.That((string?)(await lead.PutAsync($"{Orders}/{id}/lifting", """{"reason":"x"}""")).Json!["code"], Is.EqualTo("order-lifted"));
        Assert.That((await lead.PutAsync($"/api/v1/incidents/{number}/resolution", """{"cause":"x","summary":"x"}""")).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task No_other_way_of_ending_walks_around_an_order()
    {
        var numbers = new List<string>();
        for (var n = 0; n < 3; n++)
        {
            var report = ExampleReport.Ordinary();
            report["detectedAt"] = "2026-11-20T09:00:00Z";
            numbers.Add((string)(await agency.FileAsync(report)).Json!["number"]!);
        }
        var (kept, into, resolved) = (numbers[0], numbers[1], numbers[2]);
        Assert.That((await lead.PutAsync($"/api/v1/incidents/{resolved}/resolution", """{"cause":"x","summary":"x"}""")).Code, Is.EqualTo(200));
        Assert.That((await lead.PostAsync(Orders, $$"""{"orderedBy":"A05","reason":"Giữ ổ đĩa","incidents":["{{kept}}","{{resolved}}"]}""")).Code, Is.EqualTo(201));

        var refusals = new[]
        {
            await lead.PutAsync($"/api/v1/incidents/{kept}/rejection", """{"disposition":"refuted","reason":"x"}"""),
            await lead.PutAsync($"/api/v1/incidents/{resolved}/closure", """{"disposition":"confirmed","summary":"x"}"""),
        };
        Assert.That(refusals.Select(one => $"{one.Code} {one.Json!["code"]}"), Has.All.EqualTo("409 preservation-order"));
        Assert.That((await lead.PutAsync($"/api/v1/incidents/{kept}/merge", $$"""{"into":"{{into}}","reason":"một vụ"}""")).Code, Is.EqualTo(200));
        var merged = await lead.PutAsync($"/api/v1/incidents/{into}/resolution", """{"cause":"x","summary":"x"}""");
        Assert.That($"{merged.Code} {merged.Json!["code"]}", Is.EqualTo("409 preservation-order"), "what was merged into it is a part of it");
    }

    private static string Body(string agencies, string reference = "12/VNCERT-ĐP") => $$"""
        {"centre":"vncert","reference":"{{reference}}","subject":"Rà soát máy chủ điều khiển","receivedAt":"2026-11-20T10:00:00Z","deadlineAt":"2026-11-22T10:00:00Z",
        "items":["Số máy chủ có kết nối","Biện pháp đã làm"],"agencies":{{agencies}}}
        """;

    private async Task<string> TakeAsync(string agencies = """["SO-YTE"]""")
    {
        var answer = await lead.PostAsync(Requests, Body(agencies));
        Assert.That(answer.Code, Is.EqualTo(201), answer.Json?.ToJsonString());
        return (string)answer.Json!["id"]!;
    }

    private static async Task SayAsync(HttpClient who, string id, string body)
    {
        var answer = await who.PostAsync($"{Requests}/{id}/answers", body);
        Assert.That(answer.Code, Is.EqualTo(201), answer.Json?.ToJsonString());
    }

    // What goes up to a centre is read by two people; who wrote it is not the second.
    private async Task SecondPersonAsync(Guid delivery)
    {
        JsonNode? asked = null;
        await Delivery.Waiting.ForAsync(async () => (asked = (await lead.ReadAsync("/api/v1/approvals?state=open")).Json!["items"]!.AsArray().SingleOrDefault()) is not null);
        Assert.That((string?)asked!["textVi"], Does.Contain("12/VNCERT-ĐP").And.Contain("người thứ hai"));
        var decision = $$"""{"decision":"approve","contentHash":"{{asked["contentHash"]}}"}""";
        Assert.That((string?)(await lead.PutAsync($"/api/v1/deliveries/{delivery}/approval", decision)).Json!["code"], Is.EqualTo("same-person"));
        var second = desk.Client(await desk.KeyAsync(null, "read approve", await DeskPeople.AddAsync(desk, "minh", "lead")));
        Assert.That((await second.PutAsync($"/api/v1/deliveries/{delivery}/approval", decision)).Code, Is.EqualTo(200));
    }

    private Task TurnAsync() => desk.Services.GetRequiredService<CoordinationClock>().TurnAsync(CancellationToken.None);

    private Task<IReadOnlyList<string>> MailsAsync() => desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
        "SELECT substr(cause_ref, 1, length(cause_ref) - 37) FROM deliveries WHERE cause_ref LIKE 'coordination-%' ORDER BY 1"), CancellationToken.None);

    private Task<IReadOnlyList<string>> AlarmsAsync() => desk.Database.ReadAsync(
        reading => reading.QueryAsync<string>("SELECT kind FROM alarms WHERE ended_at IS NULL AND kind LIKE 'coordination-%' ORDER BY kind"), CancellationToken.None);

    private async Task<string> MailAsync(Guid delivery)
    {
        var scribe = desk.Services.GetServices<IScribe>().Single(one => one.Owns("coordination-ask:"));
        return await desk.Database.ReadAsync(reading => scribe.WriteAsync(reading, delivery, TimeProvider.System.GetUtcNow()), CancellationToken.None);
    }
}
