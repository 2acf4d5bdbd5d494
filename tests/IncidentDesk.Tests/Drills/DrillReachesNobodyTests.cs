using System.Globalization;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Channels.Mail;
using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Drills;

/// <summary>A whole desk with its guard at live and a mail server on loopback: whatever is done with a drill, no mail leaves but to its own people while it runs.</summary>
public sealed class DrillReachesNobodyTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private ScriptedSmtpServer server = null!;
    private DrillScene scene = null!;

    [SetUp]
    public async Task StartAsync()
    {
        server = ScriptedSmtpServer.Start();
        scene = await DrillScene.StartAsync(
            ("Channels:Mail:Host", "127.0.0.1"), ("Channels:Mail:Security", "none"), ("Channels:Mail:Port", server.Port.ToString(CultureInfo.InvariantCulture)), ("Channels:Mail:Guard", "live"));
        // Every centre has a contact, so that the desk has nothing to say of itself.
        foreach (var centre in await scene.Desk.Database.ReadAsync(reading => reading.QueryAsync<string>("SELECT id FROM centres"), CancellationToken.None))
            await scene.Desk.VerifiedContactAsync(centre, $"tiepnhan@{centre}.example");
        await scene.Desk.MailAddressAsync("SO-YTE", "vanthu@soyte.example");
        // The systems stood before anybody looked for changes, so no review of a scenario is asked for.
        await scene.Desk.Database.WriteAsync(
            transaction => transaction.ExecuteAsync("INSERT INTO scenario_facts (system_id, facts, noted_at, n) SELECT id, NULL, NULL, 0 FROM systems WHERE true ON CONFLICT (system_id) DO NOTHING"),
            CancellationToken.None);
        foreach (var (person, post) in new[] { (scene.WriterPerson, "on-duty"), (scene.LeadPerson, "shift-lead") })
            Assert.That((await scene.Lead.PostAsync("/api/v1/duty", $$"""{"person":"{{person}}","post":"{{post}}","from":"{{DrillScene.Instant(DrillScene.Now.AddDays(-1))}}","to":"{{DrillScene.Instant(DrillScene.Now.AddDays(2))}}"}""")).Code, Is.EqualTo(201));
    }

    [TearDown]
    public async Task StopAsync()
    {
        await scene.DisposeAsync();
        await server.DisposeAsync();
    }

    [Test]
    public async Task The_guard_is_really_live()
    {
        var real = DrillScene.Report();
        real["drill"] = false;
        await scene.FileAsync(real);
        await SettleAsync(() => server.Messages.SelectMany(mail => mail.To).Contains("tiepnhan@vncert.example"));
    }

    [Test]
    public async Task While_it_runs_its_own_people_get_marked_mail_and_nobody_else_gets_any()
    {
        var id = await scene.RunAsync();
        var number = (string)(await scene.FileAsync())["number"]!;
        await EverythingAsync(number);
        await SettleAsync(() => Told().Count > 0);
        await scene.Clock.UntilWaitingAsync();
        await PassAsync(TimeSpan.FromMinutes(40));

        Assert.That(Told().Select(mail => mail.To).Distinct(), Is.EqualTo(new[] { "hoa@desk.example" }));
        Assert.That(Told().Select(mail => mail.Subject), Is.All.Contains("DIỄN TẬP / DRILL"));
        Assert.That(await StatesAsync("centre_id IS NOT NULL"), Is.SubsetOf(new[] { "simulated", "superseded", "awaiting-approval", "planned", "cancelled" }));
        Assert.That(await StatesAsync("centre_id IS NOT NULL"), Has.Member("simulated"));
        var received = Told().Count;

        await DrillScene.DoAsync(scene.Writer, id, "findings", """{"summary":"Đạt"}""");
        Assert.That((await scene.Writer.PostAsync($"/api/v1/incidents/{number}/escalations", $$"""{"to":"next-rung","reason":"x","asOf":"{{DrillScene.Instant(scene.Clock.GetUtcNow())}}"}""")).Code, Is.LessThan(500));
        await PassAsync(TimeSpan.FromMinutes(40));
        Assert.That(Told(), Has.Count.EqualTo(received), "after its end its own people are told nothing either");
    }

    [Test]
    public async Task Without_a_running_drill_nobody_gets_any_of_what_is_reported()
    {
        var planned = await scene.AddAsync();
        await DrillScene.DoAsync(scene.Lead, planned, "approval");
        var number = (string)(await scene.FileAsync())["number"]!;
        Assert.That((await scene.Writer.PutAsync($"/api/v1/incidents/{number}/drill", $$"""{"drill":"{{planned}}"}""")).Code, Is.EqualTo(200), "approved, but it does not run");
        Assert.That((await scene.Writer.PutAsync($"/api/v1/incidents/{number}/drill-participants", $$"""{"people":["{{scene.WriterPerson}}","{{scene.LeadPerson}}"]}""")).Code, Is.EqualTo(200));
        await EverythingAsync(number);
        await SettleAsync(async () => (await StatesAsync("1 = 1")).Contains("simulated"));
        await PassAsync(TimeSpan.FromMinutes(40));

        // That it was approved is told to its own people by the plan itself; of what is reported nobody hears.
        Assert.That(Told().Select(mail => (mail.To, mail.Subject.Contains("Diễn tập đã được phê duyệt", StringComparison.Ordinal))), Is.EqualTo(new[] { ("hoa@desk.example", true) }));
        Assert.That(await StatesAsync("1 = 1"), Has.None.AnyOf("accepted", "delivered", "in-doubt", "retry-wait", "failed"));
    }

    // Each act that tells somebody something.
    private async Task EverythingAsync(string number)
    {
        var now = DrillScene.Instant(scene.Clock.GetUtcNow());
        var acts = new (string Method, string Door, string Body)[]
        {
            ("POST", "escalations", $$"""{"to":"vncert","reason":"x","asOf":"{{now}}"}"""), ("POST", "escalations", $$"""{"to":"ncsc","reason":"x","asOf":"{{now}}"}"""),
            ("POST", "escalations", $$"""{"to":"next-rung","reason":"x","asOf":"{{now}}"}"""), ("PUT", "classification", """{"category":"intrusions/system-compromise","reason":"x"}"""),
            ("PUT", "severity", """{"severity":"critical","serious":true,"reason":"x"}"""), ("POST", "comments", """{"text":"x","visibility":"agency"}"""),
        };
        foreach (var (method, door, body) in acts)
        {
            var answer = method == "PUT" ? await scene.Writer.PutAsync($"/api/v1/incidents/{number}/{door}", body) : await scene.Writer.PostAsync($"/api/v1/incidents/{number}/{door}", body);
            Assert.That(answer.Code, Is.LessThan(500), $"{door}: {answer.Json?.ToJsonString()}");
        }
        var later = DrillScene.Report();
        (later["kind"], later["incident"], later["title"]) = ("progress", number, "Diễn biến mới");
        Assert.That((await scene.Agency.FileAsync(later)).Code, Is.EqualTo(201));
        var approvals = (JsonArray)(await scene.Lead.ReadAsync("/api/v1/approvals?state=open")).Json!["items"]!;
        foreach (var approval in approvals)
            await scene.Lead.PutAsync($"/api/v1/approvals/{approval!["id"]}", $$"""{"decision":"approve","contentHash":"{{approval["contentHash"]}}","note":"x"}""");
        foreach (var delivery in (JsonArray)(await scene.Lead.ReadAsync("/api/v1/deliveries?limit=200")).Json!["items"]!)
            await scene.Lead.PostAsync($"/api/v1/deliveries/{delivery!["id"]}/retry", """{"reason":"x"}""");
    }

    /// <summary>All mail but what the desk says of itself: its watchdog sees the clock of the test jump.</summary>
    private List<(string To, string Subject)> Told() =>
    [
        .. server.Messages.Select(mail => (mail.To.Single(), new MimeReading(mail.Content).Decoded("Subject"))).Where(mail => !mail.Item2.EndsWith("watchdog", StringComparison.Ordinal)),
    ];

    private async Task<IReadOnlyList<string>> StatesAsync(string condition) => await scene.Desk.Database.ReadAsync(
        reading => reading.QueryAsync<string>($"SELECT DISTINCT state FROM deliveries WHERE incident_id IS NOT NULL AND {condition}"), CancellationToken.None);

    private Task SettleAsync(Func<bool> isThere) => SettleAsync(() => Task.FromResult(isThere()));

    private async Task SettleAsync(Func<Task<bool>> isThere) => await Waiting.ForAsync(async () =>
    {
        await StepAsync(TimeSpan.FromSeconds(1));
        return await isThere();
    });

    private async Task PassAsync(TimeSpan by)
    {
        for (var left = by; left > TimeSpan.Zero; left -= Longest)
            await StepAsync(Longest);
    }

    // The rooms look around by the desk's clock, which goes on while we wait; but no lease runs out under a hand that is only slow.
    private async Task StepAsync(TimeSpan by)
    {
        scene.Clock.Advance(by);
        for (var turn = 0; turn < 200 && (turn < 2 || await IsBusyAsync()); turn++)
            await Task.Delay(10);
    }

    private async Task<bool> IsBusyAsync() => await scene.Desk.Database.ReadAsync(
        reading => reading.SingleAsync<long>(
            "SELECT count(*) FROM deliveries WHERE state = 'claimed' OR (state = 'queued' AND next_attempt_at <= @now)", new { now = scene.Clock.GetUtcNow() }),
        CancellationToken.None) > 0;
}
