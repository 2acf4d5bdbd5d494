using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Keys;

/// <summary>Each minute: writes down which keys were used since, and says which will end soon. With nothing to say it writes nothing.</summary>
public sealed class KeyClock(Database database, KeyRing keys, TimeProvider clock, ILogger<KeyClock> log)
    : TurningLoop("keys", "The uses of keys could not be written down", TimeSpan.FromMinutes(1), clock, log)
{
    protected override LogLevel Severity => LogLevel.Warning;

    public override async Task TurnAsync(CancellationToken cancellation)
    {
        await WriteUsesAsync(cancellation);
        var now = Clock.GetUtcNow();
        if (await database.ReadAsync(reading => EndingKeys.AnythingToSayAsync(reading, now), cancellation))
            await database.WriteAsync(transaction => EndingKeys.SayAsync(transaction, now), cancellation);
    }

    private async Task WriteUsesAsync(CancellationToken cancellation)
    {
        var uses = keys.TakeUsed();
        if (uses.Count == 0)
            return;
        try
        {
            await database.WriteAsync(async transaction =>
            {
                // In one order on every node: two that wrote them crosswise would wait for each other.
                foreach (var (id, at) in uses.OrderBy(use => use.Key))
                    await transaction.ExecuteAsync(
                        "UPDATE keys SET last_used_at = @at WHERE id = @id AND (last_used_at IS NULL OR last_used_at < @at)", new { id, at });
            }, cancellation);
        }
        catch
        {
            keys.KeepUsed(uses);
            throw;
        }
    }
}
