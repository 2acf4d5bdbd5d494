using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Tests.Delivery;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Approvals;

/// <summary>Two people: who filed is the first, and somebody else decides about exactly what will go.</summary>
public sealed class ApprovalDoorsTests
{
    private Desk desk = null!;
    private HttpClient reporter = null!, lead = null!, agencyLead = null!, otherLead = null!, machine = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        var (health, school) = (await desk.AgencyAsync("SO-YTE"), await desk.AgencyAsync("SO-GDDT"));
        await desk.VerifiedContactAsync("vncert", "ir@vncert.example");
        reporter = desk.Client(await desk.KeyAsync(health, "report approve", await PersonAsync("nguoibao", "agency-lead", health)));
        agencyLead = desk.Client(await desk.KeyAsync(health, "report approve", await PersonAsync("lanhdao.yte", "agency-lead", health)));
        otherLead = desk.Client(await desk.KeyAsync(school, "report approve", await PersonAsync("lanhdao.gddt", "agency-lead", school)));
        lead = desk.Client(await desk.KeyAsync(null, "report read work approve", await PersonAsync("truongca", "lead", null)));
        machine = desk.Client(await desk.KeyAsync(null, "report read work approve"));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task What_is_not_serious_waits_for_a_second_person_who_decides_once_about_exactly_this()
    {
        var asked = await WaitsAsync(Ordinary());
        Assert.That((string)asked["whatHappens"]!, Does.StartWith("Nothing leaves the desk: it is simulated"));
        Assert.That((string)asked["textVi"]!, Does.Contain("gửi thư tới"));
        var (id, hash) = ((string)asked["id"]!, (string)asked["contentHash"]!);
        Assert.That((string)(await lead.ReadAsync($"/api/v1/approvals/{id}")).Json!["content"]!, Does.Contain("X-IncidentDesk-Delivery"));

        Assert.That(await RefusedAsync(machine, id, hash), Is.EqualTo((403, "needs-a-person")));
        Assert.That(await RefusedAsync(agencyLead, id, hash), Is.EqualTo((403, (string?)null)), "the desk decides what is not serious");
        Assert.That(await RefusedAsync(otherLead, id, hash), Is.EqualTo((404, (string?)null)));
        Assert.That(await RefusedAsync(lead, id, new string('0', 64)), Is.EqualTo((409, "approval-stale")));

        var approved = await DecideAsync(lead, id, hash);
        Assert.That((approved.Code, (string?)approved.Json!["state"], (string?)approved.Json["decidedByName"]), Is.EqualTo((200, "approved", "Người truongca")));
        var again = await DecideAsync(lead, id, hash);
        Assert.That((again.Code, (string?)again.Json!["code"], (string?)again.Json["by"]), Is.EqualTo((409, "not-in-this-status", "Người truongca")));
        await IsAsync((string)asked["subject"]!, "simulated");
    }

