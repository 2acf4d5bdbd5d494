using System.Text;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Agencies;

public sealed class SystemDoorsTests
{
    private Desk desk = null!;
    private HttpClient admin = null!;
    private Guid health;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        admin = desk.Client(await desk.KeyAsync(null, "admin"));
        health = await desk.AgencyAsync("SO-YTE");
        await desk.AgencyAsync("SO-GDDT");
    }

    [TearDown]
    public async Task StopAsync()
    {
        admin.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task A_system_belongs_to_its_agency_and_to_nobody_else()
    {
        await AddAsync("SO-YTE", "CTTDT");
        await AddAsync("SO-GDDT", "TS");
        using var agency = desk.Client(await desk.KeyAsync(health));
        var list = (await agency.ReadAsync("/api/v1/systems")).Json!["items"]!.AsArray();
        Assert.That(list.Select(one => (string?)one!["code"]), Is.EqualTo(new[] { "CTTDT" }));
        Assert.That((await agency.ReadAsync("/api/v1/systems/TS")).Code, Is.EqualTo(404));
        Assert.That((await agency.ReadAsync("/api/v1/systems/CTTDT")).Header("ETag"), Is.EqualTo("\"1\""));
    }

    [Test]
    public async Task No_personal_data_and_people_with_data_are_asked_back_at_both_fields_and_a_number_alone_says_which_data()
    {
        var refused = await admin.PostAsync("/api/v1/systems", """{"code":"S","agency":"SO-YTE","name":"S","level":2,"personalData":"none","sensitiveSubjects":7}""");
        Assert.That(refused.Faults, Is.EquivalentTo(new[] { "/personalData out-of-range", "/sensitiveSubjects out-of-range" }));
        var added = await admin.PostAsync("/api/v1/systems", """{"code":"S","agency":"SO-YTE","name":"S","level":2,"basicSubjects":7}""");
        Assert.That((string?)added.Json!["personalData"], Is.EqualTo("basic"));
    }

    [Test]
    public async Task Two_agencies_may_use_one_code_and_the_id_tells_them_apart()
    {
        var one = await AddAsync("SO-YTE", "WEB");
        Assert.That((await AddAsync("SO-GDDT", "WEB")).Code, Is.EqualTo(201));
        Assert.That((await AddAsync("SO-YTE", "WEB")).Code, Is.EqualTo(409));
        Assert.That((await admin.ReadAsync("/api/v1/systems/WEB")).Code, Is.EqualTo(404), "the code leads to two");
        var shown = await admin.ReadAsync($"/api/v1/systems/{one.Json!["id"]}");
        Assert.That((string?)shown.Json!["agency"], Is.EqualTo("SO-YTE"));
    }

    [Test]
    public async Task The_level_is_one_to_five_and_the_agency_must_exist()
    {
        var refused = await admin.PostAsync(
            "/api/v1/systems", """{"code":"S","agency":"SO-YTE","name":"S","level":6,"personalData":"some","exposure":"cloud"}""");
        Assert.That(refused.Faults, Is.EquivalentTo(new[] { "/level out-of-range", "/personalData not-in-list", "/exposure not-in-list" }));
        Assert.That((await AddAsync("NOBODY", "S")).Faults, Is.EqualTo(new[] { "/agency unknown-reference" }));
    }

    [Test]
    public async Task A_report_is_triaged_by_the_level_that_stands_now()
    {
        var added = await AddAsync("SO-YTE", "WEB");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/systems/{added.Json!["id"]}")
        {
            Content = new StringContent("""{"name":"Cổng","level":4}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.IfMatch.Add(new("\"1\""));
        Assert.That((await Wire.SendAsync(admin, request)).Code, Is.EqualTo(200));

        using var reporter = desk.Client(await desk.KeyAsync(health));
        var report = ExampleReport.Ordinary();
        report["category"] = "malicious-code/infected-system";
        report["system"] = "WEB";
        Assert.That((string?)(await reporter.FileAsync(report)).Json!["severity"], Is.EqualTo("high"));
    }

    private Task<Answer> AddAsync(string agency, string code) => admin.PostAsync(
        "/api/v1/systems", $$"""{"code":"{{code}}","agency":"{{agency}}","name":"Hệ thống {{code}}","level":2}""");
}
