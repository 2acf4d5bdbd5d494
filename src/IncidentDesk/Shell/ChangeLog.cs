using IncidentDesk.Storage;

namespace IncidentDesk.Shell;

/// <summary>The table <c>changes</c>: rows are written unnumbered by whoever makes the change, and numbered once they have committed.</summary>
public sealed class ChangeLog(Database database, TimeProvider clock)
{
    /// <summary>How far back a page may resume.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const int Page = 500;

    /// <summary>
    /// Numbers what has committed. The counter row is locked first, so that nodes take turns and the numbers are those of commit
    /// order, without gaps: numbering inside the writers' own transactions could show 8 before 7.
    /// </summary>
    public async Task NumberAsync(CancellationToken cancellation)
    {
        var waiting = await database.ReadAsync(
            reading => reading.QueryAsync<string>("SELECT id FROM changes WHERE seq IS NULL LIMIT 1"), cancellation);
        if (waiting.Count > 0)
            await database.WriteAsync(NumberAsync, cancellation);
    }

    private static async Task NumberAsync(Transaction transaction)
    {
        var last = long.Parse(
            (await transaction.SingleAsync<string>(
                """
                INSERT INTO desk_facts (name, value) VALUES ('change_sequence', '0')
                ON CONFLICT (name) DO UPDATE SET value = desk_facts.value
                RETURNING value
                """))!,
            System.Globalization.CultureInfo.InvariantCulture);
        var numbered = await transaction.ExecuteAsync(
            """
            UPDATE changes SET seq = @last + fresh.place
            FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM changes WHERE seq IS NULL) AS fresh
            WHERE changes.id = fresh.id AND changes.seq IS NULL
            """,
            new { last });
        await transaction.ExecuteAsync(
            "UPDATE desk_facts SET value = @value WHERE name = 'change_sequence'",
            new { value = (last + numbered).ToString(System.Globalization.CultureInfo.InvariantCulture) });
    }

    /// <summary>The next numbered changes after <paramref name="seq"/>, a page at most.</summary>
    public Task<IReadOnlyList<Change>> AfterAsync(long seq, CancellationToken cancellation) =>
        database.ReadAsync(
            reading => reading.QueryAsync<Change>(
                "SELECT seq, kind, subject_id, number, what, agency_id, at FROM changes WHERE seq > @seq ORDER BY seq LIMIT @page",
                new { seq, page = Page }),
            cancellation);

    public Task<long> LastAsync(CancellationToken cancellation) =>
        database.ReadAsync(
            reading => reading.SingleAsync<long>("SELECT CAST(coalesce(max(seq), 0) AS BIGINT) FROM changes"), cancellation);

    /// <summary>Whether a page that saw <paramref name="seq"/> last can be told everything since.</summary>
    public async Task<bool> ReachesBackToAsync(long seq, CancellationToken cancellation)
    {
        var at = await database.ReadAsync(
            reading => reading.QueryAsync<DateTimeOffset>("SELECT at FROM changes WHERE seq = @seq", new { seq }), cancellation);
        return at.Count == 1 && at[0] > clock.GetUtcNow() - Kept;
    }

    /// <summary>Forgets what no page can resume from any more; the last row stays, so that the numbers go on.</summary>
    public Task ForgetAsync(CancellationToken cancellation) =>
        database.WriteAsync(
            transaction => transaction.ExecuteAsync(
                "DELETE FROM changes WHERE at < @before AND seq < (SELECT max(seq) FROM changes)",
                new { before = clock.GetUtcNow() - Kept - Kept }),
            cancellation);
}
