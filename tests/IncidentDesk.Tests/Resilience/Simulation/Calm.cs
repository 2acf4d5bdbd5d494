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
        if (machines.Alive.Count == 0)
            world.Step(machines.StartOne);
        world.Step(world.People.VerifyContacts);
        for (var round = 0; round < MostRounds; round++)
        {
            foreach (var node in machines.Alive)
                foreach (var (loop, _) in node.Loops)
                    if (node.MayTurn(loop))
                        world.Step(() => node.Start(loop));
            Rest();
            if (round > 2 && Next() is null)
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

    /// <summary>When somebody must look again at what is not yet with a person.</summary>
    private DateTimeOffset? Next() => world.Read(reading => reading.SingleAsync<DateTimeOffset?>(
        """
        SELECT min(next_attempt_at) FROM deliveries WHERE next_attempt_at IS NOT NULL
            AND NOT (state = 'in-doubt' AND EXISTS (SELECT 1 FROM alarms WHERE alarms.subject = deliveries.id AND alarms.ended_at IS NULL AND alarms.kind = 'in-doubt'))
        """));
}
