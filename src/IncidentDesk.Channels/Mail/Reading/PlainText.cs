using System.Net;
using System.Text;

namespace IncidentDesk.Channels.Mail.Reading;

/// <summary>The words of a mail, and the first lines of them that the sender wrote themselves.</summary>
public static class PlainText
{
    private const int MostRead = 256 * 1024, LongestText = 20_000;

    private static readonly string[] BreakingTags = ["br", "p", "/p", "div", "/div", "tr", "/tr", "li", "/li"];

    internal static string Of(MailPart root)
    {
        var part = Find(root, "text/plain") ?? Find(root, "text/html");
        if (part is null)
            return "";
        var text = Charsets.Read(part.Content(MostRead).Span, part.Type["charset"]);
        return Legible.Text(part.Type.Name == "text/html" ? WithoutTags(text) : text, LongestText).Trim();
    }

    /// <summary>Without what is quoted from an earlier mail, nor the line that introduces it.</summary>
    public static string FirstLines(string text, int lines, int most)
    {
        var own = text.Split('\n').Select(line => line.Trim())
            .TakeWhile(line => !line.StartsWith('>') && !line.StartsWith("-----", StringComparison.Ordinal)).ToList();
        if (own.Count < text.Split('\n').Length && own.FindLastIndex(line => line.Length > 0) is >= 0 and var last && own[last].EndsWith(':'))
            own.RemoveRange(last, own.Count - last);
        var first = string.Join("\n", own.Where(line => line.Length > 0).Take(lines));
        return first.Length <= most ? first : first[..(most - (char.IsHighSurrogate(first[most - 1]) ? 1 : 0))] + "…";
    }

    // What lies in a mail that came along is somebody else's words.
    private static MailPart? Find(MailPart part, string name) =>
        part.Type.Name == name && !part.IsAttachment ? part
        : part.Type.IsMultipart ? part.Parts.Select(inner => Find(inner, name)).FirstOrDefault(found => found is not null)
        : null;

    private static string WithoutTags(string html)
    {
        var text = new StringBuilder();
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            text.Append(html, at, (open < 0 ? html.Length : open) - at);
            var close = open < 0 ? -1 : html.IndexOf('>', open);
            if (close < 0)
                break;
            var tag = html.AsSpan(open + 1, close - open - 1).Trim().ToString().Split([' ', '\t', '\n', '\r'], 2)[0].TrimEnd('/').ToLowerInvariant();
            at = tag is "style" or "script" ? After(html, $"</{tag}", close) : close + 1;
            if (BreakingTags.Contains(tag))
                text.Append('\n');
        }
        return WebUtility.HtmlDecode(text.ToString());
    }

    private static int After(string html, string end, int from) =>
        html.IndexOf(end, from, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? at : html.Length;
}
