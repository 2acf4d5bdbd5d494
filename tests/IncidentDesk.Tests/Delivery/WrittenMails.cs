using System.Text;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Channels.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentDesk.Tests.Delivery;

/// <summary>What a room told by mail: to whom, and in which words, by the scribe that the post room would choose.</summary>
internal static class WrittenMails
{
    /// <param name="Cause">The reference without its id.</param>
    public sealed record Mail(string Cause, string Address, string Subject, string Text);

    /// <summary>Those whose reference begins so, by their address.</summary>
    public static async Task<IReadOnlyList<Mail>> ToldAsync(this Desk desk, string mark)
    {
        var rows = await desk.Database.ReadAsync(reading => reading.QueryAsync<Row>(
            "SELECT id, cause_kind, cause_ref, address FROM deliveries WHERE cause_ref LIKE @mark || '%' AND channel = 'mail' ORDER BY address, id", new { mark }), CancellationToken.None);
        var mails = new List<Mail>();
        foreach (var row in rows)
            mails.Add(await WriteAsync(desk, row));
        return mails;
    }

    /// <summary>Addresses alone, for whom was told.</summary>
    public static async Task<IReadOnlyList<string>> ToldWhomAsync(this Desk desk, string mark) => [.. (await desk.ToldAsync(mark)).Select(mail => mail.Address)];

    private static async Task<Mail> WriteAsync(Desk desk, Row row)
    {
        var scribe = desk.Services.GetServices<IScribe>().OrderByDescending(one => one.Owns(row.CauseRef)).First(one => one.Writes(row.CauseKind, "mail"));
        var written = new MimeReading(Encoding.ASCII.GetBytes(
            await desk.Database.ReadAsync(reading => scribe.WriteAsync(reading, row.Id, desk.Services.GetRequiredService<TimeProvider>().GetUtcNow()), CancellationToken.None)));
        var text = written.Parts.First(part => part.Header("Content-Type").StartsWith("text/plain", StringComparison.Ordinal)).Text;
        // Lines are broken where they are full: words are looked for in one line.
        return new(row.CauseRef.Split(':')[0], row.Address, written.Decoded("Subject"), string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    private sealed record Row(Guid Id, string CauseKind, string CauseRef, string Address);
}
