using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Shell;
using Microsoft.AspNetCore.Components;

namespace IncidentDesk.Advisories;

/// <summary>
/// Draws the matrix. Twelve thousand cells are written as text, not as components, and each says its state by a sign, by a colour and in words. In the overview the
/// taller a bar, the more is left to do, so that it reads in grey too.
/// </summary>
public sealed class MatrixDrawing(ShowMatrix.Matrix matrix, Language language)
{
    /// <summary>The signs, in the order of the states. An affected agency shows its number instead.</summary>
    public static readonly IReadOnlyList<string> Signs = ["·", "→", "o", "?", "…", "–", "!", "~", "✓", "✓✓", "E"];

    /// <summary>So many cells are links; with more of them the page would weigh too much, and the heads lead on.</summary>
    private const int MostLinks = 2500;

    private const int Left = 170, Width = 1200, Top = 24, Line = 17, Gap = 8;

    private static readonly int[] Heights = [0, 4, 4, 14, 10, 2, 14, 8, 5, 3, 6];
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public MarkupString Overview(string title, string description)
    {
        var svg = new StringBuilder(64 << 10);
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"overview\" role=\"img\" aria-labelledby=\"ov-t ov-d\" viewBox=\"0 0 {Width} {Top + (matrix.Letters.Count * Line) + 4}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"ov-t\">{Html.Encode(title)}</title><desc id=\"ov-d\">{Html.Encode(description)}</desc>");
        var columns = Columns(out var step);
        Heads(svg, columns);
        for (var row = 0; row < matrix.Letters.Count; row++)
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"ov-name\" x=\"0\" y=\"{Top + ((row + 1) * Line) - 4}\">{Html.Encode(matrix.Letters[row].Number)}</text>");
        for (byte state = 1; state < CellMoves.States.Count; state++)
            Bars(svg, state, columns, Math.Max(1, step - 0.8));
        return new(svg.Append("</svg>").ToString());
    }

    public MarkupString Rows()
    {
        var rows = new StringBuilder(matrix.Letters.Count * matrix.Units.Count * 60);
        var words = CellMoves.States.Select(state => Html.Encode(Texts.Say(Texts.AdvisoryStates, state, language))).ToArray();
        var linked = matrix.Letters.Count * matrix.Units.Count <= MostLinks;
        for (var column = 0; column < matrix.Units.Count; column++)
        {
            var unit = matrix.Units[column];
            rows.Append("<tr><th scope=\"row\">").Append(Html.Encode(language == Language.English ? unit.NameEn : unit.Name)).Append("</th>");
            for (var row = 0; row < matrix.Letters.Count; row++)
                Cell(rows, matrix.Cells[row][column], words, linked ? $"/advisories/{matrix.Letters[row].Id:D}?agency={Uri.EscapeDataString(unit.Code)}" : null);
            rows.Append("</tr>");
        }
        return new(rows.ToString());
    }

    private static void Cell(StringBuilder rows, ShowMatrix.Cell cell, string[] words, string? address)
    {
        var isCount = CellMoves.States[cell.State] == CellMoves.Affected && cell.Affected > 0;
        var (sign, word) = isCount
            ? (cell.Affected.ToString(CultureInfo.InvariantCulture), $"{words[cell.State]}: {cell.Affected.ToString(CultureInfo.InvariantCulture)}")
            : (Signs[cell.State], words[cell.State]);
        rows.Append("<td class=\"s-").Append(CellMoves.States[cell.State]).Append('"');
        if (address is null)
            rows.Append(" aria-label=\"").Append(word).Append("\">").Append(sign).Append("</td>");
        else
            rows.Append("><a href=\"").Append(Html.Encode(address)).Append("\" aria-label=\"").Append(word).Append("\">").Append(sign).Append("</a></td>");
    }

    // Small groups stand close together: a head that would run into the one before it is left out, the table below names them all.
    private void Heads(StringBuilder svg, double[] columns)
    {
        var free = 0.0;
        foreach (var kind in matrix.Kinds)
        {
            var (at, word) = (columns[FirstOf(kind)], Texts.Say(Texts.AgencyKinds, kind, language));
            if (at < free)
                continue;
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"ov-head\" x=\"{at:0.#}\" y=\"14\">{Html.Encode(word)}</text>");
            free = at + (word.Length * 7.5);
        }
    }

    private void Bars(StringBuilder svg, byte state, double[] columns, double width)
    {
        var path = new StringBuilder();
        for (var row = 0; row < matrix.Letters.Count; row++)
            for (var column = 0; column < matrix.Units.Count; column++)
                if (matrix.Cells[row][column].State == state)
                    path.Append(CultureInfo.InvariantCulture, $"M{columns[column]:0.#} {Top + ((row + 1) * Line)}v-{Heights[state]}h{width:0.#}v{Heights[state]}z");
        if (path.Length > 0)
            svg.Append("<path class=\"s-").Append(CellMoves.States[state]).Append("\" d=\"").Append(path).Append("\"/>");
    }

    /// <summary>Where each agency stands: one kind beside the other, with a gap between them.</summary>
    private double[] Columns(out double step)
    {
        var kinds = matrix.Kinds.Count();
        step = Math.Min(24.0, (Width - Left - (Gap * Math.Max(0, kinds - 1))) / (double)Math.Max(1, matrix.Units.Count));
        var columns = new double[matrix.Units.Count];
        var (at, kind) = ((double)Left, matrix.Units.Count > 0 ? matrix.Units[0].Kind : "");
        for (var column = 0; column < columns.Length; column++, at += step)
        {
            if (matrix.Units[column].Kind != kind)
                (at, kind) = (at + Gap, matrix.Units[column].Kind);
            columns[column] = at;
        }
        return columns;
    }

    private int FirstOf(string kind) => matrix.Units.TakeWhile(unit => unit.Kind != kind).Count();
}
