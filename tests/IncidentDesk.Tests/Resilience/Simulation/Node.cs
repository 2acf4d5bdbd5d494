using IncidentDesk.Channels;
using IncidentDesk.Delivery;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Escalation;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>One process of the desk: the product's own post room and ladder clock, wired as the product wires it, with simulated peers behind its channels.</summary>
internal sealed class Node : IDisposable
{
    private readonly ServiceProvider parts;
    private readonly Database database;
    private readonly Dictionary<string, Turn> turns = [];

    public Node(string name, World world)
    {
        (Name, World, database) = (name, world, world.Store.OfNode(world.Clock));
        var services = new ServiceCollection().AddLogging(logging => logging.ClearProviders().AddProvider(new NodeLog(this)))
            .AddSingleton(world.Store.Settings).AddSingleton(Province.Library)
            .AddSingleton<TimeProvider>(world.Clock).AddSingleton(database)
            .AddDelivery(world.Store.Settings).AddEscalation();
        services.RemoveAll<IChannel>().RemoveAll<IScribe>().RemoveAll<NodeName>();
        services.AddSingleton(new NodeName(name)).AddSingleton<IScribe, ShortScribe>()
            .AddSingleton<IChannel>(world.Plant.Channel(new SimulatedChannel(this, "mail")));
        parts = services.BuildServiceProvider();
        parts.GetRequiredService<Seal>().CheckAsync(CancellationToken.None).GetAwaiter().GetResult();
        Loops =
        [
            ("post room", RoomAsync), ("rounds", () => Part<Rounds>().TurnAsync(CancellationToken.None)),
            ("ladder clock", () => Part<LadderClock>().TurnAsync(CancellationToken.None)),
        ];
        world.Plant.Bend(this);
    }

    public string Name { get; }

    public World World { get; }

    public NodeThread Thread { get; } = new();

    public bool IsPaused { get; set; }

    /// <summary>What turns on this node; each at most once at a time, as in the product.</summary>
    public IReadOnlyList<(string Name, Func<Task> Turn)> Loops { get; private set; }

    public T Part<T>()
        where T : notnull => parts.GetRequiredService<T>();

    /// <summary>Puts something into the place of a loop; for faults that are planted.</summary>
    public void Instead(string loop, Func<Task> turn) =>
        Loops = [.. Loops.Select(one => one.Name == loop ? (loop, turn) : one)];

    public void Before(string loop, Func<Task> turn)
    {
        var usual = Loops.Single(one => one.Name == loop).Turn;
        Instead(loop, async () =>
        {
            await turn();
            await usual();
        });
    }

    public bool MayTurn(string loop) => !turns.TryGetValue(loop, out var turn) || turn.IsOver;

    public void Start(string loop)
    {
        var turn = turns[loop] = new Turn();
        Thread.Post(_ => turn.Task = Loops.Single(one => one.Name == loop).Turn(), null);
    }

    /// <exception cref="InvariantBrokenException">A turn ended with a fault that no outage explains.</exception>
    public void LookAtTurns()
    {
        foreach (var (loop, turn) in turns)
            if (turn.Task?.Exception?.InnerException is { } fault && !World.IsExpected(fault))
                throw new InvariantBrokenException("I8", $"the {loop} of {Name} broke off: {fault}");
    }

    public void Dispose()
    {
        parts.Dispose();
        if (!ReferenceEquals(database, World.Store.Database))
            Task.Run(async () => await database.DisposeAsync()).Wait();
    }

    private async Task RoomAsync()
    {
        var (begun, step, setBacks) = (World.Clock.GetUtcNow(), World.StepNumber, World.SetBacks);
        // Hands that rest, because the breaker is open, leave what is due where it is.
        var hands = Part<Hands>().Free().ContainsKey("mail");
        var work = await Part<PostRoom>().TurnAsync(CancellationToken.None);
        // On a server a turn goes past what another node is just claiming.
        var isAlone = World.Store.Database.Engine == "sqlite";
        if (work.Count == 0 && isAlone && hands && Part<Hands>().Free().ContainsKey("mail") && World.SetBacks == setBacks)
            World.Checker.AfterIdleTurn(begun, step);
    }

    private sealed class Turn
    {
        public Task? Task { get; set; }

        public bool IsOver => Task is { IsCompleted: true };
    }
}
