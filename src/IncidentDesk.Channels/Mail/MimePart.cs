using System.Text;

namespace IncidentDesk.Channels.Mail;

/// <summary>A body or a part of one: its content headers, an empty line, base64 or further parts.</summary>
internal sealed class MimePart
{
    private readonly string text;

    private MimePart(MimeHeaders headers, string body) => text = $"{headers}\r\n{body}";

    public static MimePart OfText(string subtype, string content)
    {
        var headers = new MimeHeaders();
        headers.Structured("Content-Type", $"text/{subtype}; charset=utf-8");
        headers.Structured("Content-Transfer-Encoding", "base64");
        return new(headers, Base64(Encoding.UTF8.GetBytes(content.ReplaceLineEndings("\r\n"))));
    }

    public static MimePart OfFile(MimeAttachment file)
    {
        var headers = new MimeHeaders();
        headers.Parameters("Content-Type", MediaType(file.MediaType), MimeFileName.Legacy(file.FileName));
        headers.Structured("Content-Transfer-Encoding", "base64");
        headers.Parameters("Content-Disposition", "attachment", MimeFileName.Parameters(file.FileName));
        return new(headers, Base64(file.Content.Span));
    }

    public static MimePart Of(string subtype, string boundary, IReadOnlyList<MimePart> parts)
    {
        var headers = new MimeHeaders();
        headers.Parameters("Content-Type", $"multipart/{subtype}", [$"boundary=\"{boundary}\""]);
        var body = new StringBuilder();
        foreach (var part in parts)
            body.Append("--").Append(boundary).Append("\r\n").Append(part.text);
        return new(headers, body.Append("--").Append(boundary).Append("--\r\n").ToString());
    }

    public override string ToString() => text;

    private static string Base64(ReadOnlySpan<byte> content) =>
        content.IsEmpty ? "\r\n" : Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks) + "\r\n";

    private static string MediaType(string type) =>
        type.Split('/') is [{ Length: > 0 }, { Length: > 0 }] && type.Length < 100
        && type.All(c => char.IsAsciiLetterOrDigit(c) || "/!#$&-^_.+".Contains(c, StringComparison.Ordinal))
            ? type
            : throw new FormatException("Not a media type.");
}
