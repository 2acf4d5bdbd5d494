using System.Text;
using System.Text.RegularExpressions;

namespace IncidentDesk.Tests.Channels.Mail;

/// <summary>Reads a mail as a receiver does, knowing nothing of the writer: unfolds, decodes RFC 2047 and 2231, takes parts apart.</summary>
internal sealed class MimeReading
{
    private readonly List<(string Name, string Value)> headers = [];
    private readonly string body;

    public MimeReading(byte[] bytes)
        : this(Encoding.ASCII.GetString(bytes))
    {
    }

    private MimeReading(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        body = text[(end + 4)..];
        foreach (var line in Regex.Replace(text[..end], "\r\n(?=[ \t])", "").Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add((line[..colon], line[(colon + 1)..].Trim()));
        }
    }

    public string Header(string name) => headers.Single(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public string Decoded(string name)
    {
        var joined = Regex.Replace(Header(name), @"(?<=\?=)\s+(?==\?)", "");
        return Regex.Replace(joined, @"=\?UTF-8\?B\?([^?]*)\?=", word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value)));
    }

    public string Parameter(string header, string name)
    {
        var value = Header(header);
        var pieces = Regex.Matches(value, $@"{name}(?:\*\d+)?\*=(?:UTF-8'')?([^;\s]+)");
        return pieces.Count > 0
            ? Uri.UnescapeDataString(string.Concat(pieces.Select(piece => piece.Groups[1].Value)))
            : Regex.Match(value, $"{name}=\"([^\"]*)\"").Groups[1].Value;
    }

    public byte[] Content => Convert.FromBase64String(body.Replace("\r\n", "", StringComparison.Ordinal));

    public string Text => Encoding.UTF8.GetString(Content);

    public IReadOnlyList<MimeReading> Parts
    {
        get
        {
            var boundary = Parameter("Content-Type", "boundary");
            return [.. body.Split("--" + boundary).Skip(1).SkipLast(1).Select(part => new MimeReading(part[2..]))];
        }
    }
}
