using System.Text.Json.Nodes;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Duty;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Hunts;

public sealed class HuntDoorsTests
{
    private ManualClock clock = null!;
    private Desk desk = null!;
    private HttpClient lead = null!, agency = null!, other = null!;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new(new DateTimeOffset(2022, 10, 11, 3, 0, 0, TimeSpan.Zero));
        desk = await Desk.StartAsync(clock);
        await desk.AgencyAsync("TINH", kind: "province");
        var first = await desk.AgencyAsync("SO-YTE", "TINH");
        await desk.SystemAsync(first, "CTTDT", 3);
        await desk.SystemAsync(first, "HSSK", 3);
        agency = desk.Client(await desk.KeyAsync(first));
        other = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-GDDT", "TINH")));
        lead = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "hoa", "admin")));
        await desk.MailAddressAsync("SO-YTE", "vanthu@soyte.example");
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task Nothing_found_counts_only_with_the_query_and_the_period_that_was_searched()
    {
        var id = await lead.OpenAsync();
        Assert.That(
            (await agency.SayAsync(id, "SO-YTE", """{"outcome":"nothing-found"}""")).Faults, Is.EqualTo(new[] { "/query required", "/searchedFrom required", "/searchedTo required" }));
        Assert.That((await agency.SayAsync(id, "SO-YTE", HuntScene.Result("nothing"))).Faults, Is.EqualTo(new[] { "/outcome not-in-list" }));
        var said = (await agency.SayAsync(id, "SO-YTE", HuntScene.Result())).Json!;
        Assert.That(((string?)said["cells"]![0]!["outcome"], (bool?)said["cells"]![0]!["coversPeriod"]), Is.EqualTo(("nothing-found", true)));
        var part = (await agency.SayAsync(id, "SO-YTE", HuntScene.Result().Replace("2022-04-01", "2022-06-01", StringComparison.Ordinal))).Json!;
        Assert.That((bool?)part["cells"]![0]!["coversPeriod"], Is.False);
        Assert.That((JsonArray)part["history"]!, Has.Count.EqualTo(2), "what was said first is not lost");
        Assert.That((long)(await lead.ReadAsync($"/api/v1/hunts/{id}")).Json!["counts"]!["nothing-found"]!, Is.EqualTo(1));
    }

    [Test]
    public async Task A_find_opens_an_incident_by_the_ordinary_intake_and_the_hunt_shows_it()
    {
        var id = await lead.OpenAsync();
        const string find = ""","system":"CTTDT","report":{"title":"Tài khoản quản trị lạ","category":"intrusions/system-compromise","detectedAt":"2022-10-11T02:30:00Z"}""";
        Assert.That((await agency.SayAsync(id, "SO-YTE", HuntScene.Result("found"))).Faults, Is.EqualTo(new[] { "/incident required" }));
        Assert.That((await agency.SayAsync(id, "SO-YTE", HuntScene.Result("found", find.Replace("intrusions/", "x/", StringComparison.Ordinal)))).Faults, Is.EqualTo(new[] { "/report/category not-in-list" }));
        var said = await agency.SayAsync(id, "SO-YTE", HuntScene.Result("found", find));
        var number = (string)said.Json!["cells"]![1]!["incident"]!;
        var incident = (await lead.ReadAsync($"/api/v1/incidents/{number}")).Json!;
        Assert.That(((string?)incident["category"], (string?)incident["severity"]), Is.EqualTo(("intrusions/system-compromise", "high")));
        Assert.That((string?)(await agency.ReadAsync($"/api/v1/hunts/{id}")).Json!["incidents"]![0]!["number"], Is.EqualTo(number));
        Assert.That((await lead.ReadAsync($"/api/v1/incidents/{number}/timeline")).Json!["items"]!.AsArray().Select(one => (string?)one!["text"]), Has.Some.Contains("Dấu vết FortiOS"));
        Assert.That((JsonArray)(await lead.ReadAsync("/api/v1/incidents")).Json!["items"]!, Has.Count.EqualTo(1), "what was refused opened none");
    }

    [Test]
    public async Task A_find_may_belong_to_an_incident_that_is_there_and_to_none_of_another_agency()
    {
        var id = await lead.OpenAsync(HuntScene.Body("""{"agencies":["SO-YTE","SO-GDDT"]}"""));
        var report = ExampleReport.Ordinary("SO-YTE");
        report["detectedAt"] = "2022-10-11T02:00:00Z";
        var number = (string)(await agency.FileAsync(report)).Json!["number"]!;
        var named = HuntScene.Result("found", ",\"incident\":\"" + number + "\"");
        Assert.That((await other.SayAsync(id, "SO-GDDT", named)).Faults, Is.EqualTo(new[] { "/incident unknown-reference" }));
        Assert.That((await lead.SayAsync(id, "SO-GDDT", named)).Faults, Is.EqualTo(new[] { "/incident unknown-reference" }));
        Assert.That((string?)(await agency.SayAsync(id, "SO-YTE", named)).Json!["cells"]![0]!["incident"], Is.EqualTo(number));
    }

    [Test]
    public async Task Who_is_not_asked_sees_no_hunt_and_who_is_sees_only_its_own_part()
    {
        var id = await lead.OpenAsync();
        Assert.That((await other.ReadAsync($"/api/v1/hunts/{id}")).Code, Is.EqualTo(404));
        Assert.That((await other.SayAsync(id, "SO-YTE", HuntScene.Result())).Code, Is.EqualTo(404));
        Assert.That((JsonArray)(await other.ReadAsync("/api/v1/hunts")).Json!["items"]!, Is.Empty);
        Assert.That((await lead.ChangeAsync($"/api/v1/hunts/{id}/scope", """{"systems":[{"agency":"SO-GDDT","code":"X"}]}""")).Faults, Is.EqualTo(new[] { "/scope/systems/0 unknown-reference" }));
        Assert.That((await lead.ChangeAsync($"/api/v1/hunts/{id}/scope", """{"agencies":["SO-GDDT"]}""", "\"1\"")).Header("ETag"), Is.EqualTo("\"2\""));
        Assert.That((await other.ReadAsync($"/api/v1/hunts/{id}/results")).Json!["items"]!.AsArray().Select(one => (string?)one!["agency"]), Is.EqualTo(new[] { "SO-GDDT" }));
        Assert.That((await other.ReadAsync($"/api/v1/hunts/{id}/results/SO-YTE")).Code, Is.EqualTo(404));
        Assert.That((await agency.ChangeAsync($"/api/v1/hunts/{id}/closure", """{"summary":"x"}""")).Code, Is.EqualTo(403));
        Assert.That((await agency.PostAsync("/api/v1/hunts", HuntScene.Body().ToJsonString())).Code, Is.EqualTo(403));
    }

    [Test]
    public async Task A_hunt_that_is_over_takes_no_result_and_says_how_it_ended()
    {
        var (id, second) = (await lead.OpenAsync(), await lead.OpenAsync());
        Assert.That((await lead.ChangeAsync($"/api/v1/hunts/{id}/closure", """{"summary":""}""")).Faults, Is.EqualTo(new[] { "/summary too-short" }));
        Assert.That((await lead.ChangeAsync($"/api/v1/hunts/{id}/closure", """{"summary":"Không thấy gì"}""", "\"9\"")).Code, Is.EqualTo(412));
        Assert.That((string?)(await lead.ChangeAsync($"/api/v1/hunts/{id}/closure", """{"summary":"Không thấy gì"}""")).Json!["state"], Is.EqualTo("closed"));
        Assert.That((string?)(await lead.ChangeAsync($"/api/v1/hunts/{second}/cancellation", """{"reason":"Trùng"}""")).Json!["ending"], Is.EqualTo("Trùng"));
        var late = await agency.SayAsync(id, "SO-YTE", HuntScene.Result());
        Assert.That((late.Code, (string?)late.Json!["code"], (string?)late.Json["state"]), Is.EqualTo((409, "hunt-ended", "closed")));
        Assert.That((string?)(await lead.ChangeAsync($"/api/v1/hunts/{id}/cancellation", """{"reason":"x"}""")).Json!["code"], Is.EqualTo("hunt-ended"));
    }

    [Test]
    public async Task Six_months_after_a_hunt_and_a_scan_the_system_is_due_again_and_its_agency_is_told_once()
    {
        var id = await lead.OpenAsync();
        Assert.That(await StandingsAsync("?state=never,overdue,soon,in-time"), Is.EqualTo(new[] { "CTTDT never never", "HSSK never never" }));
        await agency.SayAsync(id, "SO-YTE", HuntScene.Result(more: ""","systems":["CTTDT"]""").Replace("2022-04-01", "2022-10-10", StringComparison.Ordinal));
        Assert.That(await StandingsAsync("?kind=hunt&state=in-time"), Is.Empty, "a look at a day of half a year is no hunt through it");
        await agency.SayAsync(id, "SO-YTE", HuntScene.Result(more: ""","systems":["CTTDT"]"""));
        Assert.That((await agency.SayAsync(id, "SO-YTE", HuntScene.Result(more: ""","systems":["X"]"""))).Faults, Is.EqualTo(new[] { "/systems/0 unknown-reference" }));
        var scan = await agency.PostAsync("/api/v1/hunts/checks", """{"kind":"scan","system":"CTTDT","method":"OpenVAS 22","doneAt":"2022-09-30T03:00:00Z","findings":4}""");
        Assert.That((scan.Code, (string?)scan.Json!["nextDueAt"]), Is.EqualTo((201, "2023-03-30T03:00:00.000Z")));
        Assert.That(await StandingsAsync("?kind=hunt&state=in-time"), Is.EqualTo(new[] { "CTTDT in-time in-time" }));
        Assert.That(await StandingsAsync(""), Is.EqualTo(new[] { "HSSK never never" }));

        await desk.HuntTurnAsync();
        clock.Jump(TimeSpan.FromDays(150));
        await desk.HuntTurnAsync();
        await desk.HuntTurnAsync();
        Assert.That((await desk.HuntMailsAsync()).Count(mail => mail.StartsWith("hunt-due", StringComparison.Ordinal)), Is.EqualTo(1), "ahead of the scan");
        clock.Jump(TimeSpan.FromDays(30));
        await desk.HuntTurnAsync();
        await desk.HuntTurnAsync();
        Assert.That((await desk.HuntMailsAsync()).Count(mail => mail.StartsWith("hunt-due", StringComparison.Ordinal)), Is.EqualTo(2), "the scan is late, the hunt is near: one mail");
        Assert.That(await desk.AlarmsAsync(), Does.Contain("checks-overdue"));
        Assert.That(await StandingsAsync("?state=overdue"), Is.EqualTo(new[] { "CTTDT soon overdue" }));
        Assert.That((await lead.ReadAsync("/api/v1/hunts/due/figures")).Json!["items"]![0]!.ToJsonString(),
            Does.Contain("\"province\":\"TINH\"").And.Contain("\"scan\":{\"never\":1,\"overdue\":1"));
        Assert.That((JsonArray)(await other.ReadAsync("/api/v1/hunts/due")).Json!["items"]!, Is.Empty);
        Assert.That((await other.PostAsync("/api/v1/hunts/checks", """{"kind":"scan","agency":"SO-YTE","system":"CTTDT","method":"x"}""")).Faults, Is.EqualTo(new[] { "/agency unknown-reference" }));
        await agency.PostAsync("/api/v1/hunts/checks", """{"kind":"scan","system":"CTTDT","method":"OpenVAS 22"}""");
        await desk.HuntTurnAsync();
        Assert.That(await desk.AlarmsAsync(), Does.Not.Contain("checks-overdue"));
    }

    [Test]
    public async Task Who_owes_a_result_is_reminded_and_the_desk_is_alarmed_until_it_is_there()
    {
        var id = await lead.OpenAsync();
        Assert.That(await desk.HuntMailsAsync(), Is.EqualTo(new[] { "hunt-ask SO-YTE" }));
        clock.Jump(TimeSpan.FromDays(13));
        await desk.HuntTurnAsync();
        await desk.HuntTurnAsync();
        Assert.That(await desk.HuntMailsAsync(), Is.EqualTo(new[] { "hunt-ask SO-YTE", "hunt-late-1 SO-YTE" }));
        clock.Jump(TimeSpan.FromDays(5));
        await desk.HuntTurnAsync();
        Assert.That(await desk.HuntMailsAsync(), Has.Count.EqualTo(3), "two were missed at once: one letter");
        Assert.That(await desk.AlarmsAsync(), Is.EqualTo(new[] { "hunt-overdue" }));
        await agency.SayAsync(id, "SO-YTE", HuntScene.Result());
        Assert.That(await desk.AlarmsAsync(), Is.Empty);
        var mail = await MailAsync("hunt-ask%");
        Assert.That(mail, Does.Contain("TLP:AMBER").And.Not.Contain("192.0.2.7"));
    }

    [Test]
    public async Task The_urgency_of_a_letter_opens_its_hunt_which_follows_whom_it_was_sent_to_and_ends_its_task()
    {
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "INSERT INTO kev_entries (cve, vendor, product, name, added_on, ransomware) VALUES ('CVE-2022-40684', 'F', 'F', 'F', '2022-10-11', 'Known')"), CancellationToken.None);
        var body = Letters.Fortinet();
        (body["exposed"], body["automatable"], body["technicalImpact"], body["dueAt"]) = (true, true, "total", "2022-10-14T00:00:00Z");
        var letter = await lead.IssueAsync(body);
        var hunt = (string)(await lead.ReadAsync($"/api/v1/advisories/{letter}")).Json!["tasks"]![0]!["hunt"]!;
        var view = (await lead.ReadAsync($"/api/v1/hunts/{hunt}")).Json!;
        Assert.That(((string?)view["dueAt"], (string?)view["advisory"]!["number"], (string?)view["indicators"]![0]!["value"]), Is.EqualTo(("2022-10-14T03:00:00.000Z", "1684/STTTT-CNTT", "CVE-2022-40684")));
        await desk.HuntTurnAsync();
        Assert.That((await agency.ReadAsync($"/api/v1/hunts/{hunt}")).Code, Is.EqualTo(404), "the letter was sent to nobody yet");
        await lead.SendLetterAsync(letter, """{"agencies":["SO-YTE"]}""");
        await desk.HuntTurnAsync();
        Assert.That((await agency.ReadAsync($"/api/v1/hunts/{hunt}")).Code, Is.EqualTo(200));
        Assert.That((await other.ReadAsync($"/api/v1/hunts/{hunt}")).Code, Is.EqualTo(404));
        await lead.ChangeAsync($"/api/v1/hunts/{hunt}/closure", """{"summary":"Xong"}""");
        Assert.That((string?)(await lead.ReadAsync($"/api/v1/advisories/{letter}")).Json!["tasks"]![0]!["doneAt"], Is.EqualTo("2022-10-11T03:00:00.000Z"));
        Assert.That((JsonArray)(await lead.ReadAsync("/api/v1/hunts?state=open")).Json!["items"]!, Is.Empty);
    }

    [Test]
    public async Task A_hunt_that_is_not_well_formed_is_refused_field_by_field()
    {
        var body = HuntScene.Body("{}");
        (body["title"], body["tlp"], body["dueAt"]) = ("", "red", "2022-10-10T00:00:00Z");
        body["period"] = new JsonObject { ["from"] = "2022-10-11T00:00:00Z", ["to"] = "2022-10-11T00:00:00Z" };
        Assert.That((await lead.PostAsync("/api/v1/hunts", body.ToJsonString())).Faults,
            Is.EquivalentTo(new[] { "/title too-short", "/tlp not-in-list", "/period/to out-of-range", "/dueAt out-of-range", "/scope required" }));
        Assert.That((await lead.PostAsync("/api/v1/hunts", HuntScene.Body("""{"agencies":["X"]}""").ToJsonString())).Faults, Is.EqualTo(new[] { "/scope/agencies/0 unknown-reference" }));
        Assert.That((JsonArray)(await lead.ReadAsync("/api/v1/hunts")).Json!["items"]!, Is.Empty);
    }

    private async Task<IReadOnlyList<string>> StandingsAsync(string query) =>
        [.. (await lead.ReadAsync("/api/v1/hunts/due" + query)).Json!["items"]!.AsArray().Select(one => $"{one!["system"]} {one["hunt"]} {one["scan"]}")];

    private async Task<string> MailAsync(string reference)
    {
        var id = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM deliveries WHERE cause_ref LIKE @reference", new { reference }), CancellationToken.None);
        var scribe = desk.Services.GetServices<IScribe>().Single(one => one.Owns("hunt-ask:"));
        return await desk.Database.ReadAsync(reading => scribe.WriteAsync(reading, id, clock.GetUtcNow()), CancellationToken.None);
    }
}
