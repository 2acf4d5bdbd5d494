namespace IncidentDesk.Storage.Sqlite;

/// <summary>A write in the lane: run once its turn comes, answered once its commit is durable.</summary>
internal abstract class WaitingWrite
{
    /// <summary>Why this write alone was rolled back.</summary>
    public Exception? Refusal { get; set; }

    public abstract bool DroppedByCaller();

    public abstract void Run(Transaction transaction);

    /// <summary>After the commit: the result, or the refusal.</summary>
    public abstract void Answer();

    public abstract void Fail(Exception cause);
}

internal sealed class WaitingWrite<T>(Func<Transaction, Task<T>> work, CancellationToken cancellation) : WaitingWrite
{
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T result = default!;

    public Task<T> Answered => answer.Task;

    public override bool DroppedByCaller() => cancellation.IsCancellationRequested && answer.TrySetCanceled(cancellation);

    // Work that awaits nothing but its transaction is complete when it returns; whatever else it awaits, the lane waits for.
    public override void Run(Transaction transaction) => result = work(transaction).GetAwaiter().GetResult();

    public override void Answer()
    {
        if (Refusal is null)
            answer.TrySetResult(result);
        else
            Fail(Refusal);
    }

    public override void Fail(Exception cause) => answer.TrySetException(cause);
}
