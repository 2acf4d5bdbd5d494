using System.Text;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Incidents.Moves;
using NUnit.Framework;

namespace IncidentDesk.Tests.Deadlines.Recomputing;

public sealed class RulesDoorsTests
{
    private CaseScene scene = null!;
    private HttpClient admin = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scene = await CaseScene.StartAsync();
        admin = scene.Desk.Client(await scene.Desk.KeyAsync(null, "read admin", scene.OnePerson));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task Everybody_reads_which_packs_are_loaded_with_version_and_days()
    {
        var rules = (await scene.Agency.ReadAsync("/api/v1/rules")).Json!;

        var pack = rules["packs"]!.AsArray().Single(one => (string?)one!["code"] == "VN-L116-GAP")!;
        Assert.That(((string?)pack["version"], (string?)pack["validFrom"], (string?)pack["validTo"], (string?)pack["zone"]),
            Is.EqualTo(("1", "2026-07-01", "2026-08-18", "Asia/Ho_Chi_Minh")));
        Assert.That(pack["obligations"]!.AsArray().Select(duty => (string?)duty!["trigger"]), Does.Contain("previous-submitted"));
    }

    [Test]
    public async Task Only_who_administers_sees_and_applies_changes_and_only_by_the_hash_that_was_shown()
    {
        Assert.That((await scene.One.ReadAsync("/api/v1/rules/changes")).Code, Is.EqualTo(403));
        await scene.FileAsync();
        await scene.WriteAsync("UPDATE obligations SET due_at = due_at + 3600000 WHERE kind = 'report'");
        var shown = (await admin.ReadAsync("/api/v1/rules/changes")).Json!;
        Assert.That(shown["changes"]!.AsArray().Select(change => (string?)change!["kind"]), Is.Not.Empty.And.All.EqualTo("moved"));

        Assert.That((await PostAsync("""{"reason":"x"}""")).Code, Is.EqualTo(400));
        var stale = await PostAsync($$"""{"reason":"x","hash":"{{new string('0', 64)}}"}""");
        Assert.That((stale.Code, (string?)stale.Json!["code"]), Is.EqualTo((409, "approval-stale")));
        Assert.That((await PostAsync($$"""{"reason":"Sửa lỗi","hash":"{{(string)shown["hash"]!}}"}""")).Code, Is.EqualTo(200));

        Assert.That((await admin.ReadAsync("/api/v1/rules/changes")).Json!["changes"]!.AsArray(), Is.Empty);
        Assert.That(await scene.ReadAsync<string>("SELECT changed_by FROM obligation_changes ORDER BY id LIMIT 1"), Does.Contain(":"));
    }

    private Task<Answer> PostAsync(string body) => Wire.SendAsync(
        admin, new HttpRequestMessage(HttpMethod.Post, "/api/v1/rules/changes") { Content = new StringContent(body, Encoding.UTF8, "application/json") });
}
