namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>
/// The one thread of a simulated node. What is ready on it runs when the simulation says so: now, much later (the machine was paused), or
/// never (it was killed between two lines). So every await of the product is a place to die at, and the product knows nothing of it.
/// </summary>
internal sealed class NodeThread : SynchronizationContext
{
    private readonly Lock gate = new();
    private readonly List<(SendOrPostCallback Go, object? State)> ready = [];
    private bool isDead;

    public int Ready
    {
        get
        {
            lock (gate)
                return ready.Count;
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (gate)
            if (!isDead)
                ready.Add((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing waits for a node's thread.");

    public override SynchronizationContext CreateCopy() => this;

    public void Run(int which)
    {
        (SendOrPostCallback Go, object? State) one;
        lock (gate)
        {
            one = ready[which];
            ready.RemoveAt(which);
        }
        SetSynchronizationContext(this);
        try
        {
            one.Go(one.State);
        }
        finally
        {
            SetSynchronizationContext(null);
        }
    }

    public void Die()
    {
        lock (gate)
        {
            isDead = true;
            ready.Clear();
        }
    }
}
