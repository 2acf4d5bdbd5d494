using System.Text.Json.Nodes;
using IncidentDesk.Agencies;
using IncidentDesk.Harness;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reports;

public sealed class ReportIncidentTests
{
    private Desk desk = null!;
    private HttpClient agency = null!, sibling = null!, responder = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        await desk.AgencyAsync("UBND-TINH", kind: "province");
        var health = await desk.AgencyAsync("SO-YTE", "UBND-TINH");
        await desk.SystemAsync(health, "SO-YTE-CTTDT", 3);
        await desk.AgencyAsync("TTYT-1", "SO-YTE", "unit");
        agency = desk.Client(await desk.KeyAsync(health));
        sibling = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-GDDT", "UBND-TINH")));
        responder = desk.Client(await desk.KeyAsync(null, "report read work"));
        await desk.VerifiedContactAsync("vncert", "ir@vncert.example");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task The_example_report_is_answered_with_its_incident_its_reasons_and_its_clocks()
    {
        var answer = await agency.FileAsync(ExampleReport.Body());

        Assert.That(answer.Code, Is.EqualTo(201), answer.Json?.ToJsonString());
        var incident = answer.Json!;
        Assert.Multiple(() =>
        {
            Assert.That((string)incident["number"]!, Does.Match(@"^INC-\d{4}-\d{6,}$"));
            Assert.That((string)incident["status"]!, Is.EqualTo("new"));
            Assert.That((string)incident["severity"]!, Is.EqualTo("critical"));
            Assert.That((bool)incident["serious"]!, Is.True);
            Assert.That((decimal)incident["score"]!, Is.EqualTo(47.97m));
            Assert.That(answer.Header("Location"), Is.EqualTo((string)incident["links"]!["self"]!));
            Assert.That(answer.Header("ETag"), Is.EqualTo("\"1\""));
            Assert.That(DueOf(incident, "report"), Is.EqualTo("2026-11-23T09:45:00.000Z"));
            Assert.That(DueOf(incident, "initial-notice"), Is.EqualTo("2026-11-21T09:45:00.000Z"));
            Assert.That(DueOf(incident, "immediate-notice"), Is.EqualTo("2026-11-20T09:45:00.000Z"));
            Assert.That(incident["triage"]!.AsArray().Select(line => (string)line!["explanationVi"]!), Has.All.Not.Empty);
            Assert.That(
                incident["deliveries"]!.AsArray().Select(one => $"{one!["channel"]} {one["recipient"]!["role"]} {one["recipient"]!["centre"]}"),
                Is.EqualTo(new[] { "mail national-coordinator vncert", "mail reporter " }));
        });
    }

    [Test]
    public async Task What_was_answered_is_what_is_read_later()
    {
        var filed = await agency.FileAsync(ExampleReport.Ordinary());
        var read = await agency.ReadAsync((string)filed.Json!["links"]!["self"]!);

        Assert.That(read.Json!.ToJsonString(), Is.EqualTo(filed.Json.ToJsonString()));
        Assert.That(read.Header("ETag"), Is.EqualTo("\"1\""));
    }

    [Test]
    public async Task A_report_of_the_old_law_gets_the_old_law_s_five_days_and_says_its_article()
    {
        var body = ExampleReport.Ordinary();
        body["detectedAt"] = "2023-01-20T22:10:00+07:00";

        var incident = (await agency.FileAsync(body)).Json!;

        var reports = incident["obligations"]!.AsArray().Where(one => (string)one!["kind"]! == "report").ToList();
        Assert.That(reports.Select(one => (string)one!["recipient"]!), Is.EquivalentTo(new[] { "system-owner", "specialised-unit", "national-coordinator" }));
        Assert.That(reports.Select(one => (string)one!["dueAt"]!), Has.All.EqualTo("2023-01-25T15:10:00.000Z"));
        Assert.That(reports.Select(one => (string)one!["rule"]!), Has.All.EqualTo("VN-QD05-TT20"));
        Assert.That(reports.Select(one => (string)one!["article"]!), Has.All.Not.Empty);
        Assert.That(reports.Select(one => (string)one!["sureness"]!), Has.All.Not.Empty);
    }

    [Test]
    public async Task What_is_not_serious_waits_for_a_second_person_before_it_leaves()
    {
        var body = ExampleReport.Ordinary();
        body["need"] = "response";

        var incident = (await agency.FileAsync(body)).Json!;

        Assert.That((string)incident["deliveries"]![0]!["state"]!, Is.EqualTo("awaiting-approval"));
    }

    [Test]
    public async Task A_centre_that_nobody_verified_a_contact_for_raises_an_alarm_instead_of_silence()
    {
        var body = ExampleReport.Body();
        body["need"] = "monitoring";

        var incident = (await agency.FileAsync(body)).Json!;
        var alarms = (await responder.ReadAsync("/api/v1/alarms")).Json!["items"]!.AsArray();

        Assert.That((string)incident["deliveries"]![0]!["state"]!, Is.EqualTo("planned"));
        Assert.That(alarms.Any(alarm => (string)alarm!["kind"]! == "contact-missing" && (string)alarm["subject"]! == "ncsc"), Is.True);
    }

