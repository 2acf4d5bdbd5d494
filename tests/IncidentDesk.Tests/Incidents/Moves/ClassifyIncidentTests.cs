using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents.Moves;

public sealed class ClassifyIncidentTests
{
    private CaseScene scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => scene = await CaseScene.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task A_kind_is_said_with_a_reason_and_a_test_stays_one()
    {
        var number = await scene.FileAsync();
        var said = await scene.PutAsync(scene.One, number, "classification", """{"category":"malicious-code/c2-server","reason":"Thấy kết nối ra."}""", "\"1\"");

        Assert.That((said.Code, (string?)said.Json!["category"], (string?)said.Json["status"]), Is.EqualTo((200, "malicious-code/c2-server", "triaged")));
        Assert.That((await scene.PutAsync(scene.One, number, "classification", """{"category":"nonsense","reason":"x"}""")).Faults, Is.EqualTo(new[] { "/category not-in-list" }));
        Assert.That((await scene.PutAsync(scene.One, number, "classification", """{"category":"test/test","reason":"x"}""")).Faults, Is.EqualTo(new[] { "/category differs" }));
        Assert.That((await scene.PutAsync(scene.One, number, "classification", """{"category":"fraud","reason":" "}""")).Faults, Is.EqualTo(new[] { "/reason too-short" }));
        Assert.That((await scene.PutAsync(scene.One, number, "classification", """{"category":"fraud","reason":"x"}""", "\"1\"")).Code, Is.EqualTo(412));
        var line = (await scene.Agency.ReadAsync($"/api/v1/incidents/{number}/timeline")).Json!["items"]!.AsArray().Single(entry => (string?)entry!["kind"] == "classified")!;
        Assert.That((string?)line["data"]!["before"], Is.EqualTo((string?)ExampleReport.Ordinary()["category"]));
    }

    [Test]
    public async Task Item_13_the_class_alone_makes_it_worse_than_low()
    {
        var number = await scene.FileAsync();
        var done = await scene.PutAsync(scene.One, number, "classification", """{"category":"intrusions/system-compromise","reason":"Có cửa hậu."}""");

        Assert.That((done.Code, (string?)done.Json!["category"], (string?)done.Json["status"], (string?)done.Json["severity"]),
            Is.EqualTo((200, "intrusions/system-compromise", "triaged", "medium")), "the class alone makes it worse than low");
    }
}