    [Test]
    public async Task Who_filed_the_report_is_not_the_second_person_not_even_with_another_key()
    {
        var person = await PersonAsync("tunop", "lead", null);
        var filer = desk.Client(await desk.KeyAsync(null, "report", person));
        var asked = await WaitsAsync(Ordinary(), filer);
        using var same = desk.Client(await desk.KeyAsync(null, "read approve", person));

        Assert.That(await RefusedAsync(same, (string)asked["id"]!, (string)asked["contentHash"]!), Is.EqualTo((409, "same-person")));
        Assert.That((await DecideAsync(lead, (string)asked["id"]!, (string)asked["contentHash"]!)).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task Who_wants_a_centre_told_is_the_first_of_the_two_and_not_who_filed()
    {
        var body = ExampleReport.Ordinary();
        var number = (string)(await reporter.FileAsync(body)).Json!["number"]!;
        var escalated = await lead.PostAsync(
            $"/api/v1/incidents/{number}/escalations", $$"""{"to":"vncert","reason":"Cần hỗ trợ.","asOf":"{{DateTimeOffset.UtcNow:O}}"}""");
        Assert.That(escalated.Code, Is.EqualTo(201), escalated.Json?.ToJsonString());
        var asked = await OpenAsync(number);
        Assert.That((string)asked["askedByName"]!, Is.EqualTo("Người truongca"));
        Assert.That(await RefusedAsync(lead, (string)asked["id"]!, (string)asked["contentHash"]!), Is.EqualTo((409, "same-person")));
        using var second = desk.Client(await desk.KeyAsync(null, "read approve", await PersonAsync("truongphong", "lead", null)));
        Assert.That((await DecideAsync(second, (string)asked["id"]!, (string)asked["contentHash"]!)).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task What_goes_on_by_another_channel_is_still_asked_by_who_wanted_the_first_one_sent()
    {
        var number = (string)(await reporter.FileAsync(ExampleReport.Ordinary())).Json!["number"]!;
        var escalated = await lead.PostAsync(
            $"/api/v1/incidents/{number}/escalations", $$"""{"to":"vncert","reason":"Cần hỗ trợ.","asOf":"{{DateTimeOffset.UtcNow:O}}"}""");
        Assert.That(escalated.Code, Is.EqualTo(201), escalated.Json?.ToJsonString());
        var mail = await OpenAsync(number);
        using var second = desk.Client(await desk.KeyAsync(null, "read approve", await PersonAsync("pho", "lead", null)));
        Assert.That((await DecideAsync(second, (string)mail["id"]!, (string)mail["contentHash"]!)).Code, Is.EqualTo(200));
        await GoOnByCallAsync((string)mail["subject"]!);

        var call = await OpenAsync(number);

        Assert.That((string)call["askedByName"]!, Is.EqualTo("Người truongca"));
        Assert.That(await RefusedAsync(lead, (string)call["id"]!, (string)call["contentHash"]!), Is.EqualTo((409, "same-person")));
    }

    [Test]
    public async Task Who_made_or_turned_the_key_that_filed_is_not_the_second_person_however_many_keys_are_between()
    {
        using var maker = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await PersonAsync("nguoitao", "admin", null)));
        using var turner = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await PersonAsync("nguoixoay", "admin", null)));
        using var between = desk.Client((string)(await MadeAsync(maker, """{"name":"Máy quản trị","desk":true,"scopes":["report","admin"]}"""))["secret"]!);
        var made = await MadeAsync(between, """{"name":"Cổng SOC","agency":"SO-YTE","scopes":["report"]}""");
        using var filer = desk.Client((string)made["secret"]!);
        var asked = await WaitsAsync(Ordinary(), filer);
        var (id, hash) = ((string)asked["id"]!, (string)asked["contentHash"]!);

        Assert.That(await RefusedAsync(maker, id, hash), Is.EqualTo((409, "same-person")));
        using var turn = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/keys/{made["key"]!["id"]}/rotation")
        {
            Content = new StringContent("""{"overlapHours":1}""", Encoding.UTF8, "application/json"), Headers = { { "If-Match", "*" } },
        };
        Assert.That((await Wire.SendAsync(turner, turn)).Code, Is.EqualTo(200));
        Assert.That(await RefusedAsync(turner, id, hash), Is.EqualTo((409, "same-person")));
        Assert.That((await DecideAsync(lead, id, hash)).Code, Is.EqualTo(200));
    }

    [TestCase(1, 200)]
    [TestCase(72, 409)]
    public async Task Who_had_the_old_secret_is_the_second_person_again_once_it_opened_nothing_when_the_report_came(int overlapHours, int code)
    {
        var (maker, turner) = (await PersonAsync($"taocu{overlapHours}", "lead", null), await PersonAsync($"xoaycu{overlapHours}", "lead", null));
        var secret = await desk.KeyAsync(await HealthAsync(), "report");
        await NoteAsync($"person:{maker:D}", "key.add", secret, "added", daysAgo: 3);
        await NoteAsync($"person:{turner:D}", "key.rotate", secret, $"overlap {overlapHours} h", daysAgo: 2);
        var asked = await WaitsAsync(Ordinary(), desk.Client(secret));
        var (id, hash) = ((string)asked["id"]!, (string)asked["contentHash"]!);

        Assert.That(await RefusedAsync(desk.Client(await desk.KeyAsync(null, "read approve", turner)), id, hash), Is.EqualTo((409, "same-person")));
        Assert.That((await DecideAsync(desk.Client(await desk.KeyAsync(null, "read approve", maker)), id, hash)).Code, Is.EqualTo(code));
    }

