using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reports;

public sealed class EarlierReportTests
{
    private Desk desk = null!;
    private HttpClient agency = null!, otherKey = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        var health = await desk.AgencyAsync("SO-YTE");
        var key = await desk.KeyAsync(health);
        var second = await desk.KeyAsync(health);
        (agency, otherKey) = (desk.Client(key), desk.Client(second));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task The_same_report_told_twice_is_one_incident()
    {
        var first = await agency.FileAsync(ExampleReport.Ordinary(sourceRef: "twice"));
        var again = await otherKey.FileAsync(ExampleReport.Ordinary(sourceRef: "twice"));

        Assert.That((first.Code, again.Code), Is.EqualTo((201, 200)));
        Assert.That(again.Header("Idempotent-Replayed"), Is.EqualTo("true"));
        Assert.That(again.Json!.ToJsonString(), Is.EqualTo(first.Json!.ToJsonString()));
    }

    [Test]
    public async Task Two_who_tell_it_at_the_same_moment_make_one_incident()
    {
        var bodies = Enumerable.Range(0, 12).Select(_ => agency.FileAsync(ExampleReport.Ordinary(sourceRef: "moment"), "moment-key"));

        var answers = await Task.WhenAll(bodies);

        Assert.That(answers.Count(answer => answer.Code == 201), Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer.Code == 200), Is.EqualTo(11));
        Assert.That(answers.Select(answer => (string)answer.Json!["number"]!).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_words_written_otherwise_are_the_same_report()
    {
        var body = ExampleReport.Ordinary(sourceRef: "otherwise");
        var first = await agency.FileAsync(body, "otherwise-key");
        body["title"] = body["title"]!.GetValue<string>().Normalize(System.Text.NormalizationForm.FormD);
        body["detectedAt"] = "2026-11-20T09:45:00Z";
        body["flags"] = JsonNode.Parse("""{ "seriousDisruption": false }""");
        body["impact"] = JsonNode.Parse("""{ "sector": "government" }""");
        body["description"] = body["description"]!.DeepClone();

        var again = await agency.FileAsync(body, "otherwise-key");

        Assert.That((first.Code, again.Code), Is.EqualTo((201, 200)), again.Json!.ToJsonString());
    }

    [Test]
    public async Task Another_report_under_a_used_key_is_refused_with_the_places_that_differ()
    {
        var body = ExampleReport.Ordinary(sourceRef: "differs");
        var first = await agency.FileAsync(body);
        body["title"] = "Chuyện khác";
        body["observables"]![0]!["value"] = "203.0.113.8";

        var other = await agency.FileAsync(body);

        Assert.That(other.Code, Is.EqualTo(409));
        Assert.That((string)other.Json!["type"]!, Is.EqualTo("/problems/idempotency-conflict"));
        Assert.That(other.Faults, Is.EquivalentTo(new[] { "/title differs", "/observables/0/value differs" }));
        Assert.That((string)other.Json["existing"]!["number"]!, Is.EqualTo((string)first.Json!["number"]!));
    }

    [Test]
    public async Task Two_keys_that_lead_to_two_reports_are_a_conflict()
    {
        await agency.FileAsync(ExampleReport.Ordinary(sourceRef: "one"), "key-one");
        await agency.FileAsync(ExampleReport.Ordinary(sourceRef: "two"), "key-two");

        Assert.That((await agency.FileAsync(ExampleReport.Ordinary(sourceRef: "two"), "key-one")).Code, Is.EqualTo(409));
    }

    [Test]
    public async Task A_header_key_belongs_to_its_api_key_alone()
    {
        var first = await agency.FileAsync(ExampleReport.Ordinary(), "mine");
        var other = await otherKey.FileAsync(ExampleReport.Ordinary(), "mine");

        Assert.That((first.Code, other.Code), Is.EqualTo((201, 201)));
    }

    [Test]
    public async Task A_key_survives_a_restart()
    {
        var first = await agency.FileAsync(ExampleReport.Ordinary(), "over-night");
        var keys = new[] { agency, otherKey }.Select(client => client.DefaultRequestHeaders.Authorization!.Parameter).ToList();
        await desk.RestartAsync();
        (agency, otherKey) = (desk.Client(keys[0]), desk.Client(keys[1]));

        var again = await agency.FileAsync(ExampleReport.Ordinary(), "over-night");

        Assert.That(again.Code, Is.EqualTo(200));
        Assert.That((string)again.Json!["number"]!, Is.EqualTo((string)first.Json!["number"]!));
    }
}
