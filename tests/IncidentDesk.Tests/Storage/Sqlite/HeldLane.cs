using IncidentDesk.Storage;

namespace IncidentDesk.Tests.Storage.Sqlite;

/// <summary>Holds the lane until all the writes wait, so that they share one commit.</summary>
internal static class HeldLane
{
    public static async Task ThenAsync(Database database, Func<Task[]> queue)
    {
        using var held = new ManualResetEventSlim();
        using var waiting = new ManualResetEventSlim();
        var holder = database.WriteAsync(_ =>
        {
            held.Set();
            waiting.Wait();
            return Task.CompletedTask;
        }, CancellationToken.None);
        held.Wait();
        var writes = queue();
        waiting.Set();
        await holder;
        await Task.WhenAll(writes);
    }
}
