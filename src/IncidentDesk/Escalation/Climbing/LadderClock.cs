using IncidentDesk.Escalation.Ladders;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation.Climbing;

/// <summary>
/// Climbs what is due, warns holders and lets acknowledgements expire. It sleeps until something was committed or the next of them is due,
/// and only writes rows: the post room calls. After a time of standing still each incident climbs one step and waits its patience again.
/// </summary>
public sealed class LadderClock(Database database, Ascent ascent, Holding holding, Crews crews, TimeProvider clock, ILogger<LadderClock> log)
    : WokenLoop("ladder-clock", "The ladder clock could not turn", TimeSpan.FromMilliseconds(50), database, clock, log)
{
    private const int MostAtOnce = 50;

    private static readonly string[] Instants = ["climb_at", "warn_at", "expires_at"];

    /// <summary>An incident that cannot be climbed holds no other; it is tried again after this.</summary>
    private static readonly TimeSpan PutOff = TimeSpan.FromSeconds(60);

    /// <summary>Does what is due now, each incident in a transaction of its own.</summary>
    /// <returns>How many were due; there may be more.</returns>
    public override async Task<int> TurnAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        if (await Database.ReadAsync(NextDueAsync, cancellation) is not { } next || next > now)
            return 0;
        var (crew, climbs, warnings, endings) = await Database.ReadAsync(async reading => (
            await crews.ReadAsync(reading, now, now.AddMilliseconds(1)),
            await DueAsync(reading, "climb_at", now), await DueAsync(reading, "warn_at", now), await DueAsync(reading, "expires_at", now)), cancellation);
        await Task.WhenAll(
        [
            .. climbs.Select(incident => AloneAsync(incident, transaction => ascent.WhenDueAsync(transaction, incident, crew, now), cancellation)),
            .. warnings.Select(incident => AloneAsync(incident, transaction => holding.WarnAsync(transaction, incident, crew, now), cancellation)),
        ]);
        await Task.WhenAll(
            endings.Select(incident => AloneAsync(incident, transaction => holding.ExpireAsync(transaction, incident, now), cancellation)));
        return climbs.Count + warnings.Count + endings.Count;
    }

    private async Task AloneAsync<T>(Guid incident, Func<Transaction, Task<T>> step, CancellationToken cancellation)
    {
        try
        {
            await Database.WriteAsync(step, cancellation);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or StorageOutageException or OverloadedException))
        {
            log.LogError(fault, "The ladder of incident {Incident} could not be climbed; it is tried again in {PutOff}.", incident, PutOff);
            await Database.WriteAsync(transaction => PutOffAsync(transaction, incident, Clock.GetUtcNow()), cancellation);
        }
    }

    private static async Task PutOffAsync(Transaction transaction, Guid incident, DateTimeOffset now)
    {
        await transaction.ExecuteAsync(
            """
            UPDATE incident_ladders SET climb_at = CASE WHEN climb_at <= @now THEN @later ELSE climb_at END,
                warn_at = CASE WHEN warn_at <= @now THEN @later ELSE warn_at END, expires_at = CASE WHEN expires_at <= @now THEN @later ELSE expires_at END
            WHERE incident_id = @incident
            """,
            new { incident, now, later = now + PutOff });
        if (await ClimbingIncident.FindAsync(transaction, incident) is { } found)
            await ClimbAlarms.RaiseAsync(
                transaction, ClimbAlarms.Stuck, "critical", found,
                "its ladder cannot be climbed: the desk does not know whom to call. Call somebody, and tell an administrator.",
                "không gọi được theo thang: hệ thống không xác định được người cần gọi. Hãy gọi người và báo quản trị viên.", now);
    }

    private static Task<IReadOnlyList<Guid>> DueAsync(Reading reading, string column, DateTimeOffset now) => reading.QueryAsync<Guid>(
        $"SELECT incident_id FROM incident_ladders WHERE {column} IS NOT NULL AND {column} <= @now ORDER BY {column}, incident_id LIMIT {MostAtOnce}",
        new { now });

    // One question for all three, asked after every commit; of each the first row of its index.
    protected override Task<DateTimeOffset?> NextDueAsync(Reading reading) => reading.SingleAsync<DateTimeOffset?>(
        $"SELECT min(due) FROM ({string.Join(" UNION ALL ", Instants.Select(column =>
            $"SELECT (SELECT {column} FROM incident_ladders WHERE {column} IS NOT NULL ORDER BY {column}, incident_id LIMIT 1) AS due"))}) dues");
}
