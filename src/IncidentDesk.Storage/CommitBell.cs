namespace IncidentDesk.Storage;

/// <summary>Lets loops sleep until something was committed or some time has passed.</summary>
public sealed class CommitBell
{
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long rings;

    /// <summary>How often it rang: higher than before the write for whoever was answered by one.</summary>
    public long Rings => Volatile.Read(ref rings);

    public void Ring()
    {
        Interlocked.Increment(ref rings);
        var rung = Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously));
        rung.TrySetResult();
    }

    /// <summary>The next ring after this call. Take it before looking for work, await it after finding none.</summary>
    public Task NextRing => Volatile.Read(ref next).Task;
}
