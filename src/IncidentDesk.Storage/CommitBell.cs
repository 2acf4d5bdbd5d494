namespace IncidentDesk.Storage;

/// <summary>Lets loops sleep until something was committed or some time has passed.</summary>
public sealed class CommitBell
{
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Ring()
    {
        var rung = Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously));
        rung.TrySetResult();
    }

    /// <summary>The next ring after this call. Take it before looking for work, await it after finding none.</summary>
    public Task NextRing => Volatile.Read(ref next).Task;
}
