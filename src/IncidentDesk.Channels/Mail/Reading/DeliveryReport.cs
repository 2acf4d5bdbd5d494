using System.Globalization;
using System.Text;

namespace IncidentDesk.Channels.Mail.Reading;

/// <summary>What a mail system says became of a mail: the machine-readable part of a delivery status notification (RFC 3464).</summary>
/// <param name="EnvelopeId">The envelope id that the sender gave, without its xtext encoding.</param>
public sealed record DeliveryReport(string? EnvelopeId, IReadOnlyList<RecipientReport> Recipients)
{
    private const int MostRecipients = 200, MostRead = 1024 * 1024;

    internal static DeliveryReport Read(MailPart part)
    {
        var groups = FieldGroups.Of(part.Content(MostRead).Span, MostRecipients);
        return new(
            groups.Select(group => group.First("Original-Envelope-Id")).OfType<string>().Select(Xtext).FirstOrDefault(),
            [.. groups.Where(group => group.Has("Action")).Select(RecipientReport.Of)]);
    }

    // +3C is what a less-than sign became on its way (RFC 3461, 4).
    private static string Xtext(string text)
    {
        var plain = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
            if (text[at] == '+' && at + 2 < text.Length
                && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var sign))
            {
                plain.Append((char)sign);
                at += 2;
            }
            else
                plain.Append(text[at]);
        return plain.ToString();
    }
}

/// <param name="Action">failed, delayed, delivered, relayed or expanded; lower case.</param>
/// <param name="Status">Such as 5.1.1; empty where none was given.</param>
/// <param name="Original">The address that we wrote to, where the mail system kept it.</param>
/// <param name="Final">The address at which it was tried.</param>
/// <param name="Words">What the refusing server said, as one line.</param>
public sealed record RecipientReport(string Action, string Status, string? Original, string? Final, string Words)
{
    private const int LongestWords = 500;

    internal static RecipientReport Of(HeaderBlock group) => new(
        Word(group.First("Action")), Word(group.First("Status")), FieldGroups.Address(group.First("Original-Recipient")),
        FieldGroups.Address(group.First("Final-Recipient")), Said(group));

    // A comment may follow: "Action: failed (mailbox full)".
    private static string Word(string? value) => (value ?? "").Split([' ', '\t', '(', ';'], 2)[0].Trim().ToLowerInvariant();

    private static string Said(HeaderBlock group)
    {
        var words = group.First("Diagnostic-Code") ?? "";
        var kind = words.IndexOf(';', StringComparison.Ordinal);
        return Legible.Line($"{Word(group.First("Status"))} {HeaderWords.Decode(words[(kind + 1)..].Trim())}", LongestWords);
    }
}
