using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Evidence.Scanning;

/// <summary>
/// Has each file looked at, one after the other, from the oldest on. A file is held by a lease, so that two nodes do not ask twice and a node that died in the
/// middle leaves nothing behind. What the scanner did not answer is asked again; it never blocks who adds or opens evidence.
/// </summary>
public sealed class EvidenceScanner(Database database, EvidenceFiles files, Clamd clamd, EvidenceAlarms alarms, TimeProvider clock, ILogger<EvidenceScanner> log)
    : BackgroundService, ILoop
{
    private const string Subject = "clamd";

    private static readonly TimeSpan Lease = Clamd.Patience + TimeSpan.FromMinutes(5), AskAgain = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(10);

    public string Name => "evidence-scanner";

    public DateTimeOffset? TurnedAt { get; private set; }

    public TimeSpan LongestSleep => Clamd.Patience + LongestRest;

    /// <returns>False when there was nothing to look at.</returns>
    public async Task<bool> TurnAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await database.ReadAsync(reading => reading.SingleAsync<long>(
            "SELECT count(*) FROM (SELECT id FROM evidence WHERE scan_next_at <= @now LIMIT 1) due", new { now }), cancellation) == 0)
            return false;
        var until = now + Lease;
        var held = await database.WriteAsync(transaction => transaction.SingleAsync<Held>(
            $"""
            UPDATE evidence SET scan = 'scanning', scan_next_at = @until WHERE scan_next_at <= @now
                AND id IN (SELECT id FROM evidence WHERE scan_next_at <= @now ORDER BY scan_next_at, id LIMIT 1 {transaction.SkipLocked})
            RETURNING id
            """,
            new { now, until }), cancellation);
        if (held is null)
            return false;
        var row = await database.ReadAsync(
            reading => reading.SingleAsync<EvidenceRow>($"{EvidenceRow.Select} WHERE evidence.id = @id", new { id = held.Id }), cancellation);
        if (row is not null)
            await EndAsync(row, await ScanAsync(row, cancellation), until, cancellation);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var ring = database.Bell.NextRing;
            var done = false;
            try
            {
                done = await TurnAsync(stoppingToken);
                TurnedAt = clock.GetUtcNow();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "Evidence could not be scanned; its lease runs out and it is tried again.");
            }
            if (!done)
                await Task.WhenAny(ring, Task.Delay(LongestRest, clock, stoppingToken));
            // A busy desk rings all the time; files can wait this long.
            await Task.Delay(TimeSpan.FromMilliseconds(200), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Verdict> ScanAsync(EvidenceRow row, CancellationToken cancellation)
    {
        await using var content = await files.OpenAsync(row.Hash, cancellation);
        if (content is not null)
            return await clamd.ScanAsync(content, cancellation);
        await alarms.DamagedAsync(row, cancellation);
        return new("scan-failed", "The file is missing or damaged.", Reached: true);
    }

    private Task EndAsync(EvidenceRow row, Verdict verdict, DateTimeOffset until, CancellationToken cancellation) => database.WriteAsync(async transaction =>
    {
        var now = clock.GetUtcNow();
        // Whoever took it after this lease has the word.
        var ended = await transaction.ExecuteAsync(
            """
            UPDATE evidence SET scan = @state, scan_note = @note, scanned_at = @now, scan_next_at = @again
            WHERE id = @id AND scan = 'scanning' AND scan_next_at = @until
            """,
            new { id = row.Id, state = verdict.State, note = verdict.Note, now, until, again = verdict.Reached ? (DateTimeOffset?)null : now + AskAgain });
        if (ended == 0)
            return;
        if (verdict.Reached)
            await Alarms.EndAsync(transaction, EvidenceAlarms.Unscanned, Subject, now);
        else
            await Alarms.RaiseAsync(
                transaction, EvidenceAlarms.Unscanned, "medium", Subject, null,
                $"The scanner does not answer ({verdict.Note}). New evidence stays unscanned, and is asked about again every five minutes.",
                $"Trình quét không trả lời ({verdict.Note}). Bằng chứng mới chưa được quét và được thử lại mỗi năm phút.", now);
        if (verdict.State == "infected")
            await EvidenceAlarms.InfectedAsync(transaction, row.Id, row.IncidentId, row.Name, verdict.Note ?? "", now);
        if (row.IncidentId is not { } incident)
            return;
        if (verdict.State == "infected")
            await Timeline.AddAsync(
                transaction, incident, now, "evidence", Actor.Desk, "agency", $"The scanner found {verdict.Note} in {row.Name}.", $"Trình quét phát hiện {verdict.Note} trong {row.Name}.");
        await Changes.TellAsync(transaction, "incident", incident, row.Number, "evidence", row.AgencyId, now);
    }, cancellation);

    private sealed record Held(Guid Id);
}
