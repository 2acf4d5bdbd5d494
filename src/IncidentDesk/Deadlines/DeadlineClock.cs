using IncidentDesk.Incidents;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Deadlines;

/// <summary>
/// Asks the rules again where facts have changed, plants the clock rows of each duty, and fires those whose instant has come: each once, however
/// many nodes and however long the desk stood still. It sleeps until something was committed or the next of them is due.
/// </summary>
public sealed class DeadlineClock(
    Database database, Duties duties, ClockRows rows, Firing firing, TimeProvider clock, ILogger<DeadlineClock> log)
    : WokenLoop("deadline-clock", "The deadline clock could not turn", TimeSpan.FromMilliseconds(200), database, clock, log)
{
    private const int MostAtOnce = 50;

    /// <summary>What cannot be done holds nothing else; it is tried again after this.</summary>
    private static readonly TimeSpan PutOff = TimeSpan.FromSeconds(60);

    /// <summary>Does what is due now, each in a transaction of its own.</summary>
    /// <returns>How much was done; there may be more.</returns>
    public override async Task<int> TurnAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        var done = 0;
        foreach (var incident in await Database.ReadAsync(reading => AskedAsync(reading, now), cancellation))
            done += await AskAsync(incident, now, cancellation) ? 1 : 0;
        done += await rows.PlantAsync(now, cancellation);
        for (var fired = 0; fired < MostAtOnce && await FireAsync(now, cancellation); fired++)
            done++;
        return done;
    }

    // What is put off is due all the while.
    protected override TimeSpan Nap => TimeSpan.FromSeconds(1);

    protected override Task<DateTimeOffset?> NextDueAsync(Reading reading) => ClockRows.NextAsync(reading);

    private static Task<IReadOnlyList<Guid>> AskedAsync(Reading reading, DateTimeOffset now) => reading.QueryAsync<Guid>(
        $"""
        SELECT id FROM incidents WHERE duties_asked_at IS NOT NULL AND duties_asked_at <= @now ORDER BY duties_asked_at, id LIMIT {MostAtOnce}
        """,
        new { now });

    // The mark on the incident is the rule: of two nodes one takes it away, and only that one opens what is missing.
    private async Task<bool> AskAsync(Guid incident, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            return await Database.WriteAsync(async transaction =>
            {
                var isOurs = await transaction.ExecuteAsync(
                    "UPDATE incidents SET duties_asked_at = NULL WHERE id = @incident AND duties_asked_at IS NOT NULL", new { incident }) == 1;
                // What has ended owes nothing new; opened again, it is asked again.
                if (isOurs && await transaction.SingleAsync<long>(
                    "SELECT count(*) FROM incidents WHERE id = @incident AND ended_at IS NULL", new { incident }) == 1)
                    await duties.OpenAsync(transaction, incident, now);
                return isOurs;
            }, cancellation);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or StorageOutageException or OverloadedException))
        {
            log.LogError(fault, "The duties of incident {Incident} could not be asked for; it is tried again in {PutOff}.", incident, PutOff);
            await Database.WriteAsync(transaction => MetObligation.AskAgainAsync(transaction, incident, now + PutOff), cancellation);
            return false;
        }
    }

    private async Task<bool> FireAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        ClockRows.Mark? mark = null;
        try
        {
            return await Database.WriteAsync(async transaction =>
            {
                mark = await ClockRows.ClaimAsync(transaction, now);
                if (mark is not null)
                    await firing.FireAsync(transaction, mark, now);
                return mark is not null;
            }, cancellation);
        }
        catch (Exception fault) when (mark is not null && fault is not (OperationCanceledException or StorageOutageException or OverloadedException))
        {
            log.LogError(fault, "The mark {Mark} of obligation {Obligation} could not be fired; it is tried again in {PutOff}.", mark.Word, mark.ObligationId, PutOff);
            await Database.WriteAsync(transaction => ClockRows.PutOffAsync(transaction, mark, now + PutOff), cancellation);
            return true;
        }
    }
}
