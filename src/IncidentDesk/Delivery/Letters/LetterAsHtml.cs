using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace IncidentDesk.Delivery.Letters;

/// <summary>
/// Writes a letter as the plainest HTML: one column, nothing fetched from anywhere, nothing to press but the desk's own links to its own
/// people, readable with every style taken away.
/// </summary>
public static class LetterAsHtml
{
    private const string Page = "margin:0;padding:16px;max-width:640px;font:16px/1.5 sans-serif;color:#111;background:#fff;overflow-wrap:anywhere";
    private const string MarkStyle = "margin:0 0 12px;padding:4px 8px;display:inline-block;background:#111;color:#fff;font-weight:bold";

    // Vietnamese stays readable in the source; what could be markup does not stay.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(string title, IReadOnlyList<LetterHalf> halves)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"format-detection\" content=\"telephone=no, address=no, email=no\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>{Text(title)}</title>\n</head>\n<body style=\"{Page}\">\n");
        for (var i = 0; i < halves.Count; i++)
        {
            html.Append(i > 0 ? "<hr>\n" : "").Append(CultureInfo.InvariantCulture, $"<div lang=\"{halves[i].Language}\">\n");
            foreach (var block in halves[i].Blocks)
                html.Append(Html(block)).Append('\n');
            html.Append("</div>\n");
        }
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static string Html(Block block) => block switch
    {
        Block.Mark mark => $"<p style=\"{MarkStyle}\">{Text(mark.Text)}</p>",
        Block.Title title => $"<h1 style=\"font-size:20px;margin:8px 0\">{Text(title.Text)}</h1>",
        Block.Heading heading => $"<h2 style=\"font-size:17px;margin:20px 0 4px\">{Text(heading.Text)}</h2>",
        Block.Paragraph paragraph => $"<p style=\"margin:8px 0;white-space:pre-line\">{Text(paragraph.Text)}</p>",
        Block.Field field => $"<p style=\"margin:4px 0\"><b>{Text(field.Label)}:</b> {Text(field.Value)}</p>",
        Block.Link link => $"<p style=\"margin:12px 0\"><a href=\"{Text(link.Address)}\" style=\"font-size:18px\">{Text(link.Label)}</a></p>",
        Block.Items items => $"<ul style=\"margin:4px 0;padding-left:20px\">{string.Concat(items.Lines.Select(line => $"<li>{Text(line)}</li>"))}</ul>",
        _ => "",
    };

    private static string Text(string text) => Encoder.Encode(text.ReplaceLineEndings("\n")).Replace("&#xA;", "\n", StringComparison.Ordinal);
}
