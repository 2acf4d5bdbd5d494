namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>The nodes: they start, die between any two lines, and stand still for a while, as machines do.</summary>
internal sealed class Machines(World world) : IDisposable
{
    private static readonly string[] NodeNames = ["n1", "n2", "n3"];
    private readonly List<Node> all = [];
    private readonly List<Node> alive = [];

    public IReadOnlyList<Node> Alive => alive;

    /// <summary>Those whose processor runs.</summary>
    public IReadOnlyList<Node> Running => [.. alive.Where(node => !node.IsPaused)];

    /// <summary>How much waits to be run on those.</summary>
    public int Ready => Running.Sum(node => node.Thread.Ready);

    /// <summary>While true, every write of a node finds the store away.</summary>
    public bool StoreIsAway { get; set; }

    public bool MayStart => alive.Count < NodeNames.Length;

    public void StartOne()
    {
        var name = NodeNames.First(one => alive.All(node => node.Name != one));
        var node = new Node(name, world);
        all.Add(node);
        alive.Add(node);
        world.Say($"{name} starts");
    }

    public void Kill(Node node)
    {
        world.Say($"{node.Name} is killed");
        world.Tally.Kills++;
        node.Thread.Die();
        alive.Remove(node);
        world.Peers.Lose(node);
    }

    public void Pause(Node node)
    {
        world.Say($"{node.Name} stands still");
        world.Tally.Pauses++;
        node.IsPaused = true;
    }

    public void Wake(Node node)
    {
        world.Say($"{node.Name} goes on");
        node.IsPaused = false;
    }

    public void RunOne(Node node) => node.Thread.Run(world.Below(node.Thread.Ready));

    public void Look()
    {
        foreach (var node in alive)
            node.LookAtTurns();
    }

    public void Dispose()
    {
        foreach (var node in all)
            node.Dispose();
    }
}
