using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Duty;
using NUnit.Framework;

namespace IncidentDesk.Tests.Agencies;

public sealed class ConfirmLevelTests
{
    private Desk desk = null!;
    private HttpClient admin = null!, machine = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        await desk.AgencyAsync("SO-YTE");
        admin = desk.Client(await desk.KeyAsync(null, "admin", await DeskPeople.AddAsync(desk, "quan", "admin")));
        machine = desk.Client(await desk.KeyAsync(null, "admin"));
        Assert.That((await admin.PostAsync(
            "/api/v1/systems",
            """{"code":"HSSK","agency":"SO-YTE","name":"Hồ sơ","level":2,"personalData":"sensitive","basicSubjects":99999,"sensitiveSubjects":10000}""")).Code,
            Is.EqualTo(201));
    }

    [TearDown]
    public async Task StopAsync()
    {
        admin.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task What_the_facts_suggest_stands_beside_what_nobody_has_confirmed()
    {
        var shown = await SystemAsync();
        Assert.That(((long)shown["level"]!, shown["confirmed"], (int?)shown["suggested"]!["level"]), Is.EqualTo((2L, (JsonNode?)null, (int?)3)));
        Assert.That((string?)shown["suggested"]!["reasons"]![0]!["explanationVi"], Does.Contain("10.000"));
        Assert.That((string?)shown["suggested"]!["reasons"]![0]!["article"], Does.Contain("331/2026"));
    }

    [Test]
    public async Task A_person_confirms_a_level_with_a_reason_and_a_change_of_it_takes_that_away()
    {
        Assert.That((await PutAsync(admin, "/level", """{"level":3,"reason":" "}""", "*")).Faults, Is.EqualTo(new[] { "/reason too-short" }));
        Assert.That((await PutAsync(admin, "/level", """{"level":6,"reason":"x"}""", "*")).Faults, Is.EqualTo(new[] { "/level out-of-range" }));
        Assert.That((await PutAsync(admin, "/level", """{"level":3,"reason":"x"}""", "\"9\"")).Code, Is.EqualTo(412));
        var confirmed = await PutAsync(admin, "/level", """{"level":3,"reason":"Theo hồ sơ đề xuất"}""", "\"1\"");
        Assert.That(
            ((long)confirmed.Json!["level"]!, (string?)confirmed.Json["confirmed"]!["reason"], (string?)confirmed.Json["confirmed"]!["by"]),
            Is.EqualTo((3L, "Theo hồ sơ đề xuất", "Người quan")));

        await PutAsync(admin, "", """{"name":"Hồ sơ mới","level":3}""", "*");
        Assert.That((await SystemAsync())["confirmed"], Is.Not.Null, "another name is no other level");
        await PutAsync(admin, "", """{"name":"Hồ sơ mới","level":4}""", "*");
        Assert.That((await SystemAsync())["confirmed"], Is.Null);
    }

    [Test]
    public async Task A_machine_confirms_nothing()
    {
        var refused = await PutAsync(machine, "/level", """{"level":3,"reason":"x"}""", "*");
        Assert.That((refused.Code, (string?)refused.Json!["code"]), Is.EqualTo((403, "needs-a-person")));
    }

    private async Task<JsonNode> SystemAsync() => (await admin.ReadAsync("/api/v1/systems/HSSK")).Json!;

    private static Task<Answer> PutAsync(HttpClient client, string part, string body, string version)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/systems/HSSK" + part) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", version);
        return Wire.SendAsync(client, request);
    }
}
