using System.Text;

namespace IncidentDesk.Channels.Mail;

/// <summary>Header lines, folded, in ASCII. Whatever comes in, nothing but this class writes a line end.</summary>
internal sealed class MimeHeaders
{
    private const int Fold = 78;

    // What the writer says itself cannot be said a second time through the list of further headers.
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Subject", "Date", "Message-ID", "In-Reply-To", "References",
        "Auto-Submitted", "MIME-Version", "Return-Path", "Received",
    };

    private readonly StringBuilder lines = new();

    public void Mailbox(string name, Mailbox mailbox)
    {
        if (!MailAddressRules.TryParse(mailbox.Address, out var address))
            throw new FormatException($"{name} is not one mail address.");
        if (MailAddressRules.NeedsUtf8(address))
        {
            // ASCII cannot show such an address; the envelope carries it, the header shows it as a named empty group.
            Words(name, [.. MimeWords.Of(mailbox.Name.Length > 0 ? mailbox.Name : address, Room(name)), ":;"]);
            return;
        }
        Words(name, mailbox.Name.Length == 0 ? [address] : [.. DisplayName(name, Checked(mailbox.Name)), $"<{address}>"]);
    }

    /// <summary>Free text: as it is where that is safe, encoded where not.</summary>
    public void Text(string name, string value) =>
        Words(name, MimeWords.IsPlain(Checked(value)) ? value.Split(' ') : MimeWords.Of(value, Room(name)));

    public void Further(string name, string value)
    {
        var isName = name.Length is > 0 and <= 60 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        if (!isName || Own.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            throw new FormatException("Not a further header.");
        Text(name, value);
    }

    public void Structured(string name, string value) => Words(name, value.Split(' '));

    public void Ids(string name, IReadOnlyList<string> ids)
    {
        if (!ids.All(IsId))
            throw new FormatException($"{name} is not a message id.");
        Words(name, ids);
    }

    public void Parameters(string name, string value, IReadOnlyList<string> parameters) =>
        lines.Append(name).Append(": ").Append(value)
            .Append(string.Concat(parameters.Select(parameter => $";\r\n {parameter}"))).Append("\r\n");

    public override string ToString() => lines.ToString();

    private void Words(string name, IReadOnlyList<string> words)
    {
        lines.Append(name).Append(':');
        var column = name.Length + 1;
        for (var i = 0; i < words.Count; i++)
        {
            // The first word stays with the name: a line of blanks alone is refused by many readers.
            if (i > 0 && column + 1 + words[i].Length > Fold)
            {
                lines.Append("\r\n");
                column = 0;
            }
            lines.Append(' ').Append(words[i]);
            column += 1 + words[i].Length;
        }
        lines.Append("\r\n");
    }

    private static IEnumerable<string> DisplayName(string header, string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '/') && MimeWords.IsPlain(name)
            ? $"\"{name}\"".Split(' ')
            : MimeWords.Of(name, Room(header));

    private static int Room(string name) => Fold - name.Length - 2 is var room and < MimeWords.Longest ? room : MimeWords.Longest;

    private static bool IsId(string id) =>
        id.Length is > 4 and <= 250 && id[0] == '<' && id[^1] == '>' && id.Count(c => c == '@') == 1
        && id[1..^1].All(c => c is > ' ' and < '\x7f' and not ('<' or '>' or '"' or ',' or '\\'));

    private static string Checked(string value) =>
        value.Any(char.IsControl) ? throw new FormatException("A header may not hold control characters.") : value;
}
