using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Agencies;

/// <summary>
/// Looks each minute whether an agency has come to its end, so that its successor sees its records from that day on; and at start gives those
/// names their place in the list that were stored before there was one. With nothing to do it writes nothing.
/// </summary>
public sealed class SuccessionClock(Database database, AgencyRegister register, TimeProvider clock, ILogger<SuccessionClock> log)
    : TurningLoop("succession", "The succession of agencies could not be looked at", TimeSpan.FromMinutes(1), clock, log)
{
    protected override LogLevel Severity => LogLevel.Warning;

    public override async Task TurnAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        if (await database.ReadAsync(NamesWithoutPlace.AnyAsync, cancellation))
            await database.WriteAsync(NamesWithoutPlace.FillAsync, cancellation);
        if (!await database.ReadAsync(reading => AgencyTree.IsBehindAsync(reading, now), cancellation))
            return;
        await database.WriteAsync(transaction => AgencyTree.GrowAsync(transaction, now), cancellation);
        register.Forget();
    }
}
