namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>All faults end, hours pass, and everything that is owed must be done or be in a person's hands.</summary>
internal sealed class Calm(World world)
{
    private const int MostRounds = 60;
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(16);
    private readonly Machines machines = world.Machines;

    public void Run()
    {
        machines.StoreIsAway = false;
        world.Peers.Weather = "fair";
        world.Say("everything is well again");
        foreach (var node in machines.Alive.Where(node => node.IsPaused))
            machines.Wake(node);
        // On a server a node's rows are freed by itself or by the server's clock, which nobody here can turn.
        while (machines.Alive.Count == 0 || (machines.MayStart && world.Store.Database.Engine == "postgres"))
            world.Step(machines.StartOne);
        world.Step(world.People.VerifyContacts);
        for (var round = 0; round < MostRounds; round++)
        {
            if (round == 2)
                world.Step(world.People.EndAll);
            world.Step(world.People.AnswerCalls);
            foreach (var node in machines.Alive)
                foreach (var (loop, _) in node.Loops)
                    if (node.MayTurn(loop))
                        world.Step(() => node.Start(loop));
            Rest();
            if (round > 2 && Next() is null && !IsLetterUnwritten())
                break;
            world.Step(() => world.Advance(Wait()));
        }
        world.Checker.AtTheEnd();
    }

    private void Rest()
    {
        while (true)
            if (machines.Alive.FirstOrDefault(node => node.Thread.Ready > 0) is { } busy)
                world.StepOfNodes(() => machines.RunOne(busy));
            else if (world.Peers.Open > 0)
                world.Step(world.Peers.Step);
            else
                return;
    }

    private TimeSpan Wait()
    {
        var wait = (Next() ?? world.Clock.GetUtcNow()) - world.Clock.GetUtcNow();
        return wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait > Most ? Most : wait;
    }

    /// <summary>A round of the post room writes what waits for approval; it has not come by since the last letter began to wait.</summary>
    private bool IsLetterUnwritten() => world.Read(reading => reading.SingleAsync<long>(
        "SELECT count(*) FROM deliveries WHERE state = 'awaiting-approval' AND content IS NULL")) > 0;

    /// <summary>When somebody must look again at what is not yet with a person.</summary>
    private DateTimeOffset? Next() => world.Read(reading => reading.SingleAsync<DateTimeOffset?>(
        """
        SELECT min(CASE WHEN next_channel_at < next_attempt_at OR next_attempt_at IS NULL THEN next_channel_at ELSE next_attempt_at END) FROM deliveries
        WHERE (next_channel_at IS NOT NULL OR next_attempt_at IS NOT NULL) AND channel = 'mail'
            AND NOT (state = 'in-doubt' AND EXISTS (SELECT 1 FROM alarms WHERE alarms.subject = deliveries.id AND alarms.ended_at IS NULL AND alarms.kind = 'in-doubt'))
        """));
}
