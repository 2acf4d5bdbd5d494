using IncidentDesk.Channels.Mail.Reading;
using IncidentDesk.Storage;

namespace IncidentDesk.Inbound;

/// <summary>Handles what was noted and not yet handled, oldest first, each in a transaction of its own.</summary>
public sealed class Handling(Database database, KeptMails kept, Maildir inbox, Answering answering, ILogger<Handling> log)
{
    private const int Page = 50, MostPages = 10, MostRemembered = 10_000;

    /// <summary>What another node took in, so that the whole maildir is searched for it once and not every turn.</summary>
    private readonly HashSet<string> elsewhere = [];

    /// <returns>How many were handled.</returns>
    public async Task<int> HandleWaitingAsync(CancellationToken cancellation)
    {
        var (handled, at, hash) = (0, long.MinValue, "");
        for (var page = 0; page < MostPages && handled < Arrivals.MostATurn; page++)
        {
            var waiting = await WaitingAsync(at, hash, cancellation);
            foreach (var row in waiting)
                handled += await AloneAsync(row, cancellation) ? 1 : 0;
            if (waiting.Count < Page)
                break;
            (at, hash) = (waiting[^1].ReceivedAt.ToUnixTimeMilliseconds(), waiting[^1].Hash);
        }
        return handled;
    }

    /// <returns>False when it was handled already, waits for the delivery's own result, or lies on another node.</returns>
    public async Task<bool> HandleAsync(string hash, string file, CancellationToken cancellation)
    {
        if (await RawAsync(hash, file, cancellation) is not { } raw)
            return false;
        var mail = MimeReader.Read(raw);
        return await database.WriteAsync(transaction => answering.ApplyAsync(transaction, hash, mail), cancellation);
    }

    private Task<IReadOnlyList<Row>> WaitingAsync(long at, string hash, CancellationToken cancellation) =>
        database.ReadAsync(reading => reading.QueryAsync<Row>(
            $"""
            SELECT hash, file, received_at FROM inbound_mails
            WHERE handled_at IS NULL AND (received_at, hash) > (@at, @hash) ORDER BY received_at, hash LIMIT {Page}
            """,
            new { at, hash }), cancellation);

    /// <summary>A mail that breaks the desk is no reason to leave the next one lying.</summary>
    private async Task<bool> AloneAsync(Row row, CancellationToken cancellation)
    {
        try
        {
            return await HandleAsync(row.Hash, row.File, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The disk may give it back later; until then the alarm for what waits too long calls a person.
            log.LogWarning(fault, "The kept mail {Hash} cannot be read.", row.Hash);
            return false;
        }
        catch (Exception fault) when (fault is not (StorageOutageException or OverloadedException or OperationCanceledException))
        {
            log.LogError(fault, "The mail {Hash} could not be handled; a person must look at it.", row.Hash);
            await database.WriteAsync(transaction => answering.GiveUpAsync(transaction, row.Hash), cancellation);
            return true;
        }
    }

    /// <summary>The kept mail; after a loss of power, which may take a file's name with it, the one that still lies in the maildir.</summary>
    private async Task<ReadOnlyMemory<byte>?> RawAsync(string hash, string file, CancellationToken cancellation)
    {
        if (await kept.ReadAsync(hash, cancellation) is { } raw)
            return raw;
        if (elsewhere.Contains(hash))
            return null;
        if (inbox.Find(file) is not { } lying || await inbox.ReadAsync(lying, cancellation) is not { } found || KeptMails.HashOf(found.Raw.Span) != hash)
        {
            if (elsewhere.Count == MostRemembered)
                elsewhere.Clear();
            elsewhere.Add(hash);
            return null;
        }
        await kept.KeepAsync(hash, found.Raw, cancellation);
        return found.Raw;
    }

    private sealed record Row(string Hash, string File, DateTimeOffset ReceivedAt);
}
