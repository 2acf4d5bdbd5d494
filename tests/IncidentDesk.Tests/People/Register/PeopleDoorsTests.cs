using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.People.Register;

public sealed class PeopleDoorsTests
{
    private Desk desk = null!;
    private HttpClient admin = null!;
    private Guid chief;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        await desk.PersonAsync("chief", "admin");
        chief = await IdAsync("chief");
        admin = desk.Client(await desk.KeyAsync(null, "report read work approve admin", chief));
        await desk.AgencyAsync("TINH", kind: "province");
        await desk.AgencyAsync("SO-YTE", "TINH");
        await desk.AgencyAsync("SO-GDDT", "TINH");
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task An_invited_person_is_listed_shown_and_waits_for_their_password()
    {
        var invited = await InviteAsync("an.nguyen", "reporter", "SO-YTE");

        Assert.That(invited.Code, Is.EqualTo(201), invited.Json?.ToJsonString());
        var person = invited.Json!["person"]!;
        Assert.That(((string?)person["state"], (string?)person["agency"]), Is.EqualTo(("invited", "SO-YTE")));
        Assert.That((string?)invited.Json["link"]!["link"], Does.Contain("/welcome/"));
        var shown = await admin.ReadAsync(invited.Response.Headers.Location!.OriginalString);
        Assert.That((string?)shown.Json!["user"], Is.EqualTo("an.nguyen"));
        Assert.That(shown.Json.ToJsonString(), Does.Not.Contain("welcome").And.Not.Contain("hash"));
        var listed = await admin.ReadAsync("/api/v1/people?state=invited");
        Assert.That(listed.Json!["items"]!.AsArray().Select(one => (string?)one!["user"]), Is.EqualTo(new[] { "an.nguyen" }));
    }

    [Test]
    public async Task A_list_has_pages()
    {
        foreach (var user in new[] { "b1", "b2", "b3" })
            await InviteAsync(user, "responder");

        var first = (await admin.ReadAsync("/api/v1/people?limit=2&role=responder")).Json!;
        var second = (await admin.ReadAsync($"/api/v1/people?limit=2&role=responder&cursor={first["nextCursor"]}")).Json!;

        Assert.That(first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(one => (string?)one!["user"]), Is.EqualTo(new[] { "b1", "b2", "b3" }));
        Assert.That(second["nextCursor"], Is.Null);
    }

    [Test]
    public async Task By_name_the_desk_comes_first_then_agency_by_agency_in_the_order_of_Vietnamese_readers()
    {
        await admin.PostAsync("/api/v1/agencies", """{"code":"A-DA","name":"Đà Bắc","kind":"commune"}""");
        await admin.PostAsync("/api/v1/agencies", """{"code":"Z-DUONG","name":"Dương Xá","kind":"commune"}""");
        foreach (var (user, name, agency) in new[] { ("a1", "Đỗ An", "Z-DUONG"), ("z1", "Dương An", "Z-DUONG"), ("b1", "Ân Văn", "Z-DUONG"), ("c1", "An Văn", "A-DA"), ("m1", "Ăn Văn", "Z-DUONG") })
            await admin.PostAsync("/api/v1/people", $$"""{"user":"{{user}}","name":"{{name}}","role":"reporter","agency":"{{agency}}"}""");

        var (users, cursor) = (new List<string?>(), (string?)"");
        for (var turn = 0; cursor is not null && turn < 9; turn++)
        {
            var page = (await admin.ReadAsync($"/api/v1/people?sort=name&limit=2{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}")).Json!;
            users.AddRange(page["items"]!.AsArray().Select(one => (string?)one!["user"]));
            cursor = (string?)page["nextCursor"];
        }
        Assert.That(users, Is.EqualTo(new[] { "chief", "m1", "b1", "z1", "a1", "c1" }), "Dương Xá before Đà Bắc, Ăn before Ân, Dương before Đỗ");
    }

    [Test]
    public async Task A_name_that_is_taken_is_a_conflict()
    {
        await InviteAsync("an", "reporter", "SO-YTE");

        var again = await InviteAsync("an", "responder");

        Assert.That((again.Code, again.Faults.Single()), Is.EqualTo((409, "/user differs")));
    }

    [TestCase("""{"user":"x1","name":"x","role":"reporter"}""", "/agency required")]
    [TestCase("""{"user":"x1","name":"x","role":"lead","agency":"SO-YTE"}""", "/agency unknown-reference")]
    [TestCase("""{"user":"x1","name":"x","role":"king"}""", "/role not-in-list")]
    [TestCase("""{"user":"Ông","name":"x","role":"lead"}""", "/user bad-format")]
    [TestCase("""{"name":"x","role":"lead"}""", "/user required")]
    [TestCase("""{"user":"x1","name":"x","role":"reporter","agency":"SO-KHONG-CO"}""", "/agency unknown-reference")]
    [TestCase("""{"user":"x1","name":"x","role":"lead","phone":"gọi sau"}""", "/phone bad-format")]
    [TestCase("""{"user":"x1","name":"x","role":"lead","password":"tu-chon-ho-nguoi-khac"}""", "/password unknown-field")]
    public async Task What_is_wrong_is_said_at_its_field(string body, string fault) =>
        Assert.That((await admin.PostAsync("/api/v1/people", body)).Faults, Has.Member(fault));

