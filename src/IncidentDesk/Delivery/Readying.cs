using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>
/// Writes a letter once, when it is first needed, and keeps it on the row before anything is sent: every later attempt sends the
/// same bytes, and whoever approves sees exactly what will go.
/// </summary>
public sealed class Readying(Database database, LetterDesk letters, TimeProvider clock)
{
    private const int MostAtOnce = 20;

    public async Task<string> LetterAsync(Standing standing, CancellationToken cancellation)
    {
        if (standing.Content is { } stored)
            return stored;
        var letter = await RenderAsync(standing.Id, cancellation);
        return await database.WriteAsync(transaction => KeepAsync(transaction, standing.Id, letter), cancellation);
    }

    /// <summary>What waits for approval is made ready too, so that there is something to approve.</summary>
    /// <returns>How many were made ready; more may wait.</returns>
    public async Task<int> ForApprovalAsync(CancellationToken cancellation)
    {
        var waiting = await database.ReadAsync(reading => reading.QueryAsync<Guid>(
            """
            SELECT id FROM deliveries WHERE state = 'awaiting-approval' AND content IS NULL AND channel = 'mail'
            ORDER BY planned_at, id LIMIT @most
            """,
            new { most = MostAtOnce }), cancellation);
        var ready = new List<(Guid Delivery, string Letter)>(waiting.Count);
        foreach (var delivery in waiting)
            ready.Add((delivery, await RenderAsync(delivery, cancellation)));
        if (ready.Count > 0)
            await database.WriteAsync(async transaction =>
            {
                foreach (var (delivery, letter) in ready)
                    await KeepAsync(transaction, delivery, letter);
            }, cancellation);
        return ready.Count;
    }

    /// <summary>Writes the letter within a transaction that already holds the row.</summary>
    /// <returns>The hash by which it is approved.</returns>
    public async Task<string> HashAsync(Transaction transaction, Guid delivery)
    {
        var letter = letters.Write(await LetterReading.OfAsync(transaction, delivery), clock.GetUtcNow());
        return HashOf(await KeepAsync(transaction, delivery, letter));
    }

    private async Task<string> RenderAsync(Guid delivery, CancellationToken cancellation) =>
        letters.Write(await database.ReadAsync(reading => LetterReading.OfAsync(reading, delivery), cancellation), clock.GetUtcNow());

    /// <summary>The first to write wins; who comes second sends what the first one wrote.</summary>
    private static async Task<string> KeepAsync(Transaction transaction, Guid delivery, string letter)
    {
        await transaction.ExecuteAsync(
            "UPDATE deliveries SET content = @letter, content_hash = @hash WHERE id = @delivery AND content IS NULL",
            new { delivery, letter, hash = HashOf(letter) });
        return (await transaction.SingleAsync<string>("SELECT content FROM deliveries WHERE id = @delivery", new { delivery }))!;
    }

    private static string HashOf(string letter) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(letter)));
}
