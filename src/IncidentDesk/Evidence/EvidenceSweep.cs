using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Evidence;

/// <summary>
/// Once an hour: gives what was added to a form that was filed meanwhile, forgets what was sent ahead of a report and given to no incident and no paper within a day, and takes away
/// files that no row speaks of, such as those of an upload that broke off. A file is first taken aside and looked at again: the same content may have come once more in that moment.
/// Where the node died in between, the next turn puts it back.
/// </summary>
public sealed class EvidenceSweep(Database database, EvidenceFiles files, EvidenceRoom room, TimeProvider clock, ILogger<EvidenceSweep> log)
    : TurningLoop("evidence-sweep", "Evidence could not be swept", Between, clock, log)
{
    private const int MostAtOnce = 200;

    /// <summary>How long a pending file waits for its incident, and how old a file must be before anybody asks whether it is needed.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    public override TimeSpan LongestSleep => Between;

    public override async Task TurnAsync(CancellationToken cancellation)
    {
        var before = Clock.GetUtcNow() - Kept;
        await GiveFiledAsync(cancellation);
        await ForgetPendingAsync(before, cancellation);
        await PutBackAsync(cancellation);
        if (!Directory.Exists(files.Incoming))
            return;
        foreach (var left in Directory.EnumerateFiles(files.Incoming).Where(file => File.GetLastWriteTimeUtc(file) < before.UtcDateTime))
            File.Delete(left);
        foreach (var hashes in files.All().Where(one => one.WrittenAt < before).Select(one => one.Hash).Chunk(MostAtOnce))
            foreach (var hash in hashes.Except(await NeededAsync(hashes, cancellation)))
                await TakeAwayAsync(hash, before, cancellation);
    }

    private async Task PutBackAsync(CancellationToken cancellation)
    {
        foreach (var hashes in files.Aside().Chunk(MostAtOnce))
            foreach (var hash in await NeededAsync(hashes, cancellation))
                files.PutBack(hash);
    }

    private Task<IReadOnlyList<string>> NeededAsync(string[] hashes, CancellationToken cancellation) => database.ReadAsync(
        reading => reading.QueryAsync<string>("SELECT DISTINCT hash FROM evidence WHERE hash IN @hashes", new { hashes }), cancellation);

    // Between the commit of a report and the giving of its files somebody may have pulled the plug: what was promised is done now.
    private async Task GiveFiledAsync(CancellationToken cancellation)
    {
        const string filed =
            """
            SELECT evidence.id, reports.incident_id AS incident FROM evidence
            JOIN reports ON reports.source = 'report-form' AND reports.source_ref = evidence.form_key AND reports.filed_by_id = evidence.added_by_id
            JOIN incidents ON incidents.id = reports.incident_id
            WHERE evidence.form_key IS NOT NULL AND evidence.incident_id IS NULL AND incidents.ended_at IS NULL ORDER BY evidence.id LIMIT 200
            """;
        foreach (var one in await database.ReadAsync(reading => reading.QueryAsync<Filed>(filed), cancellation))
            try
            {
                await database.WriteAsync(async transaction =>
                {
                    var row = await transaction.SingleAsync<EvidenceRow>($"{EvidenceRow.Select} WHERE evidence.id = @id AND evidence.incident_id IS NULL", new { id = one.Id });
                    if (row is not null && await EvidenceOf.FindAsync(transaction, one.Incident) is { } incident)
                        await GiveEvidence.GiveAsync(transaction, room, row, incident, new(row.AddedByKind, row.AddedById, row.AddedByName), Clock.GetUtcNow());
                }, cancellation);
            }
            catch (RefusedException)
            {
                // There is no room: whoever sent it was told, and adds it again where there is some.
            }
    }

    private async Task ForgetPendingAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        const string due = $"SELECT id FROM evidence WHERE incident_id IS NULL AND added_at < @before AND NOT {PaperReceipt.IsOne} ORDER BY added_at, id LIMIT 200";
        foreach (var id in await database.ReadAsync(reading => reading.QueryAsync<Guid>(due, new { before }), cancellation))
            await database.WriteAsync(transaction => DropFormFiles.ForgetAsync(transaction, Actor.Desk, id, Clock.GetUtcNow()), cancellation);
    }

    private async Task TakeAwayAsync(string hash, DateTimeOffset before, CancellationToken cancellation)
    {
        var aside = files.AsideOf(hash);
        File.Move(files.PathOf(hash), aside, overwrite: true);
        if (File.GetLastWriteTimeUtc(aside) >= before.UtcDateTime || (await NeededAsync([hash], cancellation)).Count > 0)
            files.PutBack(hash);
        else
            File.Delete(aside);
    }

    private sealed record Filed(Guid Id, Guid Incident);
}
