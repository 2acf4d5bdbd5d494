using System.Net;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Calculator;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Rules;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Calculator;

public sealed class CalculateObligationsTests
{
    private const string Door = "/api/v1/obligations/calculation";

    private readonly ManualClock clock = new();
    private Desk desk = null!;
    private HttpClient client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync(clock);
        var agency = await desk.AgencyAsync("SO-YTE");
        await desk.SystemAsync(agency, "SO-YTE-CTTDT", 4);
        client = desk.Client(await desk.KeyAsync(agency));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task It_says_what_intake_then_opens()
    {
        var report = ExampleReport.Body();
        report["system"] = "SO-YTE-CTTDT";
        var facts = new JsonObject { ["systemLevel"] = 4 };
        foreach (var name in new[] { "category", "detectedAt", "need", "impact", "flags", "personalData" })
            facts[name] = report[name]!.DeepClone();

        var calculated = (await client.PostAsync(Door, facts.ToJsonString())).Json!;
        var filed = (await client.FileAsync(report)).Json!;

        Assert.That(Told(calculated["obligations"]!, one => (string)one["recipient"]!["role"]!), Is.EquivalentTo(Told(filed["obligations"]!, one => (string)one["recipient"]!)).And.Not.Empty);
        Assert.That(calculated["triage"]!.ToJsonString(), Is.EqualTo(filed["triage"]!.ToJsonString()));
        Assert.That((calculated["severity"]!.ToString(), calculated["serious"]!.ToString(), calculated["rulesVersion"]!.ToString()),
            Is.EqualTo((filed["severity"]!.ToString(), filed["serious"]!.ToString(), filed["rulesVersion"]!.ToString())));
    }

