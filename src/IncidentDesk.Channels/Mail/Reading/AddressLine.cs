using System.Text;

namespace IncidentDesk.Channels.Mail.Reading;

/// <summary>The addresses in a From or To line. What stands in quotes or brackets beside an address is a name, never an address.</summary>
internal static class AddressLine
{
    private const int Most = 50;

    public static IReadOnlyList<string> Of(string line) =>
        [.. Bare(line).Split(',').Take(Most).Select(Address).OfType<string>()];

    private static string? Address(string mailbox)
    {
        var open = mailbox.LastIndexOf('<');
        var close = mailbox.LastIndexOf('>');
        var text = open >= 0 && close > open ? mailbox[(open + 1)..close] : mailbox;
        return MailAddressRules.TryParse(text.Trim(), out var address) ? address : null;
    }

    /// <summary>Without quoted strings and comments.</summary>
    private static string Bare(string line)
    {
        var bare = new StringBuilder(line.Length);
        var (isQuoted, depth) = (false, 0);
        for (var at = 0; at < line.Length; at++)
        {
            var sign = line[at];
            if (sign == '\\' && (isQuoted || depth > 0))
                at++;
            else if (sign == '"' && depth == 0)
                isQuoted = !isQuoted;
            else if (isQuoted)
                continue;
            else if (sign == '(')
                depth++;
            else if (sign == ')' && depth > 0)
                depth--;
            else if (depth == 0)
                bare.Append(sign);
        }
        return bare.ToString();
    }
}
