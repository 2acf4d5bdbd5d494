using IncidentDesk.Storage;

namespace IncidentDesk.Audit;

/// <summary>Reads the whole chain through, page by page, beside a running desk, and says the first thing that is wrong.</summary>
public static class VerifyAudit
{
    private const int Page = 2000;

    /// <param name="Rows">Sealed rows that fit, up to the first that does not.</param>
    /// <param name="Unsealed">Rows that nothing protects yet, the oldest first, at most a hundred of them.</param>
    /// <param name="Unsealable">Rows that the desk never wrote and can never seal, with what is wrong with each.</param>
    /// <param name="Instance">Which desk the database says it is.</param>
    public sealed record Answer(string Instance, long Rows, Broken? Broken, IReadOnlyList<string> Unsealed, IReadOnlyList<string> Unsealable, int Anchors);

    /// <param name="each">Called with each page, for whoever keeps the rows.</param>
    public static async Task<Answer> RunAsync(
        Database database, AuditKeys keys, Func<string, IReadOnlyList<Anchor>> anchorsOf, IProgress<double> progress, CancellationToken cancellation,
        Func<IReadOnlyList<AuditRow>, Task>? each = null)
    {
        var instance = await database.ReadAsync(
            reading => reading.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = 'instance'"), cancellation) ?? "-";
        var anchors = anchorsOf(instance);
        var check = new ChainCheck(keys, anchors);
        while (check.Broken is null)
        {
            // The end of the chain and the rows of one moment: a desk that runs goes on sealing meanwhile.
            var (rows, chain, claimed) = await database.ReadAsync(reading => PageAsync(reading, database, check.Seq), cancellation);
            if (each is not null && rows.Count > 0)
                await each([.. rows.Select(row => row.Row)]);
            foreach (var row in rows)
                if (!check.Next(row.Row, row.Misread))
                    break;
            if (rows.Count < Page)
                check.End(chain.Seq, chain.Hash, claimed);
            if (rows.Count < Page || check.Broken is not null)
                break;
            progress.Report((double)check.Seq / Math.Max(1, chain.Seq));
        }
        var (unsealed, unsealable) = await database.ReadAsync(reading => OutsideAsync(reading, database.Kinds), cancellation);
        return new(instance, check.Seq, check.Broken, unsealed, unsealable, anchors.Count);
    }

    private static async Task<(IReadOnlyList<string>, IReadOnlyList<string>)> OutsideAsync(Reading reading, ColumnKinds kinds) => (
        await reading.QueryAsync<string>($"SELECT id FROM audit WHERE seq IS NULL AND {StoredRow.FaultOfKind(kinds)} IS NULL ORDER BY id LIMIT 100"),
        await StoredRow.UnsealableAsync(reading, kinds));

    private static async Task<(IReadOnlyList<StoredRow>, AuditChain, long)> PageAsync(Reading reading, Database database, long after)
    {
        var rows = await reading.QueryAsync<StoredRow>(
            $"SELECT {StoredRow.Columns(database.Kinds)} FROM audit WHERE audit.seq > @after ORDER BY audit.seq, audit.id LIMIT @page", new { after, page = Page });
        // Also what bears a number that the walk never comes to.
        var claimed = rows.Count < Page ? await reading.SingleAsync<long>("SELECT count(*) FROM audit WHERE seq IS NOT NULL") : 0;
        return (rows, await AuditChain.ReadAsync(reading, database.LeaseTime, DateTimeOffset.UnixEpoch), claimed);
    }
}
