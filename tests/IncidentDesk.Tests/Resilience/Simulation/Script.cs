namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>What happens next, drawn from the seed.</summary>
internal sealed class Script(World world)
{
    private readonly Machines machines = world.Machines;

    public void Run(int steps)
    {
        world.Step(machines.StartOne);
        if (world.Chance(60))
            world.Step(machines.StartOne);
        for (var i = 0; i < steps; i++)
            One();
    }

    private void One()
    {
        var ready = machines.Running.Where(node => node.Thread.Ready > 0).ToList();
        // On a server whoever is in the middle of something holds locks: nothing else happens but that others begin.
        if (ready.Count > 0 && world.Store.Database.Engine == "postgres" && world.Chance(20))
            world.Step(Turn);
        else if (ready.Count > 0 && (world.Store.Database.Engine == "postgres" || world.Chance(72)))
            world.StepOfNodes(() => machines.RunOne(world.Pick(ready)));
        else if (world.Peers.Open > 0 && world.Chance(45))
            world.Step(world.Peers.Step);
        else
            world.Step(() => Happening(ready.Count == 0));
    }

    private void Happening(bool isQuiet)
    {
        switch (world.Below(100))
        {
            case < 42:
                Turn();
                break;
            case < 62:
                world.People.Act();
                break;
            case < 82:
                Pass(isQuiet);
                break;
            case < 86:
                world.Peers.Turn();
                break;
            case < 90 when machines.Alive.Count > 0:
                machines.Kill(world.Pick(machines.Alive));
                break;
            case < 95 when machines.MayStart && !machines.StoreIsAway:
                machines.StartOne();
                break;
            case < 97:
                PauseOrWake();
                break;
            case < 98:
                machines.StoreIsAway = !machines.StoreIsAway && world.Store.Database.Engine == "sqlite";
                world.Say(machines.StoreIsAway ? "the store is away" : "the store is there");
                break;
            case < 99:
                // Never by whole seconds: an instant that came twice would give ids whose order is chance.
                world.Jump(TimeSpan.FromMilliseconds(world.Below(240_000) - 120_000));
                break;
        }
    }

    private void Turn()
    {
        if (machines.Running.Count == 0)
            return;
        var node = world.Pick(machines.Running);
        // The post room turns more often than all others together.
        var loop = world.Chance(60) ? node.Loops[0] : world.Pick(node.Loops);
        if (node.MayTurn(loop.Name))
            node.Start(loop.Name);
    }

    private void Pass(bool isQuiet)
    {
        if (isQuiet && world.Chance(35))
            world.Advance(TimeSpan.FromSeconds(60 + world.Below(1200)));
        else if (world.Chance(60))
            world.Advance(TimeSpan.FromSeconds(1 + world.Below(30)));
        else
            world.Advance(TimeSpan.FromMilliseconds(1 + world.Below(900)));
    }

    private void PauseOrWake()
    {
        if (machines.Alive.FirstOrDefault(node => node.IsPaused) is { } paused && world.Chance(70))
            machines.Wake(paused);
        else if (machines.Running.Count > 0)
            machines.Pause(world.Pick(machines.Running));
    }
}
