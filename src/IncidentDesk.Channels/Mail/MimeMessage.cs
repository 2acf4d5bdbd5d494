using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IncidentDesk.Channels.Mail;

/// <summary>
/// A mail, written as 7-bit lines that every server passes on unchanged. The same mail gives the same bytes, always:
/// the hash of what was sent proves something only if rendering it again meets it.
/// </summary>
public sealed record MimeMessage
{
    public required Mailbox From { get; init; }
    public required Mailbox To { get; init; }
    public required string Subject { get; init; }
    public required DateTimeOffset Date { get; init; }

    /// <summary>With its angle brackets; see <see cref="IdOf"/>.</summary>
    public required string MessageId { get; init; }

    public required string Text { get; init; }
    public string? Html { get; init; }

    /// <summary>Message-IDs of the earlier mails of the same matter, oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Further headers, such as <c>X-IncidentDesk-Delivery</c>, in this order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public IReadOnlyList<MimeAttachment> Attachments { get; init; } = [];

    /// <summary>The Message-ID of a delivery: the same on every attempt, so that a receiver can tell a repetition.</summary>
    public static string IdOf(Guid delivery, string from) =>
        MailAddressRules.TryParse(from, out var address)
            ? $"<{delivery:D}@{MailAddressRules.DomainOf(address)}>"
            : throw new FormatException("The sender is not a mail address.");

    /// <summary>The complete message.</summary>
    /// <exception cref="FormatException">A control character in a header, or something that is not an address or an id.</exception>
    public byte[] ToBytes()
    {
        var headers = new MimeHeaders();
        headers.Mailbox("From", From);
        headers.Mailbox("To", To);
        headers.Text("Subject", Subject);
        headers.Structured("Date", Date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + Zone(Date.Offset));
        headers.Ids("Message-ID", [MessageId]);
        if (References.Count > 0)
        {
            headers.Ids("In-Reply-To", [References[^1]]);
            headers.Ids("References", References);
        }
        headers.Structured("Auto-Submitted", "auto-generated");
        foreach (var (name, value) in Headers)
            headers.Further(name, value);
        headers.Structured("MIME-Version", "1.0");
        return Encoding.ASCII.GetBytes(headers.ToString() + Whole().ToString());
    }

    private MimePart Whole()
    {
        var body = MimePart.OfText("plain", Text);
        if (Html is not null)
            body = MimePart.Of("alternative", Boundary("alternative"), [body, MimePart.OfText("html", Html)]);
        return Attachments.Count == 0
            ? body
            : MimePart.Of("mixed", Boundary("mixed"), [body, .. Attachments.Select(MimePart.OfFile)]);
    }

    // "=_" cannot stand in base64, and every part is base64: the boundary never occurs in what it bounds.
    private string Boundary(string kind) =>
        "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {MessageId}")).AsSpan(0, 15));

    private static string Zone(TimeSpan offset) =>
        (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hhmm", CultureInfo.InvariantCulture);
}