    [Test]
    public async Task The_lead_of_an_agency_invites_those_who_report_below_it_and_sees_nobody_else()
    {
        await desk.PersonAsync("lead-a", "agency-lead", "SO-YTE");
        var lead = desk.Client(await desk.KeyAsync(await AgencyIdAsync("SO-YTE"), "report approve", await IdAsync("lead-a")));
        await InviteAsync("cua-so-khac", "reporter", "SO-GDDT");

        Assert.That((await PostAsync(lead, "so-yte_an", "reporter", "SO-YTE")).Code, Is.EqualTo(201));
        Assert.That((await PostAsync(lead, "bi", "agency-lead", "SO-YTE")).Code, Is.EqualTo(403));
        Assert.That((await PostAsync(lead, "bi", "responder")).Code, Is.EqualTo(403));
        Assert.That((await PostAsync(lead, "bi", "reporter", "SO-GDDT")).Faults, Is.EqualTo(new[] { "/agency unknown-reference" }));
        Assert.That((await PostAsync(lead, "bi", "reporter", "TINH")).Faults, Is.EqualTo(new[] { "/agency unknown-reference" }));
        var seen = (await lead.ReadAsync("/api/v1/people")).Json!["items"]!.AsArray().Select(one => (string?)one!["user"]);
        Assert.That(seen, Is.EqualTo(new[] { "lead-a", "so-yte_an" }));
        Assert.That((await lead.ReadAsync($"/api/v1/people/{chief}")).Code, Is.EqualTo(404));
    }

    [Test]
    public async Task A_lead_hears_the_same_of_every_name_outside_of_their_agencies_taken_or_not()
    {
        await desk.AgencyAsync("SO-YTE-PHONG", "SO-YTE", "unit");
        await desk.PersonAsync("lead-a", "agency-lead", "SO-YTE");
        var lead = desk.Client(await desk.KeyAsync(await AgencyIdAsync("SO-YTE"), "report approve", await IdAsync("lead-a")));
        await InviteAsync("so-gddt_an", "reporter", "SO-GDDT");

        var told = new List<string>();
        foreach (var user in new[] { "chief", "khong-ai", "so-gddt_an", "so-gddt_khong-ai", "so-yte.an", "so-yte-phong_an" })
        {
            var refused = await PostAsync(lead, user, "reporter", "SO-YTE");
            Assert.That((refused.Code, refused.Faults.Single()), Is.EqualTo((400, "/user bad-format")), user);
            told.Add(refused.Json!["errors"]!.ToJsonString());
        }
        Assert.That(told.Distinct().Count(), Is.EqualTo(1));
        Assert.That(told[0], Does.Contain("so-yte_nguyen.van.an"));

        Assert.That((await PostAsync(lead, "so-yte-phong_an", "reporter", "SO-YTE-PHONG")).Code, Is.EqualTo(201), "by the agency of whom they invite");
        Assert.That((await PostAsync(lead, "so-yte_an", "reporter", "SO-YTE")).Code, Is.EqualTo(201));
        var again = await PostAsync(lead, "so-yte_an", "reporter", "SO-YTE");
        Assert.That((again.Code, again.Faults.Single()), Is.EqualTo((409, "/user differs")));
        Assert.That((string?)again.Json!["existing"]!["id"], Is.Not.Null, "their own people they see anyway");
    }

    [Test]
    public async Task A_machine_that_is_bound_to_nobody_changes_nobody()
    {
        var machine = desk.Client(await desk.KeyAsync(null, "admin"));

        var answer = await PostAsync(machine, "an", "responder");

        Assert.That((answer.Code, (string?)answer.Json!["code"]), Is.EqualTo((403, "needs-a-person")));
    }

    [Test]
    public async Task A_change_asks_for_the_version_that_was_read()
    {
        var id = await InvitedIdAsync("an", "responder");
        const string body = """{"name":"Nguyễn Giả An","role":"lead","position":"shift-lead","phone":"024 0000 0007"}""";

        Assert.That((await PutAsync($"/api/v1/people/{id}", body, null)).Code, Is.EqualTo(428));
        var changed = await PutAsync($"/api/v1/people/{id}", body, "\"1\"");
        Assert.That((changed.Code, (string?)changed.Json!["role"], changed.Header("ETag")), Is.EqualTo((200, "lead", "\"2\"")));
        Assert.That((await PutAsync($"/api/v1/people/{id}", body, "\"1\"")).Code, Is.EqualTo(412));
        Assert.That((await PutAsync($"/api/v1/people/{id}", """{"user":"khac","name":"x","role":"lead"}""", "*")).Faults, Is.EqualTo(new[] { "/user differs" }));
    }