    [Test]
    public void Any_facts_that_triage_knows_come_to_it_unchanged() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Given.AnyFacts(), facts =>
        {
            facts = facts with { Drill = false, Impact = facts.Impact with { Sector = facts.Impact.Sector ?? "government" } };
            var body = new CalculationBody
            {
                Category = facts.Category, DetectedAt = facts.DetectedAt, OccurredAt = facts.OccurredAt, Jurisdiction = facts.Jurisdiction, SystemLevel = facts.SystemLevel, Need = facts.Need,
                Impact = new(facts.Impact.Functional, facts.Impact.Activity, facts.Impact.Location, facts.Impact.Actor, facts.Impact.Information, facts.Impact.Recoverability, facts.Impact.Potential, facts.Impact.Sector),
                Flags = new(facts.Flags.SeriousDisruption, facts.Flags.NationalSecurity, facts.Flags.BeyondCapacity),
                PersonalData = new(facts.PersonalData.Involved, facts.PersonalData.Subjects, facts.PersonalData.Sensitive, facts.PersonalData.LocationOrBiometric, facts.PersonalData.EstablishedAt),
            };
            return body.ForTriage(facts.ReceivedAt, facts.GuardMode) == facts;
        }));

    [Test]
    public async Task It_leaves_nothing_behind_not_even_a_line_that_somebody_asked()
    {
        var before = await RowsAsync();
        await client.PostAsync(Door, """{"category":"malicious-code","detectedAt":"2026-11-20T09:00:00Z"}""");
        await Task.Delay(TimeSpan.FromMilliseconds(1500));

        Assert.That(await RowsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task What_is_past_is_said_and_so_is_whether_anybody_can_be_reached()
    {
        var facts = """{"category":"malicious-code","detectedAt":"2026-11-17T09:44:59Z","personalData":{"involved":true,"subjects":5,"locationOrBiometric":true}}""";
        var before = (await client.PostAsync(Door, facts)).Json!["obligations"]!.AsArray();
        await desk.VerifiedContactAsync("cyber-authority", "a05@bca.example");
        var after = (await client.PostAsync(Door, facts)).Json!["obligations"]!.AsArray();

        var report = after.Single(one => (string?)one!["kind"] == "report")!;
        Assert.That(((bool)report["past"]!, (long?)report["pastBySeconds"], (string?)report["dueLocal"]), Is.EqualTo((true, (long?)1, "2026-11-20T16:44:59.000+07:00")));
        Assert.That((Reach(before, "report"), Reach(after, "report"), Reach(after, "data-subject-notice")), Is.EqualTo(((bool?)false, (bool?)true, (bool?)null)));
        Assert.That(after.Select(one => (string)one!["explanationVi"]!), Is.All.Contains("giờ Việt Nam"));
    }

    [Test]
    public async Task Each_of_two_duties_of_one_kind_to_one_role_has_its_own_ground()
    {
        var answer = (await client.PostAsync(Door, """{"category":"availability/ddos","detectedAt":"2026-11-19T09:45:00Z","flags":{"seriousDisruption":true,"beyondCapacity":true}}""")).Json!;
        var notices = answer["obligations"]!.AsArray().Where(one => (string?)one!["kind"] == "immediate-notice").ToList();

        Assert.That(notices, Has.Count.EqualTo(2));
        foreach (var notice in notices)
            Assert.That((string)notice!["explanation"]!, Does.Contain((string)notice["article"]!));
    }

    [TestCase("""{"category":"nonsense","detectedAt":"2026-11-20T09:00:00Z"}""", "/category not-in-list")]
    [TestCase("""{"category":"fraud","detectedAt":"2026-11-21T09:00:00Z"}""", "/detectedAt in-the-future")]
    [TestCase("""{"category":"fraud","detectedAt":"2026-11-20T09:00:00Z","occurredAt":"2026-11-20T09:30:00Z"}""", "/occurredAt before-occurrence")]
    [TestCase("""{"category":"fraud","detectedAt":"2026-11-20T09:00:00Z","systemLevel":6}""", "/systemLevel out-of-range")]
    [TestCase("""{"category":"fraud","detectedAt":"2026-11-20T09:00:00Z","title":"x"}""", "/title unknown-field")]
    [TestCase("""{"category":"fraud","detectedAt":"2026-11-20T09:00:00Z","personalData":{"involved":true,"subjects":-1}}""", "/personalData/subjects out-of-range")]
    [TestCase("""{"category":"fraud","detectedAt":"2026-11-20T09:00:00Z","impact":{"actor":"me"}}""", "/impact/actor not-in-list")]
    public async Task Bad_facts_are_named(string body, string fault) => Assert.That((await client.PostAsync(Door, body)).Faults, Is.EqualTo(new[] { fault }));

    [TestCase("subjects", "7")]
    [TestCase("sensitive", "true")]
    [TestCase("locationOrBiometric", "true")]
    [TestCase("establishedAt", "\"2026-11-20T09:10:00Z\"")]
    public async Task No_personal_data_and_what_is_known_of_it_are_asked_back_at_both_fields(string field, string value) => Assert.That(
        (await client.PostAsync(Door, $$"""{"category":"fraud","detectedAt":"2026-11-20T09:00:00Z","personalData":{"involved":false,"{{field}}":{{value}} } }""")).Faults,
        Is.EquivalentTo(new[] { "/personalData/involved out-of-range", $"/personalData/{field} out-of-range" }));

    [TestCase("2026-08-18T23:59:00+07:00", "VN-L116-GAP", true)]
    [TestCase("2026-08-19T00:00:00+07:00", "VN-ND331", false)]
    [TestCase("2023-01-20T22:10:00+07:00", "VN-QD05-TT20", false)]
    [TestCase("2016-01-20T22:10:00+07:00", null, false)]
    public async Task The_law_is_that_of_the_day(string detected, string? rule, bool isInternal)
    {
        var answer = (await client.PostAsync(Door, $$"""{"category":"malicious-code","detectedAt":"{{detected}}"}""")).Json!;

        Assert.That((string?)answer["ruleSet"], Is.EqualTo(rule));
        Assert.That(answer["obligations"]!.AsArray().Any(one => (bool)one!["internal"]!), Is.EqualTo(isInternal));
        Assert.That(answer["obligations"]!.AsArray().Count > 0, Is.EqualTo(rule is not null));
    }

    [Test]
    public async Task The_page_answers_in_place_without_script_and_says_beside_a_field_what_is_wrong_with_it()
    {
        using var visitor = await Visitor.SignedInAsync(desk, "an", "reporter", "SO-YTE");
        using var good = await visitor.SubmitAsync("/calculator", "main form", ("detected", "20/11/2026 16:45"), ("category", "malicious-code"), ("level", "4"), ("is", "personalData"), ("subjects", "1.200"));
        var page = await Visitor.ReadAsync(good);
        Assert.That(good.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.QuerySelector("section[aria-labelledby=answer]")!.TextContent, Does.Contain("16:45, Thứ Hai 23/11/2026").And.Contain("Đ31.2.d").And.Contain("Báo cáo sự cố"));
        Assert.That(page.QuerySelector("#detected")!.GetAttribute("value"), Is.EqualTo("20/11/2026 16:45"));

        using var bad = await visitor.SubmitAsync("/calculator", "main form", ("detected", "hôm qua"), ("category", "malicious-code"), ("subjects", "nhiều"));
        page = await Visitor.ReadAsync(bad);
        Assert.That(bad.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        foreach (var field in new[] { "detected", "subjects" })
            Assert.That((page.QuerySelector($"#{field}")!.GetAttribute("aria-invalid"), page.QuerySelector($"#{field}-fault") is not null), Is.EqualTo(("true", true)), field);
        using var future = await visitor.SubmitAsync("/calculator", "main form", ("detected", "20/11/2030 16:45"), ("category", "malicious-code"));
        Assert.That((await Visitor.ReadAsync(future)).QuerySelector("#detected-fault")!.TextContent, Does.Contain("tương lai"));
    }

    [Test]
    public async Task On_the_page_what_speaks_of_personal_data_without_the_mark_is_asked_back_beside_it_and_stays_as_typed()
    {
        using var visitor = await Visitor.SignedInAsync(desk, "binh", "reporter", "SO-YTE");
        foreach (var (name, typed, at) in new[]
        {
            ("is", "sensitive", "sensitive"), ("is", "locationOrBiometric", "locationOrBiometric"), ("subjects", "1.200", "subjects"), ("established", "20/11/2026 16:40", "established"),
        })
        {
            using var answer = await visitor.SubmitAsync("/calculator", "main form", ("detected", "20/11/2026 16:30"), ("category", "malicious-code"), (name, typed));
            var page = await Visitor.ReadAsync(answer);

            Assert.That((answer.StatusCode, page.QuerySelector("section[aria-labelledby=answer]") is null), Is.EqualTo((HttpStatusCode.BadRequest, true)), at);
            Assert.That(page.QuerySelector($"#{at}-fault")?.TextContent, Does.Contain("Có liên quan dữ liệu cá nhân"), at);
            var said = page.QuerySelector(name == "is" ? $"input[value={typed}]" : $"#{name}")!;
            Assert.That((said.HasAttribute("checked"), said.GetAttribute("value"), said.GetAttribute("aria-describedby")), Is.EqualTo((name == "is", typed, $"{at}-fault")), at);
        }
    }

    private static IReadOnlyList<string> Told(JsonNode duties, Func<JsonNode, string> recipient) =>
        [.. duties.AsArray().Select(one => $"{one!["kind"]} {one["rule"]} {one["article"]} {one["sureness"]} {recipient(one)} {one["form"]} {one["startsAt"]} {one["dueAt"]} {one["internal"]}")];

    private static bool? Reach(JsonArray duties, string kind) => (bool?)duties.First(one => (string?)one!["kind"] == kind)!["recipient"]!["reachable"];

    private Task<string> RowsAsync() => desk.Database.ReadAsync(async reading =>
    {
        var tables = await reading.QueryAsync<string>(TestEngine.IsPostgres
            ? "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
            : "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1");
        // What turns by itself turns whether somebody asks or not.
        var counts = new List<string>();
        foreach (var table in tables.Where(name => name is not ("desk_facts" or "audit_anchors")))
            counts.Add($"{table} {await reading.SingleAsync<long>($"SELECT count(*) FROM {table}")}");
        return string.Join('\n', counts);
    }, CancellationToken.None);
}
