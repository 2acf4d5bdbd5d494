using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reports;

public sealed class JoinIncidentTests
{
    private Desk desk = null!;
    private HttpClient agency = null!, parent = null!, responder = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        parent = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("UBND-TINH", kind: "province")));
        agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE", "UBND-TINH")));
        responder = desk.Client(await desk.KeyAsync(null, "report read work"));
        await desk.VerifiedContactAsync("vncert", "ir@vncert.example");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_progress_report_raises_what_triage_found_explains_it_and_opens_the_new_duties()
    {
        var first = (await agency.FileAsync(ExampleReport.Ordinary())).Json!;

        var later = await agency.FileAsync(Later(ExampleReport.Body(), first, "progress"));

        Assert.That(later.Code, Is.EqualTo(201), later.Json?.ToJsonString());
        Assert.That((string)later.Json!["number"]!, Is.EqualTo((string)first["number"]!));
        Assert.That((string)later.Json["severity"]!, Is.EqualTo("critical"));
        Assert.That(later.Header("ETag"), Is.EqualTo("\"2\""));
        Assert.That(Outcomes(later.Json, "severity-raise"), Does.Contain("critical"));
        Assert.That(Kinds(later.Json), Is.SupersetOf(new[] { "report", "initial-notice", "immediate-notice" }));
        Assert.That(Kinds(later.Json).Count(kind => kind == "report"), Is.EqualTo(1));
    }

    [Test]
    public async Task Items_6_and_7_what_a_later_report_makes_owed_counts_from_the_incident_s_detection_and_is_opened_overdue()
    {
        var first = (await agency.FileAsync(ExampleReport.Ordinary())).Json!;

        var later = (await agency.FileAsync(Disrupted(Later(ExampleReport.Ordinary(), first, "progress"), "2026-11-22T08:30:00+07:00"))).Json!;

        Assert.That(
            (Due(later, "immediate-notice"), Due(later, "initial-notice"), Due(later, "report")),
            Is.EqualTo(("2026-11-20T09:45:00.000Z", "2026-11-21T09:45:00.000Z", "2026-11-23T09:45:00.000Z")));
        Assert.That(later["obligations"]!.AsArray().Select(one => (string?)one!["state"]), Is.All.EqualTo("open"));
        Assert.That((bool)later["serious"]!, Is.True);
        var why = later["triage"]!.AsArray().Where(line => (string?)line!["rule"] == "obligation").ToList();
        Assert.That(why.Select(line => (string?)line!["outcome"]), Is.EquivalentTo(Kinds(later)));
        Assert.That(why.Select(line => (string?)line!["facts"]!["startsAt"]), Is.All.EqualTo("2026-11-20T09:45:00.000Z"), "the reasons say the same");
    }

    [Test]
    public async Task A_correction_that_makes_it_serious_opens_its_duties_from_the_corrected_detection()
    {
        var first = (await agency.FileAsync(ExampleReport.Ordinary())).Json!;

        var corrected = (await agency.FileAsync(Disrupted(Later(ExampleReport.Ordinary(), first, "correction"), "2026-11-20T08:45:00+07:00"))).Json!;

        Assert.That(
            (Due(corrected, "immediate-notice"), Due(corrected, "initial-notice"), Due(corrected, "report")),
            Is.EqualTo(("2026-11-20T01:45:00.000Z", "2026-11-21T01:45:00.000Z", "2026-11-23T09:45:00.000Z")), "what stood is moved by a person alone");
    }

    [Test]
    public async Task A_correction_never_lowers_and_says_why_the_severity_stays()
    {
        var first = (await agency.FileAsync(ExampleReport.Body())).Json!;
        var body = Later(ExampleReport.Ordinary(), first, "correction");
        body["title"] = "Tiêu đề đã sửa";
        body["tlp"] = "red";

        var corrected = (await agency.FileAsync(body)).Json!;

        Assert.That((string)corrected["severity"]!, Is.EqualTo("critical"));
        Assert.That((bool)corrected["serious"]!, Is.True);
        Assert.That((string)corrected["title"]!, Is.EqualTo("Tiêu đề đã sửa"));
        Assert.That((string)corrected["tlp"]!, Is.EqualTo("red"));
        Assert.That(Outcomes(corrected, "severity-raise")[^1], Is.EqualTo("critical"));
        Assert.That(corrected["obligations"]!.ToJsonString(), Is.EqualTo(first["obligations"]!.ToJsonString()));
    }

    [Test]
    public async Task A_correction_that_says_there_is_no_personal_data_and_that_it_is_sensitive_is_asked_back()
    {
        var first = (await agency.FileAsync(ExampleReport.Ordinary())).Json!;
        var body = Later(ExampleReport.Ordinary(), first, "correction");
        body["personalData"] = JsonNode.Parse("""{"involved":false,"sensitive":true}""");

        Assert.That((await agency.FileAsync(body)).Faults, Is.EquivalentTo(new[] { "/personalData/involved out-of-range", "/personalData/sensitive out-of-range" }));
    }

    [Test]
    public async Task A_corrected_detection_moves_no_deadline_and_raises_the_alarm_at_once()
    {
        var first = (await agency.FileAsync(ExampleReport.Ordinary())).Json!;
        var body = Later(ExampleReport.Ordinary(), first, "correction");
        body["detectedAt"] = DateTimeOffset.Parse((string)body["detectedAt"]!, System.Globalization.CultureInfo.InvariantCulture).AddDays(-1).ToString("O");

        var corrected = (await agency.FileAsync(body)).Json!;

        Assert.That(corrected["obligations"]!.ToJsonString(), Is.EqualTo(first["obligations"]!.ToJsonString()));
        Assert.That(await desk.Database.ReadAsync(reading => reading.SingleAsync<string>(
            "SELECT alarms.severity FROM alarms JOIN incidents ON incidents.id = alarms.incident_id WHERE alarms.kind = 'duty-outdated' AND incidents.number = @number",
            new { number = (string)first["number"]! }), CancellationToken.None), Is.EqualTo("critical"));
    }

    [Test]
    public async Task A_correction_never_loosens_the_mark()
    {
        var strict = ExampleReport.Ordinary();
        strict["tlp"] = "red";
        var first = (await agency.FileAsync(strict)).Json!;

        var corrected = await agency.FileAsync(Later(ExampleReport.Ordinary(), first, "correction"));

        Assert.That((string)corrected.Json!["tlp"]!, Is.EqualTo("red"));
    }

    [TestCase("progress")]
    [TestCase("final")]
    public async Task A_later_report_that_is_marked_more_strictly_marks_the_incident_and_none_loosens_it(string kind)
    {
        var first = (await agency.FileAsync(ExampleReport.Ordinary())).Json!;
        var strict = Later(ExampleReport.Ordinary(), first, kind);
        strict["tlp"] = "red";
        var loose = Later(ExampleReport.Ordinary(), first, kind);
        loose["tlp"] = "green";

        Assert.That((string)(await agency.FileAsync(strict)).Json!["tlp"]!, Is.EqualTo("red"));
        Assert.That((string)(await agency.FileAsync(loose)).Json!["tlp"]!, Is.EqualTo("red"));
    }

    [Test]
    public async Task A_real_incident_never_becomes_a_drill_by_a_later_report()
    {
        var first = (await agency.FileAsync(ExampleReport.Ordinary())).Json!;
        var drill = Later(ExampleReport.Ordinary(), first, "correction");
        drill["drill"] = true;

        Assert.That((await agency.FileAsync(drill)).Faults, Is.EqualTo(new[] { "/drill differs" }));
    }

    [Test]
    public async Task A_withdrawal_is_told_and_left_to_a_person()
    {
        var first = (await agency.FileAsync(ExampleReport.Body())).Json!;

        var withdrawn = await agency.FileAsync(Later(ExampleReport.Ordinary(), first, "withdrawal"));

        Assert.That((string)withdrawn.Json!["status"]!, Is.EqualTo("new"));
        Assert.That((string)withdrawn.Json["severity"]!, Is.EqualTo("critical"));
    }

    [Test]
    public async Task Who_stands_above_joins_an_incident_without_naming_its_agency()
    {
        var first = (await agency.FileAsync(ExampleReport.Ordinary())).Json!;
        foreach (var caller in new[] { parent, responder })
        {
            var body = Later(ExampleReport.Ordinary(), first, "progress");
            body.Remove("agency");

            var joined = await caller.FileAsync(body);

            Assert.That((string?)joined.Json!["agency"], Is.EqualTo("SO-YTE"), joined.Json.ToJsonString());
        }
    }

    [Test]
    public async Task A_mail_is_due_when_the_law_names_its_recipient_and_not_otherwise()
    {
        var incident = (await agency.FileAsync(ExampleReport.Body())).Json!;

        var delivery = (await responder.ReadAsync((string)incident["links"]!["deliveries"]!)).Json!["items"]![0]!;

        Assert.That((string?)delivery["dueAt"], Is.Null);
    }

    private static JsonObject Later(JsonObject body, JsonNode incident, string kind)
    {
        body["kind"] = kind;
        body["incident"] = (string)incident["number"]!;
        return body;
    }

    private static JsonObject Disrupted(JsonObject body, string detectedAt)
    {
        body["detectedAt"] = detectedAt;
        body["flags"] = new JsonObject { ["seriousDisruption"] = true, ["nationalSecurity"] = false, ["beyondCapacity"] = false };
        return body;
    }

    private static string Due(JsonNode incident, string kind) =>
        (string)incident["obligations"]!.AsArray().Single(one => (string)one!["kind"]! == kind)!["dueAt"]!;

    private static List<string> Outcomes(JsonNode incident, string rule) =>
        [.. incident["triage"]!.AsArray().Where(line => (string)line!["rule"]! == rule).Select(line => (string)line!["outcome"]!)];

    private static List<string> Kinds(JsonNode incident) => [.. incident["obligations"]!.AsArray().Select(one => (string)one!["kind"]!)];
}