    [Test]
    public async Task What_a_key_made_after_it_was_turned_was_never_in_the_hands_of_who_had_its_old_secret()
    {
        var (maker, turner) = (await PersonAsync("taotruoc", "lead", null), await PersonAsync("xoaysau", "lead", null));
        var (between, secret) = (await desk.KeyAsync(null, "report admin"), await desk.KeyAsync(await HealthAsync(), "report"));
        await NoteAsync($"person:{maker:D}", "key.add", between, "added", daysAgo: 3);
        await NoteAsync($"person:{turner:D}", "key.rotate", between, "overlap 1 h", daysAgo: 2);
        await NoteAsync($"key:{await KeyIdAsync(between):D}", "key.add", secret, "added", daysAgo: 1);
        var asked = await WaitsAsync(Ordinary(), desk.Client(secret));
        var (id, hash) = ((string)asked["id"]!, (string)asked["contentHash"]!);

        Assert.That(await RefusedAsync(desk.Client(await desk.KeyAsync(null, "read approve", turner)), id, hash), Is.EqualTo((409, "same-person")));
        Assert.That((await DecideAsync(desk.Client(await desk.KeyAsync(null, "read approve", maker)), id, hash)).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task What_a_key_of_nobody_wants_told_waits_and_whoever_made_that_key_is_not_the_second_person()
    {
        using var maker = desk.Client(await desk.KeyAsync(null, "read work approve admin", await PersonAsync("nguoicapkhoa", "admin", null)));
        using var nobody = desk.Client((string)(await MadeAsync(maker, """{"name":"Máy trực","desk":true,"scopes":["read","work"]}"""))["secret"]!);
        var number = (string)(await reporter.FileAsync(ExampleReport.Ordinary())).Json!["number"]!;

        var escalated = await nobody.PostAsync(
            $"/api/v1/incidents/{number}/escalations", $$"""{"to":"vncert","reason":"Cần hỗ trợ.","asOf":"{{DateTimeOffset.UtcNow:O}}"}""");

        Assert.That(escalated.Code, Is.EqualTo(201), escalated.Json?.ToJsonString());
        var asked = await OpenAsync(number);
        var (id, hash) = ((string)asked["id"]!, (string)asked["contentHash"]!);
        Assert.That(await RefusedAsync(maker, id, hash), Is.EqualTo((409, "same-person")));
        Assert.That((await DecideAsync(lead, id, hash)).Code, Is.EqualTo(200));
        await IsAsync((string)asked["subject"]!, "simulated");
    }

    [Test]
    public async Task A_refusal_says_why_and_ends_the_delivery()
    {
        var asked = await WaitsAsync(Ordinary());
        var (id, hash) = ((string)asked["id"]!, (string)asked["contentHash"]!);

        Assert.That((await PutAsync(lead, $"/api/v1/approvals/{id}", "refuse", hash, null)).Faults, Is.EqualTo(new[] { "/note required" }));
        Assert.That((string)(await PutAsync(lead, $"/api/v1/approvals/{id}", "refuse", hash, "chưa cần")).Json!["state"]!, Is.EqualTo("refused"));
        await IsAsync((string)asked["subject"]!, "cancelled");
        Assert.That(
            await desk.Database.ReadAsync(reading => reading.SingleAsync<string>(
                "SELECT note FROM delivery_history WHERE delivery_id = @id AND to_state = 'cancelled'", new { id = (string)asked["subject"]! }), CancellationToken.None),
            Is.EqualTo("chưa cần"));
    }

    [Test]
    public async Task The_door_of_the_delivery_is_the_same_decision()
    {
        var asked = await WaitsAsync(Ordinary());
        var decided = await PutAsync(lead, $"/api/v1/deliveries/{asked["subject"]}/approval", "approve", (string)asked["contentHash"]!, null);
        Assert.That((string)decided.Json!["id"]!, Is.EqualTo((string)asked["id"]!));
        Assert.That((string)(await lead.ReadAsync($"/api/v1/approvals/{asked["id"]}")).Json!["state"]!, Is.EqualTo("approved"));
        await IsAsync((string)asked["subject"]!, "simulated");
    }

    [Test]
    public async Task A_red_mark_asks_the_lead_of_the_filing_agency_and_nobody_else()
    {
        var body = ExampleReport.Body();
        body["tlp"] = "red";
        var asked = await WaitsAsync(body);
        var (id, hash) = ((string)asked["id"]!, (string)asked["contentHash"]!);

        Assert.That(await RefusedAsync(lead, id, hash), Is.EqualTo((403, (string?)null)));
        Assert.That(await RefusedAsync(otherLead, id, hash), Is.EqualTo((404, (string?)null)));
        Assert.That(await RefusedAsync(reporter, id, hash), Is.EqualTo((409, "same-person")));
        Assert.That((await DecideAsync(agencyLead, id, hash)).Code, Is.EqualTo(200));
        await IsAsync((string)asked["subject"]!, "simulated");
    }

    [Test]
    public async Task A_correction_voids_what_was_asked_and_asks_anew_about_the_new_words()
    {
        var body = Ordinary();
        var asked = await WaitsAsync(body);
        var correction = Ordinary();
        (correction["kind"], correction["incident"], correction["title"]) = ("correction", (string)asked["incident"]!, "Tiêu đề đã sửa");
        Assert.That((await reporter.FileAsync(correction)).Code, Is.EqualTo(201));

        var (id, hash) = ((string)asked["id"]!, (string)asked["contentHash"]!);
        Assert.That((string)(await lead.ReadAsync($"/api/v1/approvals/{id}")).Json!["state"]!, Is.EqualTo("void"));
        Assert.That(await RefusedAsync(lead, id, hash), Is.EqualTo((409, "approval-stale")));
        var anew = await OpenAsync((string)asked["incident"]!);
        Assert.That((string)anew["contentHash"]!, Is.Not.EqualTo(hash));
        Assert.That((string)anew["subject"]!, Is.EqualTo((string)asked["subject"]!));
        Assert.That((await DecideAsync(lead, (string)anew["id"]!, (string)anew["contentHash"]!)).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task An_agency_sees_what_is_asked_about_itself_and_nobody_elses()
    {
        var asked = await WaitsAsync(Ordinary());
        Assert.That(await IdsAsync(agencyLead), Does.Contain((string)asked["id"]!));
        Assert.That(await IdsAsync(otherLead), Does.Not.Contain((string)asked["id"]!));
        using var plain = desk.Client(await desk.KeyAsync(await desk.AgencyAsync($"X-{Guid.NewGuid():N}"[..12].ToUpperInvariant())));
        Assert.That(await IdsAsync(plain), Is.Empty);

        async Task<IReadOnlyList<string>> IdsAsync(HttpClient client) =>
            [.. (await client.ReadAsync("/api/v1/approvals?state=open&limit=200")).Json!["items"]!.AsArray().Select(one => (string)one!["id"]!)];
    }

    [Test]
    public async Task What_the_desk_asks_within_itself_about_an_incident_is_not_its_agencys_to_read()
    {
        const string words = "chi-noi-bo-ban-truc";
        var grave = (string)(await reporter.FileAsync(ExampleReport.Body())).Json!["number"]!;
        var light = (string)(await reporter.FileAsync(ExampleReport.Ordinary())).Json!["number"]!;
        Answer[] asked =
        [
            await MoveAsync(grave, "severity", $$"""{"severity":"low","serious":false,"reason":"{{words}}"}"""),
            await MoveAsync(grave, "rejection", $$"""{"disposition":"refuted","reason":"{{words}}"}"""),
            await MoveAsync(grave, "merge", $$"""{"into":"{{light}}","reason":"{{words}}"}"""),
        ];
        Assert.That(asked.Select(one => one.Code), Is.All.EqualTo(202));

        await SeesNoneAsync("as it is asked");
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            UPDATE approvals SET agency_id = (SELECT incidents.agency_id FROM incidents WHERE incidents.id = approvals.incident_id)
            WHERE kind IN ('severity', 'rejection', 'merge')
            """), CancellationToken.None);
        await SeesNoneAsync("as older rows are");

        async Task SeesNoneAsync(string how)
        {
            Assert.That(await lead.ReadTextAsync("/api/v1/approvals?limit=200"), Does.Contain(words), how);
            Assert.That(await agencyLead.ReadTextAsync("/api/v1/approvals?limit=200"), Does.Not.Contain(words), how);
            foreach (var one in asked)
                Assert.That((await agencyLead.ReadAsync($"/api/v1/approvals/{one.Json!["approval"]!["id"]}")).Code, Is.EqualTo(404), how);
        }
    }

    private static async Task<JsonNode> MadeAsync(HttpClient by, string key)
    {
        var made = await by.PostAsync("/api/v1/keys", key);
        Assert.That(made.Code, Is.EqualTo(201), made.Json?.ToJsonString());
        return made.Json!;
    }

    private Task<Guid> HealthAsync() => desk.Database.ReadAsync(
        reading => reading.SingleAsync<Guid>("SELECT id FROM agencies WHERE code = 'SO-YTE'"), CancellationToken.None);

    private Task<Guid> KeyIdAsync(string secret) => desk.Database.ReadAsync(
        reading => reading.SingleAsync<Guid>("SELECT id FROM keys WHERE hash = @hash", new { hash = KeyRing.HashOf(secret) }), CancellationToken.None);

    private async Task NoteAsync(string actor, string action, string secret, string outcome, int daysAgo)
    {
        var key = await KeyIdAsync(secret);
        await desk.Database.WriteAsync(
            transaction => AuditTrail.AppendAsync(transaction, actor, action, key.ToString("D"), outcome, TimeProvider.System.GetUtcNow().AddDays(-daysAgo)), CancellationToken.None);
    }

    // As the desk plans it by itself where a mail does not get through.
    private Task GoOnByCallAsync(string mail) => desk.Database.WriteAsync(async transaction =>
    {
        var now = TimeProvider.System.GetUtcNow();
        await transaction.ExecuteAsync(
            """
            INSERT INTO centre_contacts (id, centre_id, channel, value, purpose, source, sureness, verified_on, valid_from)
            VALUES (@id, 'vncert', 'call', '+842400000041', 'incident-response', 'test', 'verified', 1, 1)
            """,
            new { id = Ids.Next(now) });
        var incident = await transaction.SingleAsync<Guid>("SELECT incident_id FROM deliveries WHERE id = @mail", new { mail });
        var contact = await IncidentDesk.Centres.CentreContacts.UsableAsync(transaction, "vncert", "call", now);
        Assert.That(await desk.Services.GetRequiredService<IncidentDesk.Delivery.Deliveries>().PlanAsync(transaction, new(
            Ids.Next(now), incident, "forward", "forward:1", "call", IncidentDesk.Delivery.Addressee.Of("vncert", "response-network", "VNCERT/CC", contact), Automatic: false, now, null)), Is.True);
    }, CancellationToken.None);

    private async Task<Answer> MoveAsync(string number, string door, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/incidents/{number}/{door}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"), Headers = { { "If-Match", "*" } },
        };
        return await Wire.SendAsync(lead, request);
    }

    private static JsonObject Ordinary()
    {
        var body = ExampleReport.Ordinary();
        body["need"] = "response";
        return body;
    }

    private async Task<JsonNode> WaitsAsync(JsonObject body, HttpClient? filer = null) =>
        await OpenAsync((string)(await (filer ?? reporter).FileAsync(body)).Json!["number"]!);

    private async Task<JsonNode> OpenAsync(string number)
    {
        JsonNode? found = null;
        await Waiting.ForAsync(async () => (found = (await lead.ReadAsync("/api/v1/approvals?state=open&limit=200")).Json!["items"]!.AsArray()
            .SingleOrDefault(one => (string?)one!["incident"] == number)) is not null);
        return found!;
    }

    private Task IsAsync(string delivery, string state) => Waiting.ForAsync(async () => await desk.Database.ReadAsync(
        reading => reading.SingleAsync<string>("SELECT state FROM deliveries WHERE id = @delivery", new { delivery }), CancellationToken.None) == state);

    private static Task<Answer> DecideAsync(HttpClient client, string id, string hash) =>
        PutAsync(client, $"/api/v1/approvals/{id}", "approve", hash, null);

    private static async Task<(int Code, string? Rule)> RefusedAsync(HttpClient client, string id, string hash)
    {
        var answer = await DecideAsync(client, id, hash);
        return (answer.Code, (string?)answer.Json!["code"]);
    }

    private static async Task<Answer> PutAsync(HttpClient client, string address, string decision, string hash, string? note)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address)
        {
            Content = new StringContent(
                new JsonObject { ["decision"] = decision, ["contentHash"] = hash, ["note"] = note }.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        return await Wire.SendAsync(client, request);
    }

    private async Task<Guid> PersonAsync(string user, string role, Guid? agency)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Ids.Next(now);
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO people (id, user_name, name, role, agency_id, password_hash, failed_attempts, created_at)
            VALUES (@id, @user, @name, @role, @agency, 'none', 0, @now)
            """,
            new { id, user, name = $"Người {user}", role, agency, now }), CancellationToken.None);
        return id;
    }
}
