using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery;

/// <summary>The life of a delivery is the database's to keep: whatever a statement says, an illegal move is not made.</summary>
public sealed class LifeTests
{
    // The contract's table.
    private static readonly string[] Legal =
    [
        "planned: awaiting-approval queued cancelled superseded", "awaiting-approval: queued cancelled superseded",
        "queued: claimed failed cancelled superseded", "retry-wait: claimed failed cancelled superseded",
        "claimed: accepted simulated suppressed retry-wait failed in-doubt awaiting-approval cancelled superseded",
        "in-doubt: claimed accepted failed cancelled", "accepted: delivered acknowledged failed", "delivered: acknowledged failed",
        "failed: queued", "simulated: queued", "suppressed: queued",
    ];

    [Test]
    public async Task The_legal_moves_are_those_of_the_contract()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var kept = await scene.ListAsync<string>("SELECT from_state || ' ' || to_state FROM delivery_moves");

        var agreed = Legal.Select(line => line.Split(": ")).SelectMany(line => line[1].Split(' ').Select(to => $"{line[0]} {to}"));
        Assert.That(kept, Is.EquivalentTo(agreed));
    }

    [TestCase("UPDATE deliveries SET came_from = state, state = 'acknowledged'", TestName = "A_delivery_cannot_be_moved: where no move leads")]
    [TestCase("UPDATE deliveries SET state = 'claimed'", TestName = "A_delivery_cannot_be_moved: without saying from where")]
    [TestCase("UPDATE deliveries SET came_from = 'accepted', state = 'delivered'", TestName = "A_delivery_cannot_be_moved: from where it never was")]
    [TestCase("UPDATE deliveries SET came_from = state, state = 'sent'", TestName = "A_delivery_cannot_be_moved: into a state that there is not")]
    public async Task A_delivery_cannot_be_moved(string statement)
    {
        await using var scene = await PostRoomScene.StartAsync();
        var delivery = await scene.QueuedAsync();

        Assert.That(async () => await scene.WriteAsync(statement), Throws.Exception);

        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("queued"));
    }

    [TestCase("queued", "accepted")]
    [TestCase("accepted", "queued")]
    [TestCase("failed", "claimed")]
    public async Task A_history_that_never_was_cannot_be_written(string from, string to)
    {
        await using var scene = await PostRoomScene.StartAsync();
        var delivery = await scene.QueuedAsync();

        Assert.That(async () => await scene.WriteAsync(
            "INSERT INTO delivery_history (delivery_id, n, at, from_state, to_state, actor) VALUES (@delivery, 2, 0, @from, @to, 'desk')",
            new { delivery, from, to }), Throws.Exception);

        Assert.That(await scene.LifeAsync(delivery), Is.EqualTo("queued"));
    }

    [Test]
    public async Task Nobody_is_born_into_the_middle_of_a_life()
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.QueuedAsync();

        Assert.That(async () => await scene.WriteAsync("UPDATE deliveries SET came_from = NULL, state = 'claimed'"), Throws.Exception);
        Assert.That(async () => await scene.WriteAsync(
            """
            INSERT INTO deliveries (id, about, cause_kind, cause_ref, channel, recipient, recipient_role, recipient_name, address, state, way, guard,
                message_id, planned_at, attempts, moves, next_channels)
            VALUES ('x', 'desk', 'test', '', 'mail', 'x', 'x', 'x', 'x', 'accepted', 'automatic', 'live', '', 0, 0, 1, '')
            """), Throws.Exception);
    }

    [Test]
    public async Task Each_move_has_one_line_of_history_and_the_row_says_the_same()
    {
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(
            new IncidentDesk.Channels.Outcome(IncidentDesk.Channels.Verdict.Transient, "451 later")));
        var delivery = await scene.QueuedAsync();
        var room = scene.Room();
        await PostRoomScene.TurnAsync(room);
        scene.Clock.Advance(TimeSpan.FromSeconds(15));
        await PostRoomScene.TurnAsync(room);

        Assert.That(await scene.LifeAsync(delivery), Is.EqualTo("queued claimed retry-wait claimed accepted"));
        Assert.That(await scene.ListAsync<string>(
            """
            SELECT deliveries.state FROM deliveries JOIN delivery_history ON delivery_history.delivery_id = deliveries.id
            WHERE delivery_history.n = deliveries.moves AND delivery_history.from_state = deliveries.came_from
              AND delivery_history.to_state = deliveries.state
            """), Is.EqualTo(new[] { "accepted" }));
    }
}
