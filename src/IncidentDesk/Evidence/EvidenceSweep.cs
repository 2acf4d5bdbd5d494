using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Evidence;

/// <summary>
/// Once an hour: forgets what was sent ahead of a report and given to no incident within a day, and takes away files that no row speaks of, such as those of an
/// upload that broke off. A file is first taken aside and looked at again: the same content may have come once more in that moment.
/// </summary>
public sealed class EvidenceSweep(Database database, EvidenceFiles files, TimeProvider clock, ILogger<EvidenceSweep> log)
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
        await ForgetPendingAsync(before, cancellation);
        if (!Directory.Exists(files.Incoming))
            return;
        foreach (var left in Directory.EnumerateFiles(files.Incoming).Where(file => File.GetLastWriteTimeUtc(file) < before.UtcDateTime))
            File.Delete(left);
        foreach (var hashes in files.All().Where(one => one.WrittenAt < before).Select(one => one.Hash).Chunk(MostAtOnce))
        {
            var needed = await database.ReadAsync(
                reading => reading.QueryAsync<string>("SELECT DISTINCT hash FROM evidence WHERE hash IN @hashes", new { hashes }), cancellation);
            foreach (var hash in hashes.Except(needed))
                await TakeAwayAsync(hash, before, cancellation);
        }
    }

    private async Task ForgetPendingAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        const string due = "SELECT id, agency_id, bytes, hash FROM evidence WHERE incident_id IS NULL AND added_at < @before ORDER BY added_at, id LIMIT 200";
        foreach (var one in await database.ReadAsync(reading => reading.QueryAsync<Pending>(due, new { before }), cancellation))
            await database.WriteAsync(async transaction =>
            {
                // It may have been given to an incident since it was looked for; held from here on, it cannot be any more.
                if (await transaction.ExecuteAsync("UPDATE evidence SET name = name WHERE id = @id AND incident_id IS NULL", new { id = one.Id }) == 0)
                    return;
                await transaction.ExecuteAsync("DELETE FROM evidence_custody WHERE evidence_id = @id", new { id = one.Id });
                await transaction.ExecuteAsync("DELETE FROM evidence WHERE id = @id", new { id = one.Id });
                await EvidenceRoom.GiveBackAsync(transaction, one.AgencyId, one.Bytes);
                await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "evidence.forget", one.Id.ToString("D"), $"pending {one.Hash}", Clock.GetUtcNow());
            }, cancellation);
    }

    private async Task TakeAwayAsync(string hash, DateTimeOffset before, CancellationToken cancellation)
    {
        var (path, aside) = (files.PathOf(hash), Path.Combine(files.Incoming, $"{hash}.new"));
        File.Move(path, aside, overwrite: true);
        var isNeeded = File.GetLastWriteTimeUtc(aside) >= before.UtcDateTime
            || await database.ReadAsync(reading => reading.SingleAsync<long>("SELECT count(*) FROM evidence WHERE hash = @hash", new { hash }), cancellation) > 0;
        if (isNeeded)
            File.Move(aside, path, overwrite: true);
        else
            File.Delete(aside);
    }

    private sealed record Pending(Guid Id, Guid? AgencyId, long Bytes, string Hash);
}
