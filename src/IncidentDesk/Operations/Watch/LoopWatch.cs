using IncidentDesk.Storage;

namespace IncidentDesk.Operations.Watch;

/// <summary>A loop that has not turned for a while hangs or has died: what it should do is not done, however healthy the rows look.</summary>
public sealed class LoopWatch(IEnumerable<ILoop> loops, WatchNode node, TimeProvider clock) : IWatch
{
    /// <summary>Three times the longest sleep of a loop.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly DateTimeOffset since = clock.GetUtcNow();

    public Task<IReadOnlyList<Trouble>> LookAsync(Reading reading, DateTimeOffset now) => Task.FromResult<IReadOnlyList<Trouble>>(
    [
        .. loops.Where(loop => now - (loop.TurnedAt ?? since) > Limit).Select(loop => new Trouble(
            Trouble.Watchdog, "critical", $"loop-{loop.Name}@{node.Text}",
            $"The loop {loop.Name} of {node.Text} has not turned for {Limit.TotalMinutes:0} minutes. Look at the log and start the desk again.",
            $"Vòng lặp {loop.Name} trên {node.Text} đã đứng quá {Limit.TotalMinutes:0} phút. Hãy xem nhật ký và khởi động lại hệ thống.")),
    ]);
}

/// <summary>How alarms tell apart what only one process knows.</summary>
public sealed record WatchNode(string Text)
{
    public static WatchNode Of(string dataDirectory) => new($"{Environment.MachineName}:{Path.GetFullPath(dataDirectory)}");
}
