using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>A delivery in this node's hands until its lease runs out.</summary>
/// <param name="Token">The fence: a result is written only by the claim that holds the row now.</param>
/// <param name="CameFrom">The state before the claim.</param>
public sealed record Claim(Guid Id, string Token, string CameFrom);

/// <summary>
/// Who may carry which delivery now. A claim is a lease with a token, never a lock: a worker that dies gives its rows back by
/// doing nothing, and one that wakes up late finds its token gone.
/// </summary>
public sealed class Claims(Database database, NodeName node, TimeProvider clock)
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(20);

    private const int MostFreed = 100;

    /// <summary>When the next row is due or the next lease ends; null when nothing waits.</summary>
    public Task<DateTimeOffset?> NextAsync(CancellationToken cancellation) =>
        database.ReadAsync(reading => reading.SingleAsync<DateTimeOffset?>(
            "SELECT next_attempt_at FROM deliveries WHERE next_attempt_at IS NOT NULL ORDER BY next_attempt_at, id LIMIT 1"), cancellation);

    public Task<IReadOnlyList<Claim>> TakeAsync(int most, CancellationToken cancellation) =>
        database.WriteAsync<IReadOnlyList<Claim>>(async transaction =>
        {
            var now = clock.GetUtcNow();
            var token = Ids.Next(now).ToString("D");
            // The predicate stands outside the sub-select too: two workers may choose the same row, but only one still finds it due.
            var rows = await transaction.QueryAsync<Moved>(
                $"""
                UPDATE deliveries SET came_from = state, state = 'claimed', next_attempt_at = @lease, lease_token = @token, claimed_by = @node, moves = moves + 1
                WHERE state IN ('queued', 'retry-wait', 'in-doubt') AND next_attempt_at <= @now
                  AND id IN (SELECT id FROM deliveries WHERE state IN ('queued', 'retry-wait', 'in-doubt') AND next_attempt_at <= @now
                             ORDER BY next_attempt_at, id LIMIT @most {transaction.SkipLocked})
                RETURNING id, moves
                """,
                new { now, lease = now + Lease, token, node = node.Text, most });
            var claimed = new List<Claim>(rows.Count);
            foreach (var row in rows)
                claimed.Add(new(row.Id, token, await EnterAsync(transaction, row, now)));
            return claimed;
        }, cancellation);

    /// <returns>False when the row is no longer this claim's: whoever still works on it must stop.</returns>
    public async Task<bool> RenewAsync(Claim claim, CancellationToken cancellation) =>
        await database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE deliveries SET next_attempt_at = @lease WHERE id = @id AND state = 'claimed' AND lease_token = @token",
            new { id = claim.Id, token = claim.Token, lease = clock.GetUtcNow() + Lease }), cancellation) == 1;

    /// <summary>What broke on the way is freed with an alarm and a wait that grows, in doubt only where it was so before.</summary>
    /// <returns>False when an attempt is under way, or the row is no longer this claim's.</returns>
    public Task<bool> GiveBackAsync(Claim claim, CancellationToken cancellation) =>
        database.WriteAsync(async transaction =>
        {
            var now = clock.GetUtcNow();
            var moves = await transaction.SingleAsync<long?>(
                """
                SELECT moves FROM deliveries WHERE id = @id AND state = 'claimed' AND lease_token = @token
                  AND NOT EXISTS (SELECT 1 FROM delivery_attempts WHERE delivery_id = @id AND ended_at IS NULL)
                """,
                new { id = claim.Id, token = claim.Token });
            // Each claim and its return are two moves.
            var move = new Move(claim.Id, Claimed, claim.CameFrom == InDoubt ? InDoubt : RetryWait, now, Actor.Desk)
            {
                Token = claim.Token, NextAttemptAt = now + Patience.After((moves ?? 0) / 2), Note = "it broke before anything was sent",
            };
            if (moves is null || !await Deliveries.MoveAsync(transaction, move))
                return false;
            await StuckDelivery.RaiseAsync(transaction, claim.Id, now);
            return true;
        }, cancellation);

    /// <summary>Rows whose lease has passed: nobody knows what became of them, so they are in doubt and due at once.</summary>
    public Task<int> FreeLapsedAsync(CancellationToken cancellation) =>
        FreeAsync("next_attempt_at <= @now", "the lease ran out", cancellation);

    /// <summary>Rows that an earlier life of this node held: at the start of a node all of them are in doubt, however long the lease.</summary>
    public Task<int> FreeOwnAsync(CancellationToken cancellation) =>
        FreeAsync("next_attempt_at IS NOT NULL AND claimed_by = @node", "this node was started again", cancellation);

    private async Task<int> FreeAsync(string which, string why, CancellationToken cancellation)
    {
        var freed = 0;
        while (true)
        {
            var some = await database.WriteAsync(transaction => FreeSomeAsync(transaction, which, why), cancellation);
            freed += some;
            if (some < MostFreed)
                return freed;
        }
    }

    private async Task<int> FreeSomeAsync(Transaction transaction, string which, string why)
    {
        var now = clock.GetUtcNow();
        var rows = await transaction.QueryAsync<Moved>(
            $"""
            UPDATE deliveries SET came_from = state, state = 'in-doubt', next_attempt_at = @now, lease_token = NULL, claimed_by = NULL, moves = moves + 1
            WHERE state = 'claimed' AND {which}
              AND id IN (SELECT id FROM deliveries WHERE state = 'claimed' AND {which}
                         ORDER BY next_attempt_at, id LIMIT @most {transaction.SkipLocked})
            RETURNING id, moves
            """,
            new { now, node = node.Text, most = MostFreed });
        foreach (var row in rows)
            await DoubtAsync(transaction, row, why, now);
        return rows.Count;
    }

    private static async Task DoubtAsync(Transaction transaction, Moved row, string why, DateTimeOffset now)
    {
        await Deliveries.AddHistoryAsync(transaction, row.Id, row.Moves, now, Claimed, InDoubt, Actor.Desk.Word, why);
        // Only where an attempt was under way can something have left; else there is nothing to tell people.
        var wasSending = await Attempts.LeaveOpenEndAsync(transaction, row.Id, why, now);
        await Deliveries.TellAsync(transaction, new(row.Id, Claimed, InDoubt, now, Actor.Desk)
        {
            Said = wasSending ? DeliveryWords.CutOff : null,
        });
    }

    private static async Task<string> EnterAsync(Transaction transaction, Moved row, DateTimeOffset now) =>
        (await transaction.SingleAsync<string>(
            """
            INSERT INTO delivery_history (delivery_id, n, at, from_state, to_state, actor, note)
            SELECT delivery_id, n + 1, @now, to_state, 'claimed', 'desk', NULL FROM delivery_history WHERE delivery_id = @id AND n = @before
            RETURNING from_state
            """,
            new { id = row.Id, before = row.Moves - 1, now }))!;

    private sealed record Moved(Guid Id, long Moves);
}
