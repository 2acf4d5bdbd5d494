using System.Text;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Operations;

namespace IncidentDesk.Delivery.Letters;

/// <summary>What stands on the outside of a mail of the desk.</summary>
/// <param name="Number">The incident's number; null for what the desk says of itself.</param>
/// <param name="Tlp">The incident's mark; null where there is no incident.</param>
/// <param name="Earlier">Message-IDs of the earlier mails of the same matter, oldest first.</param>
public sealed record MailHead(
    Guid Id, string MessageId, string Address, string Name, string Subject, string? Number, string? Tlp, IReadOnlyList<string> Earlier);

/// <summary>The form that every mail of the desk has: Vietnamese first, then English, as text and as plain HTML.</summary>
public sealed class MailForm(MailSender sender, DeskSettings settings)
{
    /// <summary>The whole message in ASCII, as its first attempt sends it.</summary>
    /// <param name="at">When it was first made ready; its Date.</param>
    public string Write(MailHead head, IReadOnlyList<LetterHalf> halves, DateTimeOffset at, params IReadOnlyList<MimeAttachment> attachments) =>
        Encoding.ASCII.GetString(new MimeMessage
        {
            From = sender.From,
            To = new(head.Address, OneLine(head.Name)),
            Subject = OneLine(head.Subject),
            Date = settings.Zone.Local(at),
            MessageId = head.MessageId,
            References = head.Earlier,
            Headers = [.. Headers(head)],
            Text = LetterAsText.Write(halves),
            Html = LetterAsHtml.Write(OneLine(head.Subject), halves),
            Attachments = attachments,
        }.ToBytes());

    public static string OneLine(string text) => string.Concat(text.Select(sign => char.IsControl(sign) ? ' ' : sign)).Trim();

    private static IEnumerable<KeyValuePair<string, string>> Headers(MailHead head)
    {
        yield return new("X-IncidentDesk-Delivery", head.Id.ToString("D"));
        if (head.Number is { } number)
            yield return new("X-IncidentDesk-Incident", number);
        yield return new(AttemptHeader.Name, "1");
        if (head.Tlp is { } tlp)
            yield return new("X-IncidentDesk-TLP", $"TLP:{tlp.ToUpperInvariant()}");
    }
}
