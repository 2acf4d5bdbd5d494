using System.Text;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using NUnit.Framework;

namespace IncidentDesk.Tests.Centres;

public sealed class CentreDoorsTests
{
    private const string Mail = """{"channel":"mail","value":"truc@vncert.example","purpose":"incident-response","source":"công văn thử"}""";

    private Desk desk = null!;
    private HttpClient one = null!, other = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        one = desk.Client(await desk.KeyAsync(null, "admin read approve", await PersonAsync("mot")));
        other = desk.Client(await desk.KeyAsync(null, "admin read approve", await PersonAsync("hai")));
    }

    [TearDown]
    public async Task StopAsync()
    {
        one.Dispose();
        other.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task The_six_centres_of_the_law_are_there_and_none_of_their_contacts_is_verified()
    {
        var centres = (await one.ReadAsync("/api/v1/centres")).Json!["items"]!.AsArray();
        Assert.That(centres.Select(centre => (string?)centre!["id"]), Is.EquivalentTo(new[]
        {
            "vncert", "ncsc", "cyber-authority", "provincial-police", "personal-data-authority", "defence-authority",
        }));
        Assert.That(centres.SelectMany(centre => centre!["contacts"]!.AsArray()).Select(contact => contact!["verifiedOn"]), Is.All.Null);
        var authority = centres.Single(centre => (string?)centre!["id"] == "cyber-authority")!;
        Assert.That((bool)authority["mandatory"]!, Is.True);
        Assert.That(authority["contacts"]!.AsArray(), Is.Empty, "nobody knows its address: a person must enter it");
        var vncert = (await one.ReadAsync("/api/v1/centres/vncert")).Json!;
        Assert.That(vncert["contacts"]!.AsArray().Select(contact => (string?)contact!["value"]), Does.Contain("+842436404421"));
    }

    [Test]
    public async Task A_contact_is_entered_by_one_person_and_verified_by_another()
    {
        var entered = await EnterAsync("vncert", Mail);
        Assert.That((entered.Code, (string?)entered.Json!["warning"]), Is.EqualTo((201, "never-verified")));
        var id = (string)entered.Json!["id"]!;

        var same = await VerifyAsync(one, "vncert", id);
        Assert.That((same.Code, (string?)same.Json!["code"]), Is.EqualTo((409, "same-person")));
        using var machine = desk.Client(await desk.KeyAsync(null, "admin"));
        var keyOnly = await VerifyAsync(machine, "vncert", id);
        Assert.That((keyOnly.Code, (string?)keyOnly.Json!["code"]), Is.EqualTo((403, "needs-a-person")));

        var verified = await VerifyAsync(other, "vncert", id);
        Assert.That((verified.Code, (string?)verified.Json!["verifiedBy"]), Is.EqualTo((200, "Người hai")));
        Assert.That(verified.Json!["warning"], Is.Null);
    }

    [Test]
    public async Task The_alarm_lasts_until_a_mail_contact_is_verified_and_comes_back_when_it_ends()
    {
        await HasAlarmAsync("ncsc", true);
        var id = (string)(await EnterAsync("ncsc", Mail)).Json!["id"]!;
        await HasAlarmAsync("ncsc", true);
        await VerifyAsync(other, "ncsc", id);
        await HasAlarmAsync("ncsc", false);

        Assert.That((await EndAsync(id, null)).Code, Is.EqualTo(428));
        Assert.That((await EndAsync(id, "\"0\"")).Code, Is.EqualTo(412));
        var asked = await EndAsync(id, "*");
        Assert.That((asked.Code, (string?)asked.Json!["approval"]!["state"]), Is.EqualTo((202, "open")));
        await HasAlarmAsync("ncsc", false);
        Assert.That((await DecideAsync(other, asked)).Code, Is.EqualTo(200));
        await HasAlarmAsync("ncsc", true);
        Assert.That((await VerifyAsync(other, "ncsc", id)).Code, Is.EqualTo(404), "what has ended is not verified any more");
    }

    [Test]
    public async Task Where_a_centre_is_reached_changes_only_with_a_second_person()
    {
        var id = (string)(await EnterAsync("ncsc", Mail)).Json!["id"]!;
        await VerifyAsync(other, "ncsc", id);
        Assert.That((await ChangeAsync(one, id, null)).Code, Is.EqualTo(428));
        Assert.That((await ChangeAsync(one, id, "\"1\"")).Code, Is.EqualTo(412));
        var asked = await ChangeAsync(one, id, "*");
        Assert.That((asked.Code, (string?)asked.Json!["approval"]!["needs"]), Is.EqualTo((202, "approve")));
        Assert.That(await UsableAsync("ncsc"), Is.EqualTo(new[] { "truc@vncert.example" }), "nothing has changed yet");

        Assert.That((string?)(await DecideAsync(one, asked)).Json!["code"], Is.EqualTo("same-person"));
        Assert.That((await DecideAsync(other, asked)).Code, Is.EqualTo(200));
        Assert.That(await UsableAsync("ncsc"), Is.EqualTo(new[] { "moi@ncsc.example" }));
        var contact = (await one.ReadAsync("/api/v1/centres/ncsc")).Json!["contacts"]!.AsArray().Single(one => (string?)one!["value"] == "moi@ncsc.example")!;
        Assert.That((string?)contact["verifiedBy"], Is.EqualTo("Người hai"));
        Assert.That((await ChangeAsync(one, id, "*")).Code, Is.EqualTo(404), "what has ended is not changed");
    }

    [Test]
    public async Task A_key_of_nobody_neither_enters_nor_changes_nor_ends_a_contact()
    {
        var id = (string)(await EnterAsync("ncsc", Mail)).Json!["id"]!;
        await VerifyAsync(other, "ncsc", id);
        using var machine = desk.Client(await desk.KeyAsync(null, "admin approve"));

        Answer[] refused = [await machine.PostAsync("/api/v1/centres/ncsc/contacts", Mail), await ChangeAsync(machine, id, "*"), await EndAsync(id, "*", machine)];

        Assert.That(refused.Select(answer => (answer.Code, (string?)answer.Json!["code"])), Is.All.EqualTo((403, "needs-a-person")));
        Assert.That(await UsableAsync("ncsc"), Is.EqualTo(new[] { "truc@vncert.example" }));
        Assert.That(await desk.Database.ReadAsync(
            reading => reading.SingleAsync<long>(
                "SELECT (SELECT count(*) FROM approvals) + (SELECT count(*) FROM centre_contacts WHERE value = @value)", new { value = "truc@vncert.example" }),
            CancellationToken.None), Is.EqualTo(1), "nothing was asked or entered");
    }

    [Test]
    public async Task What_a_key_of_nobody_asked_before_nobody_agrees_to_and_a_person_asks_anew()
    {
        var id = (string)(await EnterAsync("ncsc", Mail)).Json!["id"]!;
        await VerifyAsync(other, "ncsc", id);
        var asked = await ChangeAsync(one, id, "*");
        await desk.Database.WriteAsync(
            transaction => transaction.ExecuteAsync("UPDATE approvals SET asked_by = 'key:019a0000-0000-7000-8000-000000000000', asked_by_person = NULL"),
            CancellationToken.None);

        Assert.That((string?)(await DecideAsync(other, asked)).Json!["code"], Is.EqualTo("approval-stale"));
        Assert.That(await UsableAsync("ncsc"), Is.EqualTo(new[] { "truc@vncert.example" }));
        Assert.That((await DecideAsync(other, await ChangeAsync(one, id, "*"))).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task What_was_asked_about_a_contact_falls_when_the_contact_changes_meanwhile()
    {
        var id = (string)(await EnterAsync("ncsc", Mail)).Json!["id"]!;
        var asked = await ChangeAsync(one, id, "*");
        await VerifyAsync(other, "ncsc", id);
        Assert.That((string?)(await DecideAsync(other, asked)).Json!["code"], Is.EqualTo("approval-stale"));
        Assert.That(await UsableAsync("ncsc"), Is.EqualTo(new[] { "truc@vncert.example" }));
    }

    [Test]
    public async Task A_contact_that_was_verified_over_a_year_ago_is_used_with_a_warning()
    {
        var id = (string)(await EnterAsync("ncsc", Mail)).Json!["id"]!;
        await VerifyAsync(other, "ncsc", id);
        await HasAlarmAsync("ncsc", false, "contact-stale");
        await desk.Database.WriteAsync(async transaction =>
        {
            var now = TimeProvider.System.GetUtcNow();
            await transaction.ExecuteAsync(
                "UPDATE centre_contacts SET verified_on = @long, valid_from = @long WHERE id = @id", new { id, @long = now.AddMonths(-13) });
            await IncidentDesk.Centres.CentreAlarms.LookAsync(transaction, "ncsc", now);
        }, CancellationToken.None);
        await HasAlarmAsync("ncsc", true, "contact-stale");
        Assert.That(await UsableAsync("ncsc"), Is.EqualTo(new[] { "truc@vncert.example" }));
        await VerifyAsync(other, "ncsc", id);
        await HasAlarmAsync("ncsc", false, "contact-stale");
    }

    [Test]
    public async Task A_centre_that_nobody_must_reach_raises_no_alarm()
    {
        await HasAlarmAsync("cyber-authority", true);
        await HasAlarmAsync("defence-authority", false);
    }

    [TestCase("call", "(024)3640.4421", "+842436404421")]
    [TestCase("sms", "086.9100.317", "+84869100317")]
    [TestCase("mail", "Truc@VNCERT.example", "Truc@vncert.example")]
    [TestCase("webhook", "https://nhan.example/tin", "https://nhan.example/tin")]
    [TestCase("by-hand", "Số 1 đường Giả Định", "Số 1 đường Giả Định")]
    public async Task A_value_is_kept_in_the_form_of_its_channel(string channel, string written, string kept)
    {
        var entered = await EnterAsync("vncert", Contact(channel, written));
        Assert.That((string?)entered.Json!["value"], Is.EqualTo(kept));
    }

    [TestCase("call", "không có số", "/value bad-format")]
    [TestCase("mail", "a@b.example, c@d.example", "/value bad-format")]
    [TestCase("webhook", "http://nhan.example/tin", "/value bad-format")]
    [TestCase("pigeon", "x", "/channel not-in-list")]
    public async Task A_value_that_its_channel_cannot_use_is_refused(string channel, string written, string fault) =>
        Assert.That((await EnterAsync("vncert", Contact(channel, written))).Faults, Is.EqualTo(new[] { fault }));

    [Test]
    public async Task Every_contact_moves_the_version_of_its_centre()
    {
        Assert.That((await one.ReadAsync("/api/v1/centres/vncert")).Header("ETag"), Is.EqualTo("\"1\""));
        Assert.That((await EnterAsync("vncert", Mail)).Header("ETag"), Is.EqualTo("\"2\""));
        Assert.That((await EnterAsync("nobody", Mail)).Code, Is.EqualTo(404));
    }

    [Test]
    public async Task What_waited_for_a_contact_goes_out_when_one_is_verified()
    {
        var agency = await desk.AgencyAsync("SO-YTE");
        using var reporter = desk.Client(await desk.KeyAsync(agency));
        var number = (string)(await reporter.FileAsync(ExampleReport.Body())).Json!["number"]!;
        Assert.That(await StateAsync(number), Is.EqualTo("planned"));

        var id = (string)(await EnterAsync("vncert", Mail)).Json!["id"]!;
        await VerifyAsync(other, "vncert", id);
        Assert.That(async () => await StateAsync(number), Is.EqualTo("simulated").After(15_000, 100));
    }

    private async Task<string?> StateAsync(string number) =>
        (string?)(await one.ReadAsync($"/api/v1/incidents/{number}/deliveries")).Json!["items"]![0]!["state"];

    private Task<Answer> EnterAsync(string centre, string body) => one.PostAsync($"/api/v1/centres/{centre}/contacts", body);

    private static async Task<Answer> VerifyAsync(HttpClient client, string centre, string contact)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/centres/{centre}/contacts/{contact}/verification")
        {
            Content = new StringContent("""{"note":"đã gọi tổng đài"}""", Encoding.UTF8, "application/json"),
        };
        return await Wire.SendAsync(client, request);
    }

    private static Task<Answer> DecideAsync(HttpClient client, Answer asked) => SendAsync(
        client, $"/api/v1/approvals/{asked.Json!["approval"]!["id"]}",
        $$"""{"decision":"approve","contentHash":"{{asked.Json["approval"]!["contentHash"]}}","note":null}""", null);

    private static Task<Answer> ChangeAsync(HttpClient client, string contact, string? version) => SendAsync(
        client, $"/api/v1/centres/ncsc/contacts/{contact}",
        """{"channel":"mail","value":"moi@ncsc.example","purpose":"incident-response","source":"công văn mới"}""", version);

    private static async Task<Answer> SendAsync(HttpClient client, string address, string body, string? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", version);
        return await Wire.SendAsync(client, request);
    }

    private async Task<IReadOnlyList<string>> UsableAsync(string centre) => [.. (await one.ReadAsync($"/api/v1/centres/{centre}")).Json!["contacts"]!
        .AsArray().Where(contact => (string?)contact!["channel"] == "mail" && ((string?)contact["warning"] is null or "verified-long-ago"))
        .Select(contact => (string)contact!["value"]!)];

    // The first look runs beside the start.
    private async Task HasAlarmAsync(string centre, bool expected, string kind = "contact-missing") => Assert.That(
        async () => (await one.ReadAsync("/api/v1/alarms")).Json!["items"]!.AsArray()
            .Any(alarm => (string?)alarm!["kind"] == kind && (string?)alarm["subject"] == centre && alarm["endedAt"] is null),
        Is.EqualTo(expected).After(5000, 50), centre);

    private static string Contact(string channel, string value) =>
        $$"""{"channel":"{{channel}}","value":"{{value}}","purpose":"hotline","source":"thử"}""";

    private async Task<Guid> PersonAsync(string user)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Ids.Next(now);
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO people (id, user_name, name, role, password_hash, failed_attempts, created_at)
            VALUES (@id, @user, @name, 'admin', 'none', 0, @now)
            """,
            new { id, user, name = $"Người {user switch { "mot" => "một", _ => "hai" }}", now }), CancellationToken.None);
        return id;
    }

    private async Task<Answer> EndAsync(string contact, string? version, HttpClient? client = null)
    {
        using var ending = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/centres/ncsc/contacts/{contact}");
        if (version is not null)
            ending.Headers.TryAddWithoutValidation("If-Match", version);
        return await Wire.SendAsync(client ?? one, ending);
    }
}
