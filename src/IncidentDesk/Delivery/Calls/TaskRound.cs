using IncidentDesk.Audit;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery.Calls;

/// <summary>
/// Calls and papers that are due: their words are written, and they lie open for a person with nobody's name on them. What a rule does not let
/// a person do (a drill, a guard, a ladder that stopped) goes where the rule says, by the same courier as every message.
/// </summary>
public sealed class TaskRound(
    Database database, Claims claims, LastLook lastLook, Readying readying, Courier courier, TimeProvider clock, ILogger<TaskRound> log) : IRound
{
    private const int MostAtOnce = 50;

    public string What => "opening tasks for people";

    public async Task TurnAsync(CancellationToken cancellation)
    {
        foreach (var task in await DueAsync(cancellation))
            try
            {
                await OpenAsync(task, cancellation);
            }
            catch (Exception fault) when (StuckDelivery.IsCause(fault))
            {
                if (await LayAsideAsync(task, cancellation))
                    log.LogError(fault, "The task of delivery {Delivery} cannot be opened.", task);
            }
    }

    private Task<IReadOnlyList<Guid>> DueAsync(CancellationToken cancellation) =>
        database.ReadAsync(reading => reading.QueryAsync<Guid>(
            $"""
            SELECT id FROM deliveries
            WHERE channel IN ({PersonChannels.Listed}) AND state IN ('queued', 'retry-wait') AND next_attempt_at <= @now
            ORDER BY id LIMIT @most
            """,
            new { now = clock.GetUtcNow(), most = MostAtOnce }), cancellation);

    private async Task OpenAsync(Guid task, CancellationToken cancellation)
    {
        var standing = (await database.ReadAsync(reading => Standing.ReadAsync(reading, task), cancellation))!;
        // Another node, or a person, was quicker.
        if (standing.State is not (Queued or RetryWait))
            return;
        if (lastLook.Decide(standing, clock.GetUtcNow()).Course != Course.Send)
        {
            await SendElsewhereAsync(standing, cancellation);
            return;
        }
        var words = await readying.LetterAsync(standing, cancellation);
        await database.WriteAsync(transaction => OpenAsync(transaction, task, words), cancellation);
    }

    private async Task SendElsewhereAsync(Standing standing, CancellationToken cancellation)
    {
        if (await claims.TakeOneAsync(standing, cancellation) is not { } claim)
            return;
        try
        {
            await courier.CarryAsync(claim, cancellation);
        }
        catch (Exception fault) when (StuckDelivery.IsCause(fault))
        {
            log.LogError(fault, "Delivery {Delivery} could not be carried.", claim.Id);
            await claims.GiveBackAsync(claim, cancellation);
        }
    }

    /// <summary>Looks again in the transaction that opens it: what changed meanwhile is for the next round.</summary>
    private async Task OpenAsync(Transaction transaction, Guid task, string words)
    {
        var now = clock.GetUtcNow();
        var standing = (await Standing.ReadAsync(transaction, task))!;
        var look = lastLook.Decide(standing, now);
        if (look.Course != Course.Send || standing.Content != words)
            return;
        var opened = await transaction.ExecuteAsync(
            """
            UPDATE deliveries SET next_attempt_at = NULL, guard = @guard
            WHERE id = @task AND state IN ('queued', 'retry-wait') AND next_attempt_at <= @now
            """,
            new { task, guard = look.Guard, now });
        if (opened == 1)
            await Deliveries.TellAsync(transaction, new(task, standing.State, standing.State, now, Actor.Desk) { Said = TaskWords.Open(standing) });
    }

    private Task<bool> LayAsideAsync(Guid task, CancellationToken cancellation) =>
        database.WriteAsync(async transaction =>
        {
            var now = clock.GetUtcNow();
            await transaction.ExecuteAsync(
                "UPDATE deliveries SET next_attempt_at = @later WHERE id = @task AND state IN ('queued', 'retry-wait') AND next_attempt_at <= @now",
                new { task, now, later = now + Patience.Shortest });
            return await StuckDelivery.RaiseAsync(transaction, task, now);
        }, cancellation);
}