    [Test]
    public async Task The_last_administrator_stays()
    {
        var demoted = await PutAsync($"/api/v1/people/{chief}", """{"name":"x","role":"lead"}""", "*");
        var limited = await PutAsync($"/api/v1/people/{chief}", """{"name":"x","role":"admin","endsAt":"2027-01-01T00:00:00Z"}""", "*");
        var ended = await PutAsync($"/api/v1/people/{chief}/ending", """{"reason":"nghỉ việc"}""", "*");

        foreach (var refused in new[] { demoted, limited, ended })
            Assert.That((refused.Code, (string?)refused.Json!["code"]), Is.EqualTo((409, "last-administrator")));
        await desk.PersonAsync("second", "admin");
        Assert.That((await PutAsync($"/api/v1/people/{await IdAsync("second")}/ending", """{"reason":"nghỉ việc"}""", "*")).Code, Is.EqualTo(200));
        Assert.That((await PutAsync($"/api/v1/people/{chief}/ending", """{"reason":"nghỉ việc"}""", "*")).Code, Is.EqualTo(409));
    }

    [Test]
    public async Task Two_administrators_who_end_each_other_at_once_leave_one()
    {
        await desk.PersonAsync("second", "admin");
        var second = await IdAsync("second");

        var answers = await Task.WhenAll(
            PutAsync($"/api/v1/people/{chief}/ending", """{"reason":"x"}""", "*"), PutAsync($"/api/v1/people/{second}/ending", """{"reason":"x"}""", "*"));

        Assert.That(answers.Count(answer => answer.Code == 200), Is.EqualTo(1));
    }

    [Test]
    public async Task Who_was_ended_comes_back_when_an_administrator_gives_it_back()
    {
        await desk.PersonAsync("hoa", "responder");
        var id = await IdAsync("hoa");

        var ended = await PutAsync($"/api/v1/people/{id}/ending", """{"reason":"chuyển công tác"}""", "\"1\"");
        var twice = await PutAsync($"/api/v1/people/{id}/ending", """{"reason":"chuyển công tác"}""", "*");
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/people/{id}/ending");
        request.Headers.TryAddWithoutValidation("If-Match", "\"2\"");
        var back = await Wire.SendAsync(admin, request);

        Assert.That(((string?)ended.Json!["state"], (string?)twice.Json!["code"], (string?)back.Json!["state"]), Is.EqualTo(("ended", "not-in-this-status", "active")));
    }

    [Test]
    public async Task What_administrators_do_is_in_the_audit_with_ids_and_without_names()
    {
        var id = await InvitedIdAsync("an.nguyen", "responder");
        await PutAsync($"/api/v1/people/{id}", """{"name":"Nguyễn Giả An","role":"lead"}""", "*");
        await PutAsync($"/api/v1/people/{id}/reset", """{"reason":"mất máy"}""", "*");
        await PutAsync($"/api/v1/people/{id}/ending", """{"reason":"nghỉ việc"}""", "*");

        var rows = await desk.Database.ReadAsync(
            reading => reading.QueryAsync<string>("SELECT action || ' ' || outcome FROM audit WHERE subject = @id ORDER BY id", new { id }), CancellationToken.None);
        Assert.That(rows, Is.EqualTo(new[] { "person.add added", "person.change responder -> lead", "person.reset password", "person.end ended" }));
    }

    private Task<Answer> InviteAsync(string user, string role, string? agency = null) => PostAsync(admin, user, role, agency);

    private async Task<string> InvitedIdAsync(string user, string role) => (string)(await InviteAsync(user, role)).Json!["person"]!["id"]!;

    private static Task<Answer> PostAsync(HttpClient caller, string user, string role, string? agency = null) => caller.PostAsync(
        "/api/v1/people", new JsonObject { ["user"] = user, ["name"] = "Nguyễn Giả An", ["role"] = role, ["agency"] = agency, ["phone"] = "024 0000 0006" }.ToJsonString());

    private Task<Answer> PutAsync(string address, string body, string? version)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", version);
        return Wire.SendAsync(admin, request);
    }

    private Task<Guid> IdAsync(string user) =>
        desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = @user", new { user }), CancellationToken.None);

    private Task<Guid> AgencyIdAsync(string code) =>
        desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM agencies WHERE code = @code", new { code }), CancellationToken.None);
}
