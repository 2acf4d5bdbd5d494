using System.Globalization;
using System.Security;
using System.Text;
using IncidentDesk.Rules.Papers;

namespace IncidentDesk.Papers.Docx;

/// <summary>How a run of text looks. Sizes are points.</summary>
internal readonly record struct Look(double Size, bool Bold = false, bool Italic = false, bool Capitals = false, bool Underlined = false);

/// <summary>Where a paragraph stands. Measures are twips, a twentieth of a point.</summary>
internal readonly record struct Place(
    string Align = "both", int First = 0, int Left = 0, int Right = 0, int Before = 0, int After = 0, bool Line = false, bool KeepNext = false, bool NewPage = false);

/// <summary>
/// Paragraphs and runs. Every text is escaped and stands in a plain text run: what looks like a field code, a formula or markup is only ever letters, and what would turn the
/// direction of reading is not there any more.
/// </summary>
internal static class DocxText
{
    public static string Paragraph(string text, Look look, Place place = default) => Paragraph(Run(text, look), place);

    /// <param name="runs">Made by <see cref="Run"/>.</param>
    public static string Paragraph(IEnumerable<string> runs, Place place = default) => Paragraph(string.Concat(runs), place, isRun: true);

    public static string Run(string text, Look look)
    {
        var xml = new StringBuilder("<w:r><w:rPr>");
        xml.Append(look.Bold ? "<w:b/>" : "").Append(look.Italic ? "<w:i/>" : "").Append(look.Capitals ? "<w:caps/>" : "");
        xml.Append(CultureInfo.InvariantCulture, $"<w:sz w:val=\"{(int)(look.Size * 2)}\"/><w:szCs w:val=\"{(int)(look.Size * 2)}\"/>");
        xml.Append(look.Underlined ? "<w:u w:val=\"single\"/>" : "").Append("</w:rPr>");
        xml.Append(CultureInfo.InvariantCulture, $"<w:t xml:space=\"preserve\">{Escape(text)}</w:t></w:r>");
        return xml.ToString();
    }

    // A blank at an end is kept: the run that follows goes on with the sentence.
    public static string Escape(string text) => SecurityElement.Escape(Legible.Of(text).Replace('\n', ' ').Replace('\t', ' ')) ?? "";

    private static string Paragraph(string run, Place place, bool isRun = true)
    {
        var xml = new StringBuilder("<w:p><w:pPr>");
        xml.Append(place.KeepNext ? "<w:keepNext/>" : "").Append(place.NewPage ? "<w:pageBreakBefore/>" : "");
        if (place.Line)
            xml.Append("<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"3\" w:color=\"auto\"/></w:pBdr>");
        xml.Append(CultureInfo.InvariantCulture, $"<w:spacing w:before=\"{place.Before}\" w:after=\"{place.After}\"/>");
        xml.Append(CultureInfo.InvariantCulture, $"<w:ind w:left=\"{place.Left}\" w:right=\"{place.Right}\" w:firstLine=\"{place.First}\"/>");
        xml.Append(CultureInfo.InvariantCulture, $"<w:jc w:val=\"{place.Align ?? "both"}\"/></w:pPr>");
        return xml.Append(isRun ? run : "").Append("</w:p>").ToString();
    }
}
