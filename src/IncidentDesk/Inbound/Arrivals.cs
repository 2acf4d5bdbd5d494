using IncidentDesk.Channels.Mail.Reading;
using IncidentDesk.Storage;

namespace IncidentDesk.Inbound;

/// <summary>
/// Takes mails out of the maildir in three steps: kept as a file, noted as a row, marked as seen. Whichever step was the last one before
/// a crash, all of them are done again and change nothing that is done already.
/// </summary>
public sealed class Arrivals(Database database, KeptMails kept, Maildir inbox, TimeProvider clock, ILogger<Arrivals> log)
{
    /// <summary>A storm of bounces is taken in slowly: the desk has other work.</summary>
    public const int MostATurn = 50;

    /// <summary>Beyond this many waiting mails nobody counts on.</summary>
    public const int MostCounted = 1000;

    private const int MostRemembered = 10_000;

    /// <summary>What stays where it is and how large it was, so that it is looked at again only when it has grown: somebody may still be writing it.</summary>
    private readonly Dictionary<string, long> left = [];

    private readonly HashSet<string> complained = [];

    /// <returns>How many mails lay there, counted up to <see cref="MostCounted"/>, and how many of them cannot be read.</returns>
    public async Task<(int Waiting, int Unreadable)> TakeAsync(bool alsoCurrent, CancellationToken cancellation)
    {
        var waiting = inbox.Waiting(alsoCurrent, MostCounted, file => left.TryGetValue(file.Unique, out var length) && length == inbox.LengthOf(file));
        var (taken, unreadable) = (0, 0);
        foreach (var file in waiting)
        {
            if (taken == MostATurn)
                break;
            if (await AloneAsync(file, cancellation))
                taken++;
            else
                unreadable++;
        }
        return (waiting.Count, unreadable);
    }

    /// <summary>The first step. Null where the file is no mail of its own, is gone, or is larger than the desk takes.</summary>
    public async Task<Arrival?> KeepAsync(MaildirFile file, CancellationToken cancellation)
    {
        if (await inbox.ReadAsync(file, cancellation) is not { } found)
        {
            Leave(file, 0, "is no mail");
            return null;
        }
        var arrival = new Arrival(file, KeptMails.HashOf(found.Raw.Span), MimeReader.Read(found.Raw), found.IsCut);
        if (found.IsCut)
            Leave(file, inbox.LengthOf(file), "is larger than 25 MiB");
        else
            await kept.KeepAsync(arrival.Hash, found.Raw, cancellation);
        return arrival;
    }

    /// <summary>The second step. What is too large is noted as handled: nobody but a person can deal with it.</summary>
    public Task NoteAsync(Arrival arrival, CancellationToken cancellation) =>
        database.WriteAsync(transaction => InboundRows.AddAsync(transaction, arrival, clock.GetUtcNow()), cancellation);

    /// <summary>The third step.</summary>
    public void MarkSeen(Arrival arrival)
    {
        if (!arrival.IsCut)
            inbox.MarkSeen(arrival.File);
    }

    /// <summary>What one broken file throws keeps no other from being taken.</summary>
    /// <returns>False when it could not be read.</returns>
    private async Task<bool> AloneAsync(MaildirFile file, CancellationToken cancellation)
    {
        try
        {
            if (await KeepAsync(file, cancellation) is not { } arrival)
                return true;
            await NoteAsync(arrival, cancellation);
            MarkSeen(arrival);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (Remember(complained, file))
                log.LogError(fault, "The mail {File} could not be taken out of the maildir; it is tried again.", file.Name);
            return false;
        }
    }

    private void Leave(MaildirFile file, long length, string why)
    {
        if (left.Count == MostRemembered)
            left.Clear();
        if (left.TryAdd(file.Unique, length))
            log.LogWarning("The file {File} in the maildir {Why} and is left there.", file.Name, why);
        left[file.Unique] = length;
    }

    private static bool Remember(HashSet<string> files, MaildirFile file)
    {
        if (files.Count == MostRemembered)
            files.Clear();
        return files.Add(file.Unique);
    }
}

/// <param name="IsCut">True where the mail is too large: the hash is that of its first 25 MiB, and the mail stays in the maildir.</param>
public sealed record Arrival(MaildirFile File, string Hash, ReadMail Mail, bool IsCut);
