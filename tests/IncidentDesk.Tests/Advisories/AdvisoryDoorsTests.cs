using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Advisories;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Duty;
using NUnit.Framework;

namespace IncidentDesk.Tests.Advisories;

public sealed class AdvisoryDoorsTests
{
    private const string Kev =
        """
        {"title":"CISA","catalogVersion":"2022.10.12","dateReleased":"2022-10-12T10:00:00.0000Z","count":1,"fieldOfTomorrow":1,"vulnerabilities":[
        {"cveID":"CVE-2022-40684","vendorProject":"Fortinet","product":"Multiple Products","vulnerabilityName":"Bypass","dateAdded":"2022-10-11",
        "shortDescription":"x","requiredAction":"x","dueDate":"2022-11-01","knownRansomwareCampaignUse":"Known","notes":"","cwes":["CWE-288"]}]}
        """;

    private ManualClock clock = null!;
    private Desk desk = null!;
    private HttpClient lead = null!, agency = null!, other = null!;

    [SetUp]
    public async Task StartAsync()
    {
        // Each test has a clock of its own: one that jumps leaves no later day to the next.
        clock = new(new DateTimeOffset(2022, 10, 11, 3, 0, 0, TimeSpan.Zero));
        desk = await Desk.StartAsync(clock);
        var province = await desk.AgencyAsync("TINH", kind: "province");
        agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE", "TINH")));
        other = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-GDDT", "TINH")));
        lead = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "hoa", "admin")));
        Assert.That(province, Is.Not.EqualTo(Guid.Empty));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task The_same_letter_again_is_no_second_copy_and_what_is_new_in_it_is_taken_over()
    {
        var first = await lead.PostAsync("/api/v1/advisories", Letters.Fortinet().ToJsonString());
        var again = await lead.PostAsync("/api/v1/advisories", Letters.Fortinet(" 1684 / STTTT-CNTT ", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG").ToJsonString());
        var unchanged = await lead.PostAsync("/api/v1/advisories", Letters.Fortinet(issuer: "SỞ THÔNG TIN VÀ TRUYỀN THÔNG").ToJsonString());
        var more = Letters.Fortinet(issuer: "SỞ THÔNG TIN VÀ TRUYỀN THÔNG");
        more["asks"] = new JsonArray("Rà soát thiết bị");
        var changed = await lead.PostAsync("/api/v1/advisories", more.ToJsonString());

        Assert.That((first.Code, again.Code, unchanged.Code, changed.Code), Is.EqualTo((201, 200, 200, 200)));
        Assert.That(new[] { again, unchanged, changed }.Select(one => (string?)one.Json!["id"]), Is.All.EqualTo((string?)first.Json!["id"]));
        Assert.That((unchanged.Header("Idempotent-Replayed"), unchanged.Header("ETag"), changed.Header("ETag")), Is.EqualTo(("true", "\"2\"", "\"3\"")));
        Assert.That((string?)first.Json["cves"]![0], Is.EqualTo("CVE-2022-40684"));
        Assert.That(((JsonArray)(await lead.ReadAsync("/api/v1/advisories?number=1684/STTTT-CNTT")).Json!["items"]!), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_letter_is_the_same_however_its_issuer_is_written_and_another_one_by_another_name()
    {
        const string issuer = "Sở Thông tin và Truyền thông tỉnh Đắk Lắk";
        var id = await lead.IssueAsync(Letters.Fortinet(issuer: issuer));
        foreach (var written in new[]
        {
            issuer.ToUpperInvariant(), issuer.ToLowerInvariant(), issuer.Normalize(NormalizationForm.FormD), issuer.Replace('Đ', 'Ð'), issuer.Replace(" ", "  ", StringComparison.Ordinal),
            issuer.Replace(' ', '\u00A0'), "So Thong tin va Truyen thong tinh Dak Lak",
        })
        {
            var again = await lead.PostAsync("/api/v1/advisories", Letters.Fortinet(issuer: written).ToJsonString());
            Assert.That((again.Code, (string?)again.Json!["id"]), Is.EqualTo((200, id)), written);
        }
        Assert.That((await lead.PostAsync("/api/v1/advisories", Letters.Fortinet(issuer: "Sở TTTT tỉnh Đắk Lắk").ToJsonString())).Code, Is.EqualTo(201), "what a short name stands for is not guessed");
    }

    [Test]
    public async Task An_urgent_letter_is_not_sent_before_it_has_a_due_time_and_one_that_can_wait_is()
    {
        Assert.That((await PutFileAsync("kev", Kev, "application/json")).Code, Is.EqualTo(200));
        var body = Letters.Fortinet();
        (body["exposed"], body["automatable"], body["technicalImpact"]) = (true, true, "total");
        var urgent = await lead.IssueAsync(body);

        var refused = await lead.PutAsync($"/api/v1/advisories/{urgent}/recipients", """{"all":true}""");

        Assert.That((refused.Code, string.Join(',', refused.Faults)), Is.EqualTo((400, "/dueAt required")));
        var fault = refused.Json!["errors"]![0]!;
        Assert.That((string?)fault["message"], Does.Contain("Fri 14 Oct 2022, 10:00 (Asia/Ho_Chi_Minh)"));
        Assert.That((string?)fault["messageVi"], Does.Contain("10:00, Thứ Sáu 14/10/2022 (Asia/Ho_Chi_Minh)"));
        Assert.That(await lead.FiguresAsync(urgent), Is.EqualTo("not-sent 3"), "nobody has it");
        Assert.That((await lead.PutAsync($"/api/v1/advisories/{urgent}/due", """{"dueAt":"2022-10-14T03:00:00Z"}""")).Code, Is.EqualTo(200));
        Assert.That((int)(await lead.SendLetterAsync(urgent)).Json!["added"]!, Is.EqualTo(3));
        Assert.That((int)(await lead.SendLetterAsync(await lead.IssueAsync(Letters.Fortinet("1547/CATTT-NCSC")))).Json!["added"]!, Is.EqualTo(3), "fourteen days");
    }

    [Test]
    public async Task Two_letters_of_two_issuers_about_one_weakness_know_each_other()
    {
        var one = await lead.IssueAsync();
        var two = await lead.IssueAsync(Letters.Fortinet("1547/CATTT-NCSC", "Cục An toàn thông tin"));
        Assert.That((string?)(await lead.ReadAsync($"/api/v1/advisories/{one}")).Json!["related"]![0]!["id"], Is.EqualTo(two));
        await lead.SendLetterAsync(one, """{"agencies":["SO-YTE"]}""");
        Assert.That((JsonArray)(await agency.ReadAsync($"/api/v1/advisories/{one}")).Json!["related"]!, Is.Empty, "the other one was not sent to this agency");
        Assert.That((JsonArray)(await lead.ReadAsync("/api/v1/advisories?cve=cve-2022-40684")).Json!["items"]!, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_letter_that_is_not_well_formed_is_refused_field_by_field()
    {
        var body = Letters.Fortinet("x");
        (body["cves"], body["tlp"]) = (new JsonArray("CVE-1"), "purple");
        body["products"]![0]!["versions"]![0]!["to"] = "6.0";
        body["embargo"] = new JsonObject { ["until"] = "2022-12-01T00:00:00Z", ["zone"] = "Mars/Base" };
        Assert.That(
            (await lead.PostAsync("/api/v1/advisories", body.ToJsonString())).Faults,
            Is.EquivalentTo(new[] { "/number bad-format", "/cves/0 bad-format", "/products/0/versions/0 bad-format", "/tlp not-in-list", "/embargo/zone not-in-list" }));
    }

    [Test]
    public async Task A_changed_letter_needs_its_version_and_keeps_its_name()
    {
        var id = await lead.IssueAsync();
        Assert.That((await lead.PutAsync($"/api/v1/advisories/{id}", Letters.Fortinet().ToJsonString(), "\"7\"")).Code, Is.EqualTo(412));
        Assert.That(
            (await lead.PutAsync($"/api/v1/advisories/{id}", Letters.Fortinet("9/X").ToJsonString())).Faults, Is.EqualTo(new[] { "/number differs" }));
        var body = Letters.Fortinet();
        body["subject"] = "Khác";
        Assert.That((string?)(await lead.PutAsync($"/api/v1/advisories/{id}", body.ToJsonString(), "\"1\"")).Json!["subject"], Is.EqualTo("Khác"));
    }

    [Test]
    public async Task Before_its_embargo_is_over_no_agency_sees_a_letter_and_then_it_goes_out()
    {
        await desk.MailAddressAsync("SO-YTE", "vanthu@soyte.example");
        var body = Letters.Fortinet();
        body["embargo"] = new JsonObject { ["until"] = "2022-10-12T08:00:00+07:00", ["zone"] = "Asia/Ho_Chi_Minh" };
        var id = await lead.IssueAsync(body);
        var sent = await lead.SendLetterAsync(id);
        Assert.That(((int)sent.Json!["added"]!, (string?)sent.Json["waitsUntil"]), Is.EqualTo((3, "2022-10-12T01:00:00.000Z")));
        await desk.TurnAsync();
        Assert.That((await agency.ReadAsync($"/api/v1/advisories/{id}")).Code, Is.EqualTo(404));
        Assert.That((JsonArray)(await agency.ReadAsync("/api/v1/advisories")).Json!["items"]!, Is.Empty);
        Assert.That((await desk.MailsAsync(), await lead.FiguresAsync(id)), Is.EqualTo((Array.Empty<string>(), "not-sent 3")));

        clock.Jump(TimeSpan.FromHours(23));
        await desk.TurnAsync();
        await desk.TurnAsync();
        Assert.That((await agency.ReadAsync($"/api/v1/advisories/{id}")).Code, Is.EqualTo(200));
        Assert.That(await desk.MailsAsync(), Is.EqualTo(new[] { "letter SO-YTE" }));
        Assert.That(await lead.FiguresAsync(id), Is.EqualTo("sent 2, seen 1"));
        body["embargo"] = new JsonObject { ["until"] = "2022-12-25T00:00:00Z" };
        Assert.That((await lead.PutAsync($"/api/v1/advisories/{id}", body.ToJsonString())).Faults, Is.EqualTo(new[] { "/embargo/until out-of-range" }), "who has it has it");
    }

    [Test]
    public async Task Red_is_for_named_persons_and_is_sent_to_no_agency()
    {
        var body = Letters.Fortinet();
        body["tlp"] = "red";
        var refused = await lead.PutAsync($"/api/v1/advisories/{await lead.IssueAsync(body)}/recipients", """{"all":true}""");
        Assert.That((refused.Code, (string?)refused.Json!["code"]), Is.EqualTo((409, "tlp-refuses")));
    }

    [Test]
    public async Task Who_was_not_sent_a_letter_does_not_see_it_and_who_has_it_gets_it_no_second_time()
    {
        var id = await lead.IssueAsync();
        await lead.SendLetterAsync(id, """{"agencies":["SO-YTE"]}""");
        Assert.That((await other.ReadAsync($"/api/v1/advisories/{id}")).Code, Is.EqualTo(404));
        Assert.That((await other.ReadAsync($"/api/v1/advisories/{id}/replies")).Code, Is.EqualTo(404));
        Assert.That((int)(await lead.SendLetterAsync(id)).Json!["added"]!, Is.EqualTo(2));
        Assert.That((await lead.PutAsync($"/api/v1/advisories/{id}/recipients", """{"agencies":["X"]}""")).Faults, Is.EqualTo(new[] { "/agencies/0 unknown-reference" }));
        Assert.That((await lead.PutAsync($"/api/v1/advisories/{id}/recipients", "{}")).Code, Is.EqualTo(400));
        Assert.That((await agency.PutAsync($"/api/v1/advisories/{id}/recipients", """{"all":true}""")).Code, Is.EqualTo(403));
    }

    [Test]
    public async Task A_due_time_is_shortened_freely_and_lengthened_with_a_reason()
    {
        var body = Letters.Fortinet();
        (body["dueAt"], body["exposed"]) = ("2023-10-11T00:00:00Z", true);
        Assert.That((await lead.PostAsync("/api/v1/advisories", body.ToJsonString())).Faults, Is.EqualTo(new[] { "/dueReason required" }), "later than the sixty days of the table");
        body["dueAt"] = "2022-10-20T00:00:00Z";
        var id = await lead.IssueAsync(body);
        foreach (var nowhere in new[] { "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z" })
            Assert.That((await lead.PutAsync($"/api/v1/advisories/{id}/due", $$"""{"dueAt":"{{nowhere}}","reason":"x"}""")).Faults, Is.EqualTo(new[] { "/dueAt out-of-range" }));
        Assert.That((await lead.PutAsync($"/api/v1/advisories/{id}/due", """{"dueAt":"2022-10-18T00:00:00Z"}""")).Code, Is.EqualTo(200));
        Assert.That((await lead.PutAsync($"/api/v1/advisories/{id}/due", """{"dueAt":"2022-10-25T00:00:00Z"}""")).Faults, Is.EqualTo(new[] { "/reason required" }));
        var moved = (await lead.PutAsync($"/api/v1/advisories/{id}/due", """{"dueAt":"2022-10-25T00:00:00Z","reason":"Chờ vật tư"}""")).Json!;
        Assert.That(((JsonArray)moved["dues"]!).Select(one => (string?)one!["reason"]), Is.EqualTo(new[] { null, null, "Chờ vật tư" }));
        Assert.That((string?)moved["suggested"]!["row"], Is.EqualTo("60D"));
    }

    [Test]
    public async Task A_catalogue_that_is_brought_in_says_its_day_moves_the_suggestion_and_wants_a_hunt()
    {
        var body = Letters.Fortinet();
        (body["exposed"], body["automatable"], body["technicalImpact"]) = (true, true, "total");
        var id = await lead.IssueAsync(body);
        Assert.That((string?)(await lead.ReadAsync($"/api/v1/advisories/{id}")).Json!["suggested"]!["row"], Is.EqualTo("3D"));
        Assert.That((JsonArray)(await lead.ReadAsync($"/api/v1/advisories/{id}")).Json!["tasks"]!, Is.Empty);
        Assert.That((await PutFileAsync("kev", Kev, "application/json")).Code, Is.EqualTo(200));
        Assert.That((await PutFileAsync("epss", "#model_version:v2025.03.14,score_date:2022-10-10T00:00:00+0000\ncve,epss,percentile\nCVE-2022-40684,0.94432,0.99966\n", "text/csv")).Code, Is.EqualTo(200));

        var letter = (await lead.ReadAsync($"/api/v1/advisories/{id}")).Json!;
        Assert.That(((string?)letter["suggested"]!["row"], (string?)letter["suggested"]!["dueAt"], (string?)letter["suggested"]!["kevAsOf"]),
            Is.EqualTo(("3DF", "2022-10-14T03:00:00.000Z", "2022-10-12")));
        Assert.That((string?)letter["tasks"]![0]!["kind"], Is.EqualTo("hunt"));
        var weakness = letter["weaknesses"]![0]!;
        Assert.That(((string?)weakness["kevAddedOn"], (string?)weakness["ransomware"], (decimal)weakness["epss"]!, (string?)weakness["epssAsOf"]),
            Is.EqualTo(("2022-10-11", "Known", 0.94432m, "2022-10-10")));
        var older = await PutFileAsync("kev", Kev.Replace("2022-10-12T", "2022-10-10T", StringComparison.Ordinal), "application/json");
        Assert.That(older.Faults, Is.EqualTo(new[] { " out-of-range" }));
        Assert.That((await lead.ReadAsync("/api/v1/vulnerabilities")).Json!["items"]!.AsArray().Select(one => (string?)one!["asOf"]), Is.EqualTo(new[] { "2022-10-10", "2022-10-12" }));
    }

    [TestCase("kev", "application/json", "{}")]
    [TestCase("kev", "application/json", "[1]")]
    [TestCase("kev", "application/json", "{\"dateReleased\":\"x\",\"vulnerabilities\":[]}")]
    [TestCase("kev", "application/json", "{\"dateReleased\":null,\"vulnerabilities\":[]}")]
    [TestCase("kev", "application/json", "{\"dateReleased\":\"2022-10-12\",\"vulnerabilities\":[{\"cveID\":\"CVE-2022-40684\",\"dateAdded\":null}]}")]
    [TestCase("kev", "application/json", "{\"dateReleased\":\"2022-10-12\",\"vulnerabilities\":[{\"cveID\":\"x\"}]}")]
    [TestCase("epss", "text/csv", "cve,epss,percentile\nCVE-2022-40684,0.9,0.9\n")]
    [TestCase("epss", "text/csv", "#score_date:2026-06-08\nCVE-2022-40684,1.9,0.9\n")]
    [TestCase("epss", "text/csv", "#score_date:2026-06-08\nx\n")]
    [TestCase("epss", "text/csv", "#score_date:\n")]
    [TestCase("epss", "text/csv", "#score_date:2026-06-08\nCVE-2022-40684,1e40,0.9\n")]
    [TestCase("epss", "text/csv", "CVE-2022-40684,0.9,0.9\n#score_date:2026-06-08\n")]
    public async Task What_is_no_such_file_is_refused_and_changes_nothing(string kind, string media, string file)
    {
        var refused = await PutFileAsync(kind, file, media);
        Assert.That((refused.Code, (await lead.ReadAsync("/api/v1/vulnerabilities")).Json!["items"]!.AsArray().Count), Is.EqualTo((400, 0)));
    }

    [Test]
    public async Task A_pasted_letter_and_a_dropped_one_are_read_alike_and_nothing_is_kept()
    {
        string[] lines = ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "Số: 1684/STTTT-CNTT", "V/v lỗ hổng trong FortiOS", "Tỉnh Mẫu, ngày 11 tháng 10 năm 2022", "CVE - 2022-40684"];
        var pasted = await lead.PostAsync("/api/v1/advisories/parsing", new JsonObject { ["text"] = string.Join('\n', lines) }.ToJsonString());
        var dropped = await DropAsync(Letters.Docx(Letters.Document(lines)));
        foreach (var answer in new[] { pasted, dropped })
            Assert.That(
                ((string?)answer.Json!["draft"]!["number"], (string?)answer.Json["draft"]!["issuedOn"], (string?)answer.Json["draft"]!["cves"]![0], answer.Json["missing"]!.AsArray().Count),
                Is.EqualTo(("1684/STTTT-CNTT", "2022-10-11", "CVE-2022-40684", 0)));
        Assert.That((JsonArray)(await lead.ReadAsync("/api/v1/advisories")).Json!["items"]!, Is.Empty);
    }

    [TestCase("Báo cáo trước 17h00 ngày 30/06/2022.", "2022-06-30T10:00:00.000Z")]
    [TestCase("Báo cáo trước ngày 30/06/2022.", "2022-06-30T16:59:59.000Z")]
    [TestCase("Báo cáo trước 03h00 ngày 01/01/0001.", null)]
    public async Task A_due_time_is_read_by_the_clock_of_the_desk(string text, string? dueAt)
    {
        var read = await lead.PostAsync("/api/v1/advisories/parsing", new JsonObject { ["text"] = text }.ToJsonString());
        Assert.That((read.Code, (string?)read.Json!["draft"]!["dueAt"]), Is.EqualTo((200, dueAt)));
    }

    [Test]
    public async Task A_state_secret_gets_in_by_no_file_either() =>
        Assert.That((await DropAsync(Letters.Docx(Letters.Document("Công văn", "TỐI MẬT")))).Faults, Is.EqualTo(new[] { "/text state-secret-marking" }));

    [Test]
    public async Task A_hostile_archive_is_refused()
    {
        byte[][] hostile =
        [
            "PK"u8.ToArray(), [], Letters.Docx("<a/>", "other.xml"), Letters.Docx("<w:document"),
            Letters.Docx("""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:t>&a;</w:t></w:p></w:document>"""),
            Letters.Docx("""<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>"""),
            // Thirty megabytes of blanks in thirty kilobytes.
            Letters.Docx($"""<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{new string(' ', 30 << 20)}</w:document>"""),
        ];
        foreach (var file in hostile)
        {
            var answer = await DropAsync(file);
            Assert.That(answer.Code, Is.EqualTo(400), answer.Json?.ToJsonString());
        }
        Assert.That((await DropAsync(new byte[LetterFile.MostBytes + 1])).Code, Is.EqualTo(413));
    }

    private async Task<Answer> DropAsync(byte[] file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/advisories/parsing") { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ReadLetter.Docx);
        return await Wire.SendAsync(lead, request);
    }

    private async Task<Answer> PutFileAsync(string kind, string file, string media)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/vulnerabilities/{kind}") { Content = new StringContent(file, System.Text.Encoding.UTF8, media) };
        return await Wire.SendAsync(lead, request);
    }
}
