using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents.Moves;

public sealed class SetSeverityTests
{
    private CaseScene scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => scene = await CaseScene.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task A_person_or_a_machine_raises_freely_and_the_ladder_with_it()
    {
        var number = await scene.FileAsync();
        var raised = await scene.PutAsync(scene.Machine, number, "severity", """{"severity":"critical","serious":true,"reason":"Lan sang máy khác."}""", "\"1\"");

        Assert.That((raised.Code, (string?)raised.Json!["severity"], (bool)raised.Json["serious"]!, (string?)raised.Json["status"]), Is.EqualTo((200, "critical", true, "triaged")));
        Assert.That(await scene.ReadAsync<string>("SELECT incident_ladders.severity FROM incident_ladders JOIN incidents ON incidents.id = incident_id WHERE number = @number", new { number }),
            Is.EqualTo("critical"));
        var first = (string?)(await scene.One.ReadAsync("/api/v1/incidents?limit=1")).Json!["items"]![0]!["severity"];
        Assert.That(first, Is.EqualTo("critical"), "it stands before what is less grave");
    }

    [TestCase("""{"severity":"low","serious":false,"reason":"Chỉ một máy."}""", "low", false)]
    [TestCase("""{"severity":"low","reason":"Serious is high at least."}""", "high", true)]
    [TestCase("""{"severity":"critical","serious":false,"reason":"Không gián đoạn."}""", "critical", false)]
    public async Task Lowering_waits_for_a_second_person_and_is_done_by_their_word(string body, string severity, bool serious)
    {
        var number = await scene.FileAsync(isSerious: true);
        var machine = await scene.PutAsync(scene.Machine, number, "severity", body);
        Assert.That((machine.Code, (string?)machine.Json!["code"]), Is.EqualTo((403, "needs-a-person")));

        var asked = await scene.PutAsync(scene.One, number, "severity", body);
        Assert.That((asked.Code, (string?)asked.Json!["approval"]!["state"]), Is.EqualTo((202, "open")));
        Assert.That((string?)(await scene.ShowAsync(number))["severity"], Is.EqualTo("critical"), "nothing is done yet");
        Assert.That((await DecideAsync(scene.One, asked.Json["approval"]!)).Code, Is.EqualTo(409), "not the same person");
        Assert.That((await DecideAsync(scene.Other, asked.Json["approval"]!)).Code, Is.EqualTo(200));

        var after = await scene.ShowAsync(number);
        Assert.That(((string?)after["severity"], (bool)after["serious"]!), Is.EqualTo((severity, serious)));
    }

    [Test]
    public async Task A_second_person_who_says_no_leaves_it_as_it_is_with_their_reason()
    {
        var number = await scene.FileAsync(isSerious: true);
        var asked = await scene.PutAsync(scene.One, number, "severity", """{"severity":"low","reason":"x"}""");

        Assert.That((await DecideAsync(scene.Other, asked.Json!["approval"]!, "refuse")).Code, Is.EqualTo(200));

        Assert.That((string?)(await scene.ShowAsync(number))["severity"], Is.EqualTo("critical"));
        Assert.That((await scene.One.ReadTextAsync($"/api/v1/incidents/{number}/timeline")), Does.Contain("Chưa đủ căn cứ."));
    }

    [Test]
    public async Task Who_took_it_gives_it_back_and_calling_goes_on_with_the_next_rung()
    {
        var number = await scene.FileAsync();
        await scene.CalledAsync(number);
        var step = (long)(await scene.ShowAsync(number))["ladder"]!["step"]!;
        await scene.PutAsync(scene.One, number, "acknowledgement", "{}");
        Assert.That((await GiveBackAsync(scene.Other, number)).Code, Is.EqualTo(409), "it is not theirs");

        var given = await GiveBackAsync(scene.One, number);

        Assert.That((given.Code, given.Json!["acknowledgedBy"]), Is.EqualTo((200, (object?)null)));
        await Delivery.Waiting.ForAsync(async () => (long)(await scene.ShowAsync(number))["ladder"]!["step"]! > step);
    }

    private static async Task<Answer> GiveBackAsync(HttpClient caller, string number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/incidents/{number}/acknowledgement");
        return await Wire.SendAsync(caller, request);
    }

    private static async Task<Answer> DecideAsync(HttpClient caller, JsonNode approval, string decision = "approve")
    {
        var body = $$"""{"decision":"{{decision}}","contentHash":"{{approval["contentHash"]}}","note":"Chưa đủ căn cứ."}""";
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/approvals/{approval["id"]}") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        return await Wire.SendAsync(caller, request);
    }
}