    [Test]
    public async Task An_agency_files_for_itself_and_for_those_below_it_and_for_nobody_else()
    {
        var below = await agency.FileAsync(ExampleReport.Ordinary("TTYT-1"));
        var own = ExampleReport.Ordinary();
        own.Remove("agency");
        var unnamed = await agency.FileAsync(own);
        var foreign = await agency.FileAsync(ExampleReport.Ordinary("SO-GDDT"));
        var above = await agency.FileAsync(ExampleReport.Ordinary("UBND-TINH"));

        Assert.That(below.Code, Is.EqualTo(201));
        Assert.That((string)unnamed.Json!["agency"]!, Is.EqualTo("SO-YTE"));
        Assert.That(foreign.Faults, Is.EqualTo(new[] { "/agency unknown-reference" }));
        Assert.That(above.Faults, Is.EqualTo(new[] { "/agency unknown-reference" }));
    }

    [Test]
    public async Task A_key_of_the_desk_names_the_agency()
    {
        var body = ExampleReport.Ordinary();
        body.Remove("agency");

        Assert.That((await responder.FileAsync(body)).Faults, Is.EqualTo(new[] { "/agency required" }));
        Assert.That((await responder.FileAsync(ExampleReport.Ordinary())).Code, Is.EqualTo(201));
    }

    [Test]
    public async Task An_agency_that_was_dissolved_reports_no_more()
    {
        var dissolved = await desk.AgencyAsync("SO-CU");
        var own = desk.Client(await desk.KeyAsync(dissolved));
        Assert.That((await own.FileAsync(ExampleReport.Ordinary("SO-CU"))).Code, Is.EqualTo(201));
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE agencies SET valid_to = valid_from WHERE id = @dissolved", new { dissolved }), CancellationToken.None);
        desk.Services.GetRequiredService<AgencyRegister>().Forget();

        // Its own key is dead by then; whoever stands above it is told.
        Assert.That((await responder.FileAsync(ExampleReport.Ordinary("SO-CU", "neu"))).Faults, Is.EqualTo(new[] { "/agency unknown-reference" }));
    }

    [Test]
    public async Task A_foreign_incident_is_the_same_as_none()
    {
        var filed = await agency.FileAsync(ExampleReport.Ordinary());

        var foreign = await sibling.ReadAsync((string)filed.Json!["links"]!["self"]!);
        var none = await sibling.ReadAsync("/api/v1/incidents/INC-2026-999999");

        Assert.That(foreign.Code, Is.EqualTo(404));
        foreign.Json!["traceId"] = none.Json!["traceId"]!.DeepClone();
        Assert.That(foreign.Json.ToJsonString(), Is.EqualTo(none.Json.ToJsonString()));
    }

