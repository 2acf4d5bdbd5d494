using System.Security.Cryptography;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Advisories;

/// <summary>A file of known weaknesses takes the place of the one before; the desk itself asks nobody on the Internet. Letters whose weakness is now known to be used want a hunt.</summary>
public static class ImportWeaknesses
{
    private const int AtOnce = 5000;

    public sealed record Command(string Kind, ReadOnlyMemory<byte> File) : IRequest<Answer>;

    /// <param name="AsOf">The day that the file says it is of.</param>
    public sealed record Answer(string Kind, string AsOf, long Entries, string Hash);

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, Answer>
    {
        public Task<Answer> Handle(Command command, CancellationToken cancellation) =>
            RunAsync(database, command, Actor.Of(caller), clock.GetUtcNow(), cancellation);
    }

    /// <exception cref="RefusedException">400: no such file, one that is older than what stands, or one of a day to come.</exception>
    public static async Task<Answer> RunAsync(Database database, Command command, Actor by, DateTimeOffset now, CancellationToken cancellation)
    {
        var file = KnownWeaknesses.Read(command.Kind, command.File.Span);
        var answer = new Answer(file.Kind, file.AsOf, file.Rows.Count, Convert.ToHexStringLower(SHA256.HashData(command.File.Span)));
        var stands = await database.ReadAsync(
            reading => reading.SingleAsync<string>("SELECT as_of FROM vulnerability_lists WHERE kind = @kind", new { kind = file.Kind }), cancellation);
        // A day that is still to come would keep every true file out until then.
        if (string.CompareOrdinal(file.AsOf, AdvisoryRows.Day(DateOnly.FromDateTime(now.UtcDateTime.AddDays(1)))) > 0)
            throw new RefusedException(Problems.Validation(Faults.Saying(
                "", "out-of-range", $"This file is of {file.AsOf}, a day that is still to come.", $"Tệp này ghi ngày {file.AsOf}, là ngày chưa tới.")));
        if (string.CompareOrdinal(stands, file.AsOf) > 0)
            throw new RefusedException(Problems.Validation(Faults.Saying(
                "", "out-of-range", $"This file is of {file.AsOf}, older than the one of {stands} that stands.", $"Tệp này của ngày {file.AsOf}, cũ hơn tệp ngày {stands} đang dùng.")));
        // Scores are many and each says its own day: they go in by parts, so that no report waits for all of them.
        if (file.Kind == "epss")
            foreach (var part in file.Rows.Chunk(AtOnce))
                await database.WriteAsync(transaction => transaction.ExecuteAllAsync(
                    """
                    INSERT INTO epss_scores (cve, score, percentile, as_of) VALUES (@cve, @score, @percentile, @asOf)
                    ON CONFLICT (cve) DO UPDATE SET score = excluded.score, percentile = excluded.percentile, as_of = excluded.as_of
                    """,
                    part), cancellation);
        await database.WriteAsync(async transaction =>
        {
            if (file.Kind == "kev")
                await ReplaceAsync(transaction, file, now);
            await transaction.ExecuteAsync(
                """
                INSERT INTO vulnerability_lists (kind, as_of, entries, hash, imported_at, imported_by) VALUES (@kind, @asOf, @entries, @hash, @now, @by)
                ON CONFLICT (kind) DO UPDATE SET as_of = excluded.as_of, entries = excluded.entries, hash = excluded.hash, imported_at = excluded.imported_at,
                    imported_by = excluded.imported_by
                """,
                new { kind = file.Kind, asOf = file.AsOf, entries = answer.Entries, hash = answer.Hash, now, by = by.Word });
            await AuditTrail.AppendAsync(transaction, by.Word, "vulnerability.import", file.Kind, $"{answer.Entries} of {file.AsOf} {answer.Hash}", now);
        }, cancellation);
        return answer;
    }

    private static async Task ReplaceAsync(Transaction transaction, WeaknessFile file, DateTimeOffset now)
    {
        await transaction.ExecuteAsync("DELETE FROM kev_entries");
        await transaction.ExecuteAllAsync(
            """
            INSERT INTO kev_entries (cve, vendor, product, name, added_on, due_on, ransomware)
            VALUES (@cve, @vendor, @product, @name, @addedOn, @dueOn, @ransomware)
            """,
            file.Rows);
        foreach (var row in await transaction.QueryAsync<AdvisoryRow>(
            $"""
            SELECT {AdvisoryRows.Columns} FROM advisories WHERE EXISTS (SELECT 1 FROM advisory_cves JOIN kev_entries ON kev_entries.cve = advisory_cves.cve
                WHERE advisory_cves.advisory_id = advisories.id)
            """))
            await (await Urgency.OfAsync(transaction, await AdvisoryReading.CvesAsync(transaction, row.Id), Urgency.Facts.Of(row), row.CreatedAt))
                .OpenHuntAsync(transaction, row.Id, now);
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        foreach (var (kind, media) in (ReadOnlySpan<(string, string)>)[("kev", "application/json"), ("epss", "text/csv")])
            doors.MapPut($"/vulnerabilities/{kind}", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
                {
                    QueryString.Of(http.Request).Done();
                    using var bytes = await BodyBytes.ReadAsync(http, KnownWeaknesses.MostBytes, cancellation, media);
                    return await sender.Send(new Command(kind, bytes.Text.ToArray()), cancellation);
                })
                .Accepts<string>(media).Produces<Answer>().WithSummary($"Bring in a file of known weaknesses ({kind})").NeedsDesk(Scopes.Admin).NeedsFreshProof();
    }
}
