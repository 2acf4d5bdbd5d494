using System.Globalization;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Channels.Mail;
using IncidentDesk.Tests.Delivery;
using IncidentDesk.Tests.Duty;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Sharing;

public sealed class SharingRegisterTests
{
    private ScriptedSmtpServer server = null!;
    private Desk desk = null!;
    private HttpClient admin = null!, agency = null!;

    [SetUp]
    public async Task StartAsync()
    {
        server = ScriptedSmtpServer.Start();
        desk = await Desk.StartAsync(
            TimeProvider.System, ("Channels:Mail:Host", "127.0.0.1"), ("Channels:Mail:Port", server.Port.ToString(CultureInfo.InvariantCulture)), ("Channels:Mail:Security", "none"),
            ("Channels:Mail:Guard", "live"));
        var first = await desk.AgencyAsync("SO-YTE");
        await desk.AgencyAsync("SO-GDDT");
        await desk.SystemAsync(first, "TUONG-LUA", 3);
        await desk.VerifiedContactAsync("vncert", "tiepnhan@vncert.example");
        admin = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "hoa", "admin")));
        agency = desk.Client(await desk.KeyAsync(first));
    }

    [TearDown]
    public async Task StopAsync()
    {
        await desk.DisposeAsync();
        await server.DisposeAsync();
    }

    [Test]
    public async Task What_a_centre_took_is_in_the_register_with_its_mark_and_proves_the_link_and_a_drill_does_neither()
    {
        Assert.That(await LinkAsync("vncert", "mail"), Is.EqualTo("never"));
        var drill = Report();
        drill["drill"] = true;
        await agency.FileAsync(drill);
        await Waiting.ForAsync(async () => await desk.Database.ReadAsync(
            reading => reading.SingleAsync<long>("SELECT count(*) FROM deliveries WHERE centre_id = 'vncert' AND state = 'simulated'"), CancellationToken.None) == 1);
        Assert.That((await RecordsAsync("").ConfigureAwait(false)).Count, Is.Zero);
        Assert.That(await LinkAsync("vncert", "mail"), Is.EqualTo("never"));

        var number = (string)(await agency.FileAsync(Report())).Json!["number"]!;
        await Waiting.ForAsync(async () => (await RecordsAsync("?centre=vncert")).Count == 1);

        var one = (await RecordsAsync("?centre=vncert&kind=delivery&tlp=amber"))[0]!;
        Assert.That(((string)one["what"]!, (string)one["tlp"]!, (string)one["cause"]!, (string)one["channel"]!, (bool)one["drill"]!), Is.EqualTo((number, "amber", (string)one["cause"]!, "mail", false)));
        Assert.That((string)one["proof"]!, Does.StartWith("250 2.0.0 Ok"));
        Assert.That(await LinkAsync("vncert", "mail"), Is.EqualTo("proven"));
        Assert.That(await LinkAsync("ncsc", "mail"), Is.EqualTo("no-contact"));
        Assert.That((await RecordsAsync("?tlp=red")).Count, Is.Zero);
    }

    [Test]
    public async Task A_letter_an_export_and_what_a_person_enters_stand_there_too_and_come_out_as_a_table()
    {
        await desk.MailAddressAsync("SO-YTE", "vanthu@soyte.example");
        await admin.SendLetterAsync(await admin.IssueAsync());
        var report = Report();
        report["tlp"] = "clear";
        var number = (string)(await agency.FileAsync(report)).Json!["number"]!;
        Assert.That((await admin.ReadAsync($"/api/v1/incidents/{number}/export?audience=green")).Code, Is.EqualTo(200));
        var entered = await admin.PostAsync("/api/v1/sharing-records", Entry(number).ToJsonString());
        Assert.That((entered.Code, (string)entered.Json!["proof"]!, (string)entered.Json["recipient"]!), Is.EqualTo((201, "12/BC-STTTT", "Công an tỉnh")));
        await Waiting.ForAsync(async () => (await RecordsAsync("?kind=export")).Count == 1 && (await RecordsAsync("?kind=delivery")).Any(one => (string)one!["cause"]! == "advisory"));

        var kinds = (await RecordsAsync("")).Select(one => (string)one!["kind"]!).Distinct().Order();
        Assert.That(kinds, Is.EqualTo(new[] { "by-hand", "delivery", "export" }));
        Assert.That((string)(await RecordsAsync("?kind=export"))[0]!["tlp"]!, Is.EqualTo("green"));
        var letter = (await RecordsAsync("?kind=delivery")).Single(one => (string)one!["cause"]! == "advisory")!;
        Assert.That(((string)letter["what"]!, (string)letter["recipient"]!, (string)letter["tlp"]!), Is.EqualTo(("1684/STTTT-CNTT", "Đơn vị SO-YTE", "green")));
        var table = await admin.ReadTextAsync("/api/v1/sharing-records/export?kind=by-hand");
        Assert.That(table.Split('\n'), Has.Length.EqualTo(3).And.Some.Contains("12/BC-STTTT"));
        var page = (await admin.ReadAsync("/api/v1/sharing-records?limit=1")).Json!;
        Assert.That((await RecordsAsync($"?limit=1&cursor={Uri.EscapeDataString((string)page["nextCursor"]!)}"))[0]!["id"]!.ToString(), Is.Not.EqualTo(page["items"]![0]!["id"]!.ToString()));
        Assert.That((await agency.ReadAsync("/api/v1/sharing-records")).Code, Is.EqualTo(403));
    }

    [Test]
    public async Task A_letter_that_an_agency_opened_here_was_shared_with_it_at_its_first_look_unless_a_mail_had_brought_it()
    {
        var unreached = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-TC")));
        await desk.MailAddressAsync("SO-YTE", "vanthu@soyte.example");
        var id = await admin.IssueAsync();
        await admin.SendLetterAsync(id);
        await Waiting.ForAsync(async () => (await RecordsAsync("?kind=delivery")).Count == 1);
        Assert.That((await RecordsAsync("?kind=screen")).Count, Is.Zero, "nobody has looked");

        foreach (var reader in new[] { agency, unreached, unreached })
            Assert.That((await reader.ReadAsync($"/api/v1/advisories/{id}")).Code, Is.EqualTo(200));

        var seen = (await RecordsAsync("?kind=screen&tlp=green")).Single()!;
        var look = (await unreached.ReadAsync($"/api/v1/advisories/{id}/replies/SO-TC")).Json!["history"]!.AsArray().Single(step => (string?)step!["to"] == "seen")!;
        Assert.That(
            ((string)seen["what"]!, (string)seen["recipient"]!, (string)seen["channel"]!, (string)seen["cause"]!, (string)seen["at"]!),
            Is.EqualTo(("1684/STTTT-CNTT", "Đơn vị SO-TC", "screen", "advisory", (string)look["at"]!)));
        Assert.That((string)seen["proof"]!, Does.StartWith("key:"));
        using var person = await Visitor.SignedInAsync(desk, "truc1", "responder");
        Assert.That((await person.PageAsync("/sharing?kind=screen")).Body!.TextContent, Does.Contain("Xem trên hệ thống").And.Contain("Cơ quan đã mở văn bản này").And.Not.Contain("key:"));
    }

    [Test]
    public async Task On_a_desk_that_only_simulates_its_mails_what_agencies_opened_is_in_the_register()
    {
        await using var quiet = await Desk.StartAsync();
        var reader = quiet.Client(await quiet.KeyAsync(await quiet.AgencyAsync("SO-YTE")));
        await quiet.MailAddressAsync("SO-YTE", "vanthu@soyte.example");
        var lead = quiet.Client(await quiet.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(quiet, "hoa", "admin")));
        var id = await lead.IssueAsync();
        await lead.SendLetterAsync(id);
        await Waiting.ForAsync(async () => await quiet.Database.ReadAsync(
            reading => reading.SingleAsync<long>("SELECT count(*) FROM deliveries WHERE cause_kind = 'advisory' AND state = 'simulated'"), CancellationToken.None) == 1);
        Assert.That((await lead.ReadAsync("/api/v1/sharing-records")).Json!["items"]!.AsArray(), Is.Empty);

        await quiet.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE advisory_cells SET came_from = 'sent', state = 'no-reply', moves = 2 WHERE system_key = ''"), CancellationToken.None);
        await reader.ReadAsync($"/api/v1/advisories/{id}");

        Assert.That(await lead.StateAsync(id, "SO-YTE"), Is.EqualTo("no-reply"), "to open it is no reply");
        Assert.That((await lead.ReadAsync("/api/v1/sharing-records")).Json!["items"]!.AsArray().Select(one => $"{one!["kind"]} {one["recipient"]}"), Is.EqualTo(new[] { "screen Đơn vị SO-YTE" }));
    }

    [Test]
    public async Task A_refusal_names_a_field_as_the_form_does()
    {
        using var person = await Visitor.SignedInAsync(desk, "truc1", "responder");
        (await person.GetAsync("/language?to=en&back=/sharing")).Dispose();
        using var refused = await person.SubmitAsync("/sharing", "#record", ("what", "Báo cáo"), ("cause", "Yêu cầu"), ("proof", " "), ("centre", "vncert"));
        Assert.That((await Visitor.ReadAsync(refused)).QuerySelector("#faults")!.TextContent, Is.EqualTo("Proof: This field is required: give a value."));
    }

    [Test]
    public async Task What_is_entered_by_hand_needs_a_person_a_proof_and_somebody_who_got_it()
    {
        var machine = desk.Client(await desk.KeyAsync(null, "work"));
        Assert.That((string?)(await machine.PostAsync("/api/v1/sharing-records", Entry(null).ToJsonString())).Json!["code"], Is.EqualTo("needs-a-person"));
        var bad = Entry("INC-2026-999999");
        (bad["proof"], bad["recipient"], bad["at"], bad["tlp"]) = (" ", null, "2200-01-01T00:00:00Z", "white");
        Assert.That((await admin.PostAsync("/api/v1/sharing-records", bad.ToJsonString())).Faults, Is.EquivalentTo(new[]
        {
            "/at in-the-future", "/tlp not-in-list", "/proof too-short", "/recipient required",
        }));
        Assert.That((await admin.PostAsync("/api/v1/sharing-records", Entry("INC-2026-999999").ToJsonString())).Faults, Is.EqualTo(new[] { "/incident unknown-reference" }));
        var centre = Entry(null);
        (centre["centre"], centre["channel"]) = ("khong-co", "by-hand");
        Assert.That((await admin.PostAsync("/api/v1/sharing-records", centre.ToJsonString())).Faults, Is.EqualTo(new[] { "/centre unknown-reference" }));
    }

    [Test]
    public async Task A_test_of_a_link_goes_to_the_verified_contact_alone_and_keeps_to_the_centres_own_mode()
    {
        Assert.That((string?)(await admin.PostAsync("/api/v1/sharing-links/ncsc/mail/test", "{}")).Json!["code"], Is.EqualTo("contact-missing"));
        Assert.That((await admin.PostAsync("/api/v1/sharing-links/vncert/call/test", "{}")).Code, Is.EqualTo(404));
        Assert.That((await admin.PostAsync("/api/v1/sharing-links/vncert/mail/test", "{}")).Code, Is.EqualTo(202));
        await Waiting.ForAsync(async () => await LinkAsync("vncert", "mail") == "proven");
        var mail = server.Messages.Single();
        Assert.That((mail.To[0], new MimeReading(mail.Content).Decoded("Subject")), Is.EqualTo(("tiepnhan@vncert.example", "Thư thử / Test mail")));
        Assert.That((await RecordsAsync("")).Count, Is.Zero, "a test shares nothing");

        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE centres SET guard_mode = 'simulate' WHERE id = 'vncert'"), CancellationToken.None);
        var second = (string)(await admin.PostAsync("/api/v1/sharing-links/vncert/mail/test", "{}")).Json!["id"]!;
        await Waiting.ForAsync(async () => (string)(await admin.ReadAsync($"/api/v1/deliveries/{second}")).Json!["state"]! == "simulated");
        Assert.That(server.MessagesReceived, Is.EqualTo(1));
    }

    [Test]
    public async Task An_agency_reads_which_exploited_weaknesses_concern_its_systems_and_no_other_agencys_name()
    {
        await admin.PutAsync("/api/v1/systems/TUONG-LUA/products", """{"products":[{"product":"Fortinet FortiOS","version":"7.0.6"}]}""");
        await desk.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync("INSERT INTO kev_entries (cve, vendor, product, name, added_on, due_on, ransomware) VALUES ('CVE-2022-40684', 'Fortinet', 'Multiple Products', 'Bypass', '2022-10-11', '2022-11-01', 'Known')");
            await transaction.ExecuteAsync("INSERT INTO kev_entries (cve, vendor, product, name, added_on, due_on, ransomware) VALUES ('CVE-2024-21762', 'Fortinet', 'FortiOS', 'Out-of-Bound Write', '2024-02-09', NULL, 'Unknown')");
            await transaction.ExecuteAsync("INSERT INTO kev_entries (cve, vendor, product, name, added_on, due_on, ransomware) VALUES ('CVE-2021-44228', 'Apache', 'Log4j2', 'Log4Shell', '2021-12-10', NULL, 'Known')");
            await transaction.ExecuteAsync("INSERT INTO vulnerability_lists (kind, as_of, entries, hash, imported_at, imported_by) VALUES ('kev', '2026-11-19', 3, 'x', 0, 'x')");
        }, CancellationToken.None);
        var id = await admin.IssueAsync();
        Assert.That(Verdicts((await agency.ReadAsync("/api/v1/shared-knowledge")).Json!), Is.EqualTo(new[] { "CVE-2024-21762 product" }), "the letter was sent to nobody yet");
        await admin.SendLetterAsync(id);

        var seen = (await agency.ReadAsync("/api/v1/shared-knowledge")).Json!;

        Assert.That((string)seen["kevAsOf"]!, Is.EqualTo("2026-11-19"));
        Assert.That(Verdicts(seen), Is.EqualTo(new[] { "CVE-2024-21762 product", "CVE-2022-40684 affected" }));
        Assert.That(seen["figures"], Is.Null, "of two agencies each could count the other");
        await desk.AgencyAsync("SO-TC");
        var figures = (await agency.ReadAsync("/api/v1/shared-knowledge")).Json!;
        Assert.That(((long)figures["figures"]!["letters"]!, (long)figures["figures"]!["replies"]!), Is.EqualTo((1, 2)));
        Assert.That(figures.ToJsonString(), Does.Not.Contain("SO-GDDT").And.Not.Contain("SO-TC"));
        await admin.PutAsync("/api/v1/systems/TUONG-LUA/products", """{"products":[{"product":"Fortinet FortiOS","version":"7.0.7"}]}""");
        Assert.That(Verdicts((await agency.ReadAsync("/api/v1/shared-knowledge")).Json!), Is.EqualTo(new[] { "CVE-2024-21762 product" }), "7.0.7 is not affected");
    }

    [Test]
    public async Task The_pages_show_it_to_the_desk_and_to_an_agency()
    {
        using var person = await Visitor.SignedInAsync(desk, "truc1", "responder");
        using var entered = await person.SubmitAsync(
            "/sharing", "#record", ("at", "2026-11-20T10:00"), ("what", "Báo cáo nhanh"), ("tlp", "amber"), ("cause", "Yêu cầu phối hợp"), ("channel", "by-hand"), ("proof", "12/BC"), ("centre", "vncert"));
        var page = await person.PageAsync("/sharing?kind=by-hand&from=20/11/2026");
        Assert.That(page.Body!.TextContent, Does.Contain("Báo cáo nhanh").And.Contain("12/BC"));
        Assert.That(page.QuerySelector("form[action$='/test']"), Is.Null, "a responder tests no link");
        Assert.That((await person.PageAsync("/sharing?to=01/01/2020")).Body!.TextContent, Does.Contain("Chưa có gì được chia sẻ"));
        using var lan = await Visitor.SignedInAsync(desk, "lan", "reporter", "SO-YTE");
        Assert.That((await lan.PageAsync("/sharing/known")).Body!.TextContent, Does.Contain("Chưa nhập danh mục KEV").And.Contain("dưới ba cơ quan"));
        await lan.PageAsync("/sharing", System.Net.HttpStatusCode.Forbidden);
    }

    private static string[] Verdicts(JsonNode answer) => [.. answer["weaknesses"]!.AsArray().Select(one => $"{one!["cve"]} {one["systems"]![0]!["verdict"]}")];

    private static JsonObject Report()
    {
        var report = ExampleReport.Body();
        report["detectedAt"] = DateTimeOffset.UtcNow.AddMinutes(-5).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return report;
    }

    private static JsonObject Entry(string? incident) => new()
    {
        ["at"] = "2026-11-20T09:00:00Z", ["what"] = "Thông tin sự cố", ["tlp"] = "amber", ["cause"] = "Quy chế phối hợp", ["channel"] = "by-hand", ["proof"] = "12/BC-STTTT",
        ["recipient"] = "Công an tỉnh", ["incident"] = incident,
    };

    private async Task<JsonArray> RecordsAsync(string query) => (JsonArray)(await admin.ReadAsync("/api/v1/sharing-records" + query)).Json!["items"]!;

    private async Task<string?> LinkAsync(string centre, string channel) => (string?)(await admin.ReadAsync("/api/v1/sharing-links")).Json!["items"]!.AsArray()
        .Single(link => (string)link!["centre"]! == centre && (string)link["channel"]! == channel)!["state"];
}