    [TestCase("title", "\"\"", "/title too-short")]
    [TestCase("title", "null", "/title required")]
    [TestCase("category", "\"intrusions/nonsense\"", "/category not-in-list")]
    [TestCase("detectedAt", "\"2026-11-20\"", "/detectedAt bad-format")]
    [TestCase("detectedAt", "\"2999-01-01T00:00:00Z\"", "/detectedAt in-the-future")]
    [TestCase("occurredAt", "\"2026-11-21T00:00:00Z\"", "/occurredAt before-occurrence")]
    [TestCase("tlp", "\"purple\"", "/tlp not-in-list")]
    [TestCase("impact", "{\"functional\":\"huge\"}", "/impact/functional not-in-list")]
    [TestCase("observables", "[{\"type\":\"ipv4\",\"value\":\"999.1.1.1\"}]", "/observables/0/value bad-format")]
    [TestCase("observables", "[{\"type\":\"nonsense\",\"value\":\"x\"}]", "/observables/0/type not-in-list")]
    [TestCase("cves", "[\"CVE-22-1\"]", "/cves/0 bad-format")]
    [TestCase("system", "\"NO-SUCH\"", "/system unknown-reference")]
    [TestCase("kind", "\"progress\"", "/incident required")]
    [TestCase("source", "null", null)]
    [TestCase("source", "\"\"", "/source too-short")]
    [TestCase("sourceRef", "\"\"", "/sourceRef too-short")]
    [TestCase("sourceRef", "\"a\\nb\"", "/sourceRef forbidden-character")]
    [TestCase("title", "\"gpj.\\u202Eexe\"", "/title forbidden-character")]
    [TestCase("title", "\"hai\\ndòng\"", "/title forbidden-character")]
    [TestCase("contact", "{\"name\":\"A\\u2066B\"}", "/contact/name forbidden-character")]
    [TestCase("title", "\"[MẬT] Danh sách\"", "/title state-secret-marking")]
    [TestCase("description", "\"Kính gửi\\nTUYỆT MẬT\"", "/description state-secret-marking")]
    [TestCase("observables", "[{\"type\":\"other\",\"value\":\"x\",\"note\":\"Độ mật: Mật\"}]", "/observables/0/note state-secret-marking")]
    [TestCase("description", "\"LỘ MẬT KHẨU\\nBẢO MẬT\"", null)]
    [TestCase("incident", "\"INC-2026-000001\"", "/kind not-in-list")]
    [TestCase("observables", "[{\"type\":\"ipv4\",\"value\":\"010.1.1.1\"}]", "/observables/0/value bad-format")]
    [TestCase("observables", "[{\"type\":\"cidr\",\"value\":\"010.0.0.0/8\"}]", "/observables/0/value bad-format")]
    [TestCase("observables", "[{\"type\":\"ipv6\",\"value\":\"fe80::1%eth0\"}]", "/observables/0/value bad-format")]
    [TestCase("observables", "[{\"type\":\"url\",\"value\":\"/a\"}]", "/observables/0/value bad-format")]
    [TestCase("observables", "[{\"type\":\"url\",\"value\":\"hxxp://bad.example/a\"},{\"type\":\"cidr\",\"value\":\"2001:db8::/32\"},{\"type\":\"ipv6\",\"value\":\"2001:DB8::1\"}]", null)]
    [TestCase("colour", "\"red\"", "/colour unknown-field")]
    [TestCase("personalData", "{\"subjects\":5}", "/personalData/involved required")]
    [TestCase("personalData", "{\"involved\":false,\"subjects\":5}", "/personalData/involved out-of-range")]
    [TestCase("personalData", "{\"involved\":false,\"subjects\":5}", "/personalData/subjects out-of-range")]
    [TestCase("personalData", "{\"involved\":false,\"sensitive\":true}", "/personalData/sensitive out-of-range")]
    [TestCase("personalData", "{\"involved\":false,\"locationOrBiometric\":true}", "/personalData/locationOrBiometric out-of-range")]
    [TestCase("personalData", "{\"involved\":false,\"locationOrBiometric\":true}", "/personalData/involved out-of-range")]
    [TestCase("personalData", "{\"involved\":false,\"establishedAt\":\"2026-11-20T09:00:00Z\"}", "/personalData/establishedAt out-of-range")]
    [TestCase("personalData", "{\"involved\":false,\"subjects\":0,\"sensitive\":false,\"locationOrBiometric\":false}", null)]
    [TestCase("contact", "{\"name\":\"A\",\"email\":\"not a mail\"}", "/contact/email bad-format")]
    public async Task A_fault_is_told_where_it_is_and_nothing_is_stored(string field, string value, string? fault)
    {
        var body = ExampleReport.Ordinary();
        body[field] = JsonNode.Parse(value);
        var before = await CountAsync();

        var answer = await agency.FileAsync(body);

        Assert.That(answer.Code, Is.EqualTo(fault is null ? 201 : 400), answer.Json?.ToJsonString());
        if (fault is null)
            return;
        Assert.That(answer.Faults, Does.Contain(fault));
        Assert.That((string)answer.Json!["errors"]![0]!["messageVi"]!, Is.Not.Empty);
        Assert.That(await CountAsync(), Is.EqualTo(before));
    }

    [TestCase("2026-11-20T08:00:00Z", "2010-01-01T00:00:00Z", 400)]
    [TestCase("2026-11-20T08:00:00Z", "2026-11-20T08:00:00Z", 201)]
    [TestCase(null, "2026-11-19T08:00:00Z", 201, TestName = "Where_nobody_knows_when_it_occurred_the_harm_may_be_older_than_the_detection")]
    public async Task Harm_to_personal_data_is_not_established_before_the_incident_occurred(string? occurred, string established, int code)
    {
        var body = ExampleReport.Ordinary();
        body["occurredAt"] = occurred;
        body["personalData"] = new JsonObject { ["involved"] = true, ["establishedAt"] = established };

        var answer = await agency.FileAsync(body);

        Assert.That(answer.Code, Is.EqualTo(code), answer.Json?.ToJsonString());
        if (code == 400)
            Assert.That(answer.Faults, Is.EqualTo(new[] { "/personalData/establishedAt before-occurrence" }));
    }

    private Task<long> CountAsync() => desk.Database.ReadAsync(
        reading => reading.SingleAsync<long>("SELECT count(*) FROM reports"), CancellationToken.None);

    private static string? DueOf(JsonNode incident, string kind) => (string?)incident["obligations"]!.AsArray()
        .FirstOrDefault(one => (string)one!["kind"]! == kind && (string)one["recipient"]! == "cyber-authority")?["dueAt"];
}
