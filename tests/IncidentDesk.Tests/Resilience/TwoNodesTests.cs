using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Resilience;

/// <summary>Two processes of the real program on one PostgreSQL database.</summary>
[Category("slow")]
[Category("killed")]
[OnlyOn("postgres", "A SQLite file is served by one process.")]
public sealed class TwoNodesTests
{
    // A lease is 60 s; two of them, and a slow machine.
    private static readonly TimeSpan TakenOver = TimeSpan.FromSeconds(150);

    [Test]
    public async Task Two_nodes_that_race_for_the_same_rows_send_each_mail_once()
    {
        await using var scene = await KillScene.StartAsync();
        await using var other = await scene.Desk.StartBesideAsync();
        var callers = new[] { scene.Caller, other.Client(scene.Desk.Key(KillScene.Agency)) };

        var numbers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async n =>
            (string)(await callers[n % 2].FileAsync(ExampleReport.Body(KillScene.Agency, $"race-{n}"))).Json!["number"]!));

        foreach (var number in numbers)
            Assert.That(scene.Received(await scene.AcceptedAsync(number)), Has.Count.EqualTo(1), number);
        Assert.That(await scene.ReadAsync(reading => reading.SingleAsync<long>(
            "SELECT count(DISTINCT note) FROM delivery_history WHERE to_state = 'in-doubt'")), Is.Zero);
    }

    [Test]
    public async Task A_node_that_stood_still_past_its_lease_is_not_believed_when_it_goes_on()
    {
        await using var scene = await KillScene.StartAsync();
        // The first node is stopped in the middle of a mail; its connection stays open, as that of a paused machine does.
        // The peer refuses the paused node's mail for good: whoever believed that late answer would end the delivery as failed.
        var gate = scene.HoldAtDot(() =>
        {
            scene.Mail.Once("dot", SmtpAct.Say("550 5.7.1 too late"));
            return Task.CompletedTask;
        });
        var number = (string)(await scene.Caller.FileAsync(ExampleReport.Body(KillScene.Agency, "paused"))).Json!["number"]!;
        await gate.Arrived;
        scene.Desk.Pause();
        await using var other = await scene.Desk.StartBesideAsync();
        gate.Open();
        for (var until = Environment.TickCount64 + (long)TakenOver.TotalMilliseconds; !await IsAcceptedAsync(scene, number); await Task.Delay(500))
            Assert.That(Environment.TickCount64, Is.LessThan(until), "the other node did not take over");

        scene.Desk.Continue();

        await Task.Delay(TimeSpan.FromSeconds(3));
        var delivery = await scene.DeliveryAsync(number);
        Assert.That((string?)delivery["state"], Is.EqualTo("accepted"));
        Assert.That(delivery["attempts"]!.AsArray().Select(attempt => (string?)attempt!["verdict"]), Is.EqualTo(new[] { "unknown", "ok" }));
        Assert.That(scene.Received(delivery), Has.Count.EqualTo(1));
    }

    private static Task<bool> IsAcceptedAsync(KillScene scene, string number) => scene.ReadAsync(async reading => await reading.SingleAsync<long>(
        """
        SELECT count(*) FROM deliveries JOIN incidents ON incidents.id = deliveries.incident_id
        WHERE incidents.number = @number AND deliveries.centre_id = 'vncert' AND deliveries.channel = 'mail' AND deliveries.state = 'accepted'
        """, new { number }) > 0);
}
