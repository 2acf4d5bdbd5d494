using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>
/// Writes a letter once, when it is first needed, and keeps it on the row before anything is sent: every later attempt sends the
/// same bytes, and whoever approves sees exactly what will go.
/// </summary>
public sealed class Readying(Database database, IEnumerable<IScribe> scribes, TimeProvider clock, ILogger<Readying> log) : IRound
{
    private const int MostAtOnce = 20;

    public string What => "making letters ready";

    public Task TurnAsync(CancellationToken cancellation) => ForApprovalAsync(cancellation);

    public async Task<string> LetterAsync(Standing standing, CancellationToken cancellation)
    {
        if (standing.Content is { } stored)
            return stored;
        var letter = await RenderAsync(standing.Id, cancellation);
        return await database.WriteAsync(transaction => KeepAsync(transaction, standing.Id, letter), cancellation);
    }

    /// <summary>What waits for approval is made ready too, so that there is something to approve.</summary>
    /// <returns>How many were made ready; a letter that cannot be written raises its alarm and holds no other.</returns>
    public async Task<int> ForApprovalAsync(CancellationToken cancellation)
    {
        var (ready, after) = (0, "");
        while (true)
        {
            var waiting = await WaitingAsync(after, cancellation);
            foreach (var delivery in waiting)
                ready += await TryAsync(delivery, cancellation) ? 1 : 0;
            if (waiting.Count < MostAtOnce)
                return ready;
            after = waiting[^1].ToString("D");
        }
    }

    private Task<IReadOnlyList<Guid>> WaitingAsync(string after, CancellationToken cancellation) =>
        database.ReadAsync(reading => reading.QueryAsync<Guid>(
            """
            SELECT id FROM deliveries
            WHERE state = 'awaiting-approval' AND content IS NULL AND id > @after
            ORDER BY id LIMIT @most
            """,
            new { after, most = MostAtOnce }), cancellation);

    private async Task<bool> TryAsync(Guid delivery, CancellationToken cancellation)
    {
        try
        {
            var letter = await RenderAsync(delivery, cancellation);
            await database.WriteAsync(transaction => KeepAsync(transaction, delivery, letter), cancellation);
            return true;
        }
        catch (Exception fault) when (StuckDelivery.IsCause(fault))
        {
            var isNew = await database.WriteAsync(
                transaction => StuckDelivery.RaiseAsync(transaction, delivery, clock.GetUtcNow()), cancellation);
            // Each round meets it again; the log hears of it once.
            if (isNew)
                log.LogError(fault, "The letter of delivery {Delivery} cannot be written.", delivery);
            return false;
        }
    }

    /// <summary>Writes the letter within a transaction that already holds the row.</summary>
    /// <returns>The hash by which it is approved.</returns>
    public async Task<string> HashAsync(Transaction transaction, Guid delivery)
    {
        var letter = await WriteAsync(transaction, delivery);
        return HashOf(await KeepAsync(transaction, delivery, letter));
    }

    private Task<string> RenderAsync(Guid delivery, CancellationToken cancellation) =>
        database.ReadAsync(reading => WriteAsync(reading, delivery), cancellation);

    private async Task<string> WriteAsync(Reading reading, Guid delivery)
    {
        var kind = (await reading.SingleAsync<Kind>("SELECT cause_kind, cause_ref, channel FROM deliveries WHERE id = @delivery", new { delivery }))!;
        var scribe = scribes.OrderByDescending(one => one.Owns(kind.CauseRef)).FirstOrDefault(one => one.Writes(kind.CauseKind, kind.Channel))
            ?? throw new InvalidOperationException($"Nobody writes a {kind.CauseKind} by {kind.Channel}.");
        return await scribe.WriteAsync(reading, delivery, clock.GetUtcNow());
    }

    /// <summary>The first to write wins; who comes second sends what the first one wrote.</summary>
    private async Task<string> KeepAsync(Transaction transaction, Guid delivery, string letter)
    {
        await transaction.ExecuteAsync(
            "UPDATE deliveries SET content = @letter, content_hash = @hash WHERE id = @delivery AND content IS NULL",
            new { delivery, letter, hash = HashOf(letter) });
        await StuckDelivery.EndAsync(transaction, delivery, clock.GetUtcNow());
        await DeliveryAsking.AskAsync(transaction, delivery, clock.GetUtcNow());
        return (await transaction.SingleAsync<string>("SELECT content FROM deliveries WHERE id = @delivery", new { delivery }))!;
    }

    private static string HashOf(string letter) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letter)));

    private sealed record Kind(string CauseKind, string CauseRef, string Channel);
}
