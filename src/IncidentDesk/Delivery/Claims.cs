using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>A delivery in this node's hands until its lease runs out.</summary>
/// <param name="Token">The fence: a result is written only by the claim that holds the row now.</param>
/// <param name="CameFrom">The state before the claim.</param>
public sealed record Claim(Guid Id, string Channel, string Token, string CameFrom);

/// <summary>
/// Who may carry which delivery now. A claim is a lease with a token, never a lock: a worker that dies gives its rows back by
/// doing nothing, and one that wakes up late finds its token gone.
/// </summary>
public sealed class Claims(Database database, NodeName node, TimeProvider clock)
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(20);

    private const int MostFreed = 100;

    /// <summary>How long until a row of one of these channels is due, or a lease runs out; null when nothing waits.</summary>
    public Task<TimeSpan?> WaitAsync(IEnumerable<string> channels, CancellationToken cancellation) =>
        database.ReadAsync(async reading =>
        {
            var now = clock.GetUtcNow();
            // One question for all, asked after every commit; of each channel the first row of its index. Channels are words of the desk's own list.
            var firsts = channels.Select(channel =>
                $"""
                UNION ALL SELECT (SELECT next_attempt_at FROM deliveries WHERE channel = '{channel}' AND next_attempt_at IS NOT NULL AND state <> 'claimed'
                    ORDER BY next_attempt_at, id LIMIT 1) - CAST(@now AS BIGINT)
                """);
            var first = await reading.SingleAsync<long?>(
                $"""
                SELECT CAST(min(wait) AS BIGINT) FROM (
                    SELECT (SELECT next_attempt_at FROM deliveries WHERE state = 'claimed' AND next_attempt_at IS NOT NULL
                        ORDER BY next_attempt_at, id LIMIT 1) - {database.LeaseTime} AS wait
                    {string.Join('\n', firsts)}) waits
                """,
                new { now });
            return first is { } wait ? TimeSpan.FromMilliseconds(wait) : (TimeSpan?)null;
        }, cancellation);

    public Task<IReadOnlyList<Claim>> TakeAsync(string channel, int most, CancellationToken cancellation) =>
        TakeAsync(new Dictionary<string, int> { [channel] = most }, cancellation);

    /// <param name="hands">For each channel, how many rows of it can be carried now.</param>
    /// <param name="cancellation">Ends the waiting for the store.</param>
    public Task<IReadOnlyList<Claim>> TakeAsync(IReadOnlyDictionary<string, int> hands, CancellationToken cancellation) =>
        database.WriteAsync<IReadOnlyList<Claim>>(async transaction =>
        {
            var claimed = new List<Claim>();
            foreach (var (channel, most) in hands)
                await TakeAsync(transaction, channel, most, claimed);
            return claimed;
        }, cancellation);

    private async Task TakeAsync(Transaction transaction, string channel, int most, List<Claim> into)
    {
        var now = clock.GetUtcNow();
        var token = Ids.Next(now).ToString("D");
        // The predicate stands outside the choice too: two workers may choose the same row, but only one still finds it due. The choice is made once:
        // left to itself PostgreSQL may ask a sub-select for each row anew, and then skipping what is locked goes past the limit.
        var rows = await transaction.QueryAsync<Moved>(
            $"""
            WITH chosen AS MATERIALIZED (
                SELECT id FROM deliveries
                WHERE channel = @channel AND state IN ('queued', 'retry-wait', 'in-doubt') AND next_attempt_at <= @now
                ORDER BY next_attempt_at, id LIMIT @most {transaction.SkipLocked})
            UPDATE deliveries SET came_from = state, state = 'claimed', next_attempt_at = {transaction.LeaseTime} + @lease, lease_token = @token,
                claimed_by = @node, moves = moves + 1
            WHERE channel = @channel AND state IN ('queued', 'retry-wait', 'in-doubt') AND next_attempt_at <= @now
              AND id IN (SELECT id FROM chosen)
            RETURNING id, moves, channel
            """,
            new { now, lease = (long)Lease.TotalMilliseconds, token, node = node.Text, channel, most });
        foreach (var row in rows)
            into.Add(new(row.Id, channel, token, await EnterAsync(transaction, row, now)));
    }

    /// <summary>One delivery, whatever its channel, due or not: a task that a rule sends elsewhere before anybody is asked to do it.</summary>
    public Task<Claim?> TakeOneAsync(Standing standing, CancellationToken cancellation) =>
        database.WriteAsync(async transaction =>
        {
            var now = clock.GetUtcNow();
            return await HoldAsync(transaction, standing.Id, standing.State, node.Text, Lease, now, "desk") is { } token
                ? new Claim(standing.Id, standing.Channel, token, standing.State)
                : null;
        }, cancellation);

    /// <summary>A person takes a call for some minutes, so that two do not make it; or the desk one row.</summary>
    /// <param name="holder">Whose it is until then; a node never frees what is a person's before its time.</param>
    /// <returns>The fence; null when the row is not, or no longer, in the state <paramref name="from"/>.</returns>
    public static async Task<string?> HoldAsync(
        Transaction transaction, Guid delivery, string from, string holder, TimeSpan lease, DateTimeOffset now, string? actor = null)
    {
        var token = Ids.Next(now).ToString("D");
        var row = await transaction.SingleAsync<Moved>(
            $"""
            UPDATE deliveries SET came_from = state, state = 'claimed', next_attempt_at = {transaction.LeaseTime} + @lease, lease_token = @token,
                claimed_by = @holder, moves = moves + 1
            WHERE id = @delivery AND state = @from RETURNING id, moves, channel
            """,
            new { now, delivery, from, token, holder, lease = (long)lease.TotalMilliseconds });
        if (row is null)
            return null;
        await EnterAsync(transaction, row, now, actor ?? holder);
        return token;
    }

    /// <returns>False when the row is no longer this claim's: whoever still works on it must stop.</returns>
    public async Task<bool> RenewAsync(Claim claim, CancellationToken cancellation) =>
        await database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"UPDATE deliveries SET next_attempt_at = {transaction.LeaseTime} + @lease WHERE id = @id AND state = 'claimed' AND lease_token = @token",
            new { now = clock.GetUtcNow(), id = claim.Id, token = claim.Token, lease = (long)Lease.TotalMilliseconds }), cancellation) == 1;

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

    /// <summary>Rows whose lease has passed: nobody knows what became of them, so they are in doubt, and due at once or a person's.</summary>
    public Task<int> FreeLapsedAsync(CancellationToken cancellation) =>
        FreeAsync($"next_attempt_at <= {database.LeaseTime}", "the lease ran out", cancellation);

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
            WITH lapsed AS MATERIALIZED (
                SELECT id FROM deliveries WHERE state = 'claimed' AND {which} ORDER BY next_attempt_at, id LIMIT @most {transaction.SkipLocked})
            UPDATE deliveries SET came_from = state, state = 'in-doubt', lease_token = NULL, claimed_by = NULL, moves = moves + 1,
                next_attempt_at = CASE WHEN channel IN ({PersonChannels.Listed}) THEN NULL ELSE @now END
            WHERE state = 'claimed' AND {which} AND id IN (SELECT id FROM lapsed)
            RETURNING id, moves, channel
            """,
            new { now, node = node.Text, most = MostFreed });
        foreach (var row in rows)
            await DoubtAsync(transaction, row, why, now);
        return rows.Count;
    }

    private static async Task DoubtAsync(Transaction transaction, Moved row, string why, DateTimeOffset now)
    {
        await Deliveries.AddHistoryAsync(transaction, row.Id, row.Moves, now, Claimed, InDoubt, Actor.Desk.Word, why);
        var isForAPerson = PersonChannels.Has(row.Channel);
        // Only where an attempt was under way can something have left; else there is nothing to tell people.
        var wasSending = await Attempts.LeaveOpenEndAsync(transaction, row.Id, why, now);
        await Deliveries.TellAsync(transaction, new(row.Id, Claimed, InDoubt, now, Actor.Desk)
        {
            Said = isForAPerson ? DeliveryWords.Unrecorded : wasSending ? DeliveryWords.CutOff : null,
        });
        if (isForAPerson)
            await InDoubtCall.RaiseAsync(transaction, row.Id, now);
    }

    private static async Task<string> EnterAsync(Transaction transaction, Moved row, DateTimeOffset now, string actor = "desk") =>
        (await transaction.SingleAsync<string>(
            """
            INSERT INTO delivery_history (delivery_id, n, at, from_state, to_state, actor, note)
            SELECT delivery_id, n + 1, @now, to_state, 'claimed', @actor, NULL FROM delivery_history WHERE delivery_id = @id AND n = @before
            RETURNING from_state
            """,
            new { id = row.Id, before = row.Moves - 1, now, actor }))!;

    private sealed record Moved(Guid Id, long Moves, string Channel);
}
