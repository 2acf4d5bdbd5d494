using System.Globalization;

namespace IncidentDesk.Channels.Mail;

/// <summary>What the server said it can, in its answer to EHLO.</summary>
internal sealed record SmtpExtensions(bool StartTls, bool Pipelining, bool Utf8, long? Size, IReadOnlyList<string> SignIns)
{
    public static readonly SmtpExtensions None = new(false, false, false, null, []);

    public static SmtpExtensions Of(SmtpReply reply)
    {
        var found = None;
        foreach (var line in reply.Lines.Skip(1))
        {
            // "AUTH=" is how very old servers announce what they also announce properly.
            var words = line[Math.Min(4, line.Length)..].ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            found = words switch
            {
                ["STARTTLS", ..] => found with { StartTls = true },
                ["PIPELINING", ..] => found with { Pipelining = true },
                ["SMTPUTF8", ..] => found with { Utf8 = true },
                ["SIZE", var most, ..] when long.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 => found with { Size = size },
                ["AUTH", .. var ways] => found with { SignIns = ways },
                _ => found,
            };
        }
        return found;
    }
}
