using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Audit;

/// <summary>
/// Numbers and chains audit rows once they have committed, within a second. One node at a time does it, by a lease that moves with the
/// chain's own row; writers never wait for it, and with nothing to seal it only reads.
/// </summary>
public sealed class AuditSealer(
    Database database, AuditPlace place, AnchorBook anchors, WatchNode node, TimeProvider clock, ILogger<AuditSealer> log) : BackgroundService, ILoop
{
    /// <summary>As many rows as a write may hold up others for: some milliseconds.</summary>
    public const int Batch = 500;

    private static readonly TimeSpan LookAnyway = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);
    private const long LeaseMilliseconds = 10_000;

    private AuditKey? key;

    public string Name => "audit-sealer";

    public DateTimeOffset? TurnedAt { get; private set; }

    /// <summary>Why this node does not seal; null when it may.</summary>
    public SealingFault? Fault { get; private set; }

    /// <summary>A key that cannot be read stops the desk at its start, where somebody looks.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        key = AuditKey.ReadOrMake(place.Key);
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Seals what waits, batch by batch.</summary>
    public async Task TurnAsync(CancellationToken cancellation)
    {
        while (await SealAsync(cancellation) == Batch)
            cancellation.ThrowIfCancellationRequested();
        TurnedAt = clock.GetUtcNow();
    }

    /// <summary>What was written last is sealed too; where that fails, the next start does it.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await TurnAsync(cancellationToken);
        }
        catch (Exception fault)
        {
            log.LogWarning(fault, "The last audit rows are left to the next start.");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var ring = database.Bell.NextRing;
            try
            {
                await TurnAsync(stoppingToken);
                // A commit of another node rings no bell here.
                await Task.WhenAny(ring, Task.Delay(LookAnyway, clock, stoppingToken));
                // One write for all that commit in the same moment.
                await Task.Delay(Gather, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "The audit could not be sealed; it is tried again.");
                await Task.Delay(LookAnyway, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>How many rows were sealed.</returns>
    private async Task<int> SealAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var look = await database.ReadAsync(async reading => new Look(
            await AuditChain.ReadAsync(reading, database.LeaseTime, now),
            await WaitingAsync(reading),
            await reading.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = 'instance'") ?? "-"), cancellation);
        key ??= AuditKey.ReadOrMake(place.Key);
        // An administrator may have laid another key here, and asked for it.
        if (!look.Chain.MayBeSealedWith(key) || (look.Chain.NextKeyId is { } next && next != key.Id))
            key = AuditKey.ReadOrMake(place.Key);
        if (look.Chain.NextKeyId == key.Id)
            anchors.Forget();
        var head = anchors.HeadOf(look.Instance);
        Fault = SealingFault.Of(look.Chain, key, head, head is null && AnchorBook.IsBeheaded(place, look.Instance));
        if (Fault is not null)
            return 0;
        Anchor(look.Instance, look.Chain.Seq, look.Chain.Hash, now);
        if (look.Waiting.Count == 0 || look.Chain.IsHeldByAnother(node.Text))
            return 0;
        return await WriteAsync(look, key, now, cancellation);
    }

    // What the desk never wrote is sealed around: it waits for ever and is an alarm, see AuditTrouble.
    private async Task<IReadOnlyList<AuditRow>> WaitingAsync(Reading reading) =>
    [
        .. (await reading.QueryAsync<StoredRow>(
            $"SELECT {StoredRow.Columns(database.Kinds)} FROM audit WHERE seq IS NULL AND {StoredRow.FaultOfKind(database.Kinds)} IS NULL ORDER BY audit.id LIMIT @batch",
            new { batch = Batch })).Select(stored => stored.Row),
    ];

    private async Task<int> WriteAsync(Look look, AuditKey key, DateTimeOffset now, CancellationToken cancellation)
    {
        var first = look.Chain.KeyId == key.Id ? null : FirstOf(key, look.Chain, now);
        var rows = Chained(first is null ? look.Waiting : [first, .. look.Waiting], look.Chain, key);
        var sealed_ = await database.WriteAsync(async transaction =>
        {
            // The WHERE clause is the lease and the order: whoever looked at an older end of the chain changes nothing.
            var taken = await transaction.ExecuteAsync(
                $"""
                UPDATE audit_chain SET seq = @seq, hash = @hash, key_id = @key,
                    next_key_id = CASE WHEN next_key_id = @key THEN NULL ELSE next_key_id END,
                    sealer = @sealer, lease_until = {transaction.LeaseTime} + @lease
                WHERE name = 'audit' AND seq = @before AND hash = @hashBefore
                  AND (sealer IS NULL OR sealer = @sealer OR lease_until <= {transaction.LeaseTime})
                """,
                new
                {
                    seq = rows[^1].Seq!.Value, hash = rows[^1].Hash, key = key.Id, sealer = node.Text, lease = LeaseMilliseconds,
                    before = look.Chain.Seq, hashBefore = look.Chain.Hash, now,
                });
            if (taken == 0)
                return false;
            if (first is not null)
                await transaction.ExecuteAsync(AuditTrail.Insert, new
                {
                    id = first.Id, at = first.At, actor = first.Actor, action = first.Action, subject = first.Subject, outcome = first.Outcome,
                    address = first.Address, traceId = first.TraceId,
                });
            var filled = await transaction.ExecuteAllAsync(
                "UPDATE audit SET seq = @seq, previous_hash = @previous, hash = @hash WHERE id = @id AND seq IS NULL",
                rows.Select(row => new { seq = row.Seq!.Value, previous = row.PreviousHash, hash = row.Hash, id = row.Id }));
            return filled == rows.Count ? true : throw new InvalidOperationException("Audit rows vanished while they were sealed.");
        }, cancellation);
        if (!sealed_)
            return 0;
        Anchor(look.Instance, rows[^1].Seq!.Value, rows[^1].Hash!, now);
        return look.Waiting.Count;
    }

    /// <summary>The first row under a key says so, itself sealed with it.</summary>
    private static AuditRow FirstOf(AuditKey key, AuditChain chain, DateTimeOffset now) => new(
        Ids.Next(now).ToString("D"), null, now.ToUnixTimeMilliseconds(), "desk", AuditRow.KeyAction, key.Id,
        chain.KeyId is { } before ? $"after {before}" : "first", null, null, null, null);

    private static List<AuditRow> Chained(IReadOnlyList<AuditRow> waiting, AuditChain chain, AuditKey key)
    {
        var rows = new List<AuditRow>(waiting.Count);
        foreach (var row in waiting)
            rows.Add(row.Sealed(key, chain.Seq + rows.Count + 1, rows.Count == 0 ? chain.Hash : rows[^1].Hash!));
        return rows;
    }

    // Rows that are sealed stand, whatever becomes of the file beside them; the fault is an alarm until it can be written.
    private void Anchor(string instance, long seq, string hash, DateTimeOffset now)
    {
        if (seq == 0 || anchors.HeadOf(instance)?.Seq >= seq)
            return;
        try
        {
            anchors.Keep(Audit.Anchor.Of(key!, instance, seq, hash, now), now);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Fault = SealingFault.Unanchored;
            log.LogError(fault, "The audit's anchor could not be written.");
        }
    }

    private sealed record Look(AuditChain Chain, IReadOnlyList<AuditRow> Waiting, string Instance);
}
