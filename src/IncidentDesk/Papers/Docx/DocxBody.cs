using System.Globalization;
using System.Text;
using IncidentDesk.Rules.Papers;
using static IncidentDesk.Papers.Docx.DocxText;

namespace IncidentDesk.Papers.Docx;

/// <summary>
/// The page as Nghị định 30/2020 lays it out: issuer left and quốc hiệu right, number and date below, the body in 14 points, recipients left and signature right. A4,
/// margins 20, 20, 30 and 20 mm.
/// </summary>
internal sealed class DocxBody(Letter letter, bool isDraft)
{
    public const int Width = Left + Right, WideWidth = 14003;

    private const int Left = 3600, Right = 5471;
    private const string Portrait = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" w:footer=\"454\" w:gutter=\"0\"/>";
    private const string Landscape = "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1701\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" w:footer=\"454\" w:gutter=\"0\"/>";
    private const string WidePages = "<w:headerReference w:type=\"default\" r:id=\"rId6\"/><w:footerReference w:type=\"default\" r:id=\"rId5\"/>";
    private const string Pages = "<w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:headerReference w:type=\"first\" r:id=\"rId4\"/><w:footerReference w:type=\"default\" r:id=\"rId5\"/><w:footerReference w:type=\"first\" r:id=\"rId5\"/>";

    private static readonly Look Body = new(14), Bold = new(14, Bold: true), Small = new(13);

    public string Write()
    {
        var appendix = letter.Parts.ToList().FindIndex(part => part.Kind == PaperBlock.Appendix);
        var parts = appendix < 0 ? letter.Parts : [.. letter.Parts.Take(appendix)];
        var xml = new StringBuilder($"<w:document {DocxParts.Namespaces}><w:body>");
        xml.Append(Head()).Append(To());
        foreach (var part in parts)
            xml.Append(Part(part, Width));
        xml.Append(Foot());
        if (appendix >= 0)
        {
            // The wide table has pages of its own, lying down; this paragraph ends the upright ones.
            xml.Append($"<w:p><w:pPr><w:sectPr>{Pages}{Portrait}<w:titlePg/></w:sectPr></w:pPr></w:p>");
            foreach (var part in letter.Parts.Skip(appendix))
                xml.Append(Part(part, WideWidth));
            return xml.Append($"<w:sectPr>{WidePages}{Landscape}</w:sectPr></w:body></w:document>").ToString();
        }
        return xml.Append($"<w:sectPr>{Pages}{Portrait}<w:titlePg/></w:sectPr></w:body></w:document>").ToString();
    }

    private string Head()
    {
        var issuer = new StringBuilder();
        if (letter.Above.Length > 0)
            issuer.Append(Paragraph(letter.Above.ToUpperInvariant(), Small, new("center")));
        issuer.Append(Paragraph(letter.Issuer.ToUpperInvariant(), new(13, Bold: true), new("center"))).Append(Rule(Left, 0.4));
        var nation = Paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", new(12, Bold: true), new("center"))
            + Paragraph("Độc lập - Tự do - Hạnh phúc", new(13, Bold: true), new("center")) + Rule(Right, 0.62);
        var number = Paragraph(letter.Number, Small, new("center"));
        if (letter.Title is null)
            number += Paragraph($"V/v {letter.Matter}", new(12), new("center", Before: 60));
        var xml = string.Concat(new[] { letter.IsDrill ? "DIỄN TẬP" : null, isDraft ? "DỰ THẢO" : null }.OfType<string>()
            .Select(word => Paragraph(word, new(16, Bold: true), new("center", After: 120))));
        xml += Bare((Left, Right), (issuer.ToString(), nation), (number, Paragraph(letter.PlaceAndDate, new(13, Italic: true), new("center"))));
        if (letter.Title is { } title)
            xml += Paragraph(title, Bold, new("center", Before: 320)) + Paragraph(letter.Matter, Bold, new("center")) + Rule(Width, 0.3);
        return xml;
    }

    private string To() => letter.To switch
    {
        [] => "",
        [var only] => Paragraph($"Kính gửi: {only}", Body, new("center", Before: 240, After: 200)),
        var several => Paragraph("Kính gửi:", Body, new("left", Left: 1700, Before: 240))
            + string.Concat(several.Select((one, n) => Paragraph($"- {one.TrimStart('-', ' ')}", Body, new("left", Left: 2400, After: n == several.Count - 1 ? 200 : 0)))),
    };

    private static string Part(LetterPart part, int width) => part.Kind switch
    {
        PaperBlock.Heading => Paragraph(Text(part), Bold, new("both", First: 720, Before: 120, After: 80, KeepNext: true)),
        PaperBlock.Appendix => Paragraph(Text(part), Bold, new("center", After: 160)),
        PaperBlock.Table => Table(part, width),
        PaperBlock.Answer => Answer(part),
        _ => string.Concat(part.Lines.Select(Said)),
    };

    private static string Answer(LetterPart part) => part.Lines is [var only]
        ? Paragraph([Run($"- {part.Label}: ", Body), Run(only, Body)], new("both", First: 720, After: 80))
        : Paragraph($"- {part.Label}:", Body, new("both", First: 720, After: 80, KeepNext: true)) + string.Concat(part.Lines.Select(Said));

    private static string Said(string line) => Paragraph(line, Body, new("both", First: 720, After: 80));

    private static string Text(LetterPart part) => string.Join(' ', part.Lines);

    private string Foot()
    {
        var copies = Paragraph("Nơi nhận:", new(12, Bold: true, Italic: true), new("left")) + string.Concat(letter.Copies.Select(one => Paragraph(one, new(11), new("left"))));
        var signature = string.Concat(letter.SignerTitle.Select(one => Paragraph(one.ToUpperInvariant(), Bold, new("center", KeepNext: true))))
            + Paragraph("", Body, new("center", Before: 1200, KeepNext: true)) + Paragraph(letter.Signer, Bold, new("center"));
        return Paragraph("", new(6)) + Bare((4300, Width - 4300), (copies, signature));
    }

    private static string Rule(int width, double share)
    {
        var side = (int)(width * (1 - share) / 2);
        return Paragraph("", new(3), new("center", Left: side, Right: side, Before: 60, After: 40, Line: true));
    }

    private static string Bare((int Left, int Right) widths, params IEnumerable<(string Left, string Right)> rows) =>
        $"<w:tbl><w:tblPr><w:tblW w:w=\"{widths.Left + widths.Right}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"{widths.Left}\"/><w:gridCol w:w=\"{widths.Right}\"/></w:tblGrid>"
        + string.Concat(rows.Select(row => $"<w:tr><w:trPr><w:cantSplit/></w:trPr>{Cell(widths.Left, row.Left)}{Cell(widths.Right, row.Right)}</w:tr>")) + $"</w:tbl>{Gap}";

    // Two tables that touch would become one.
    private static readonly string Gap = "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"40\" w:lineRule=\"exact\"/></w:pPr></w:p>";

    private static string Table(LetterPart part, int width)
    {
        if (part.Rows.Count == 0)
            return Said("(không có)");
        var size = part.Columns.Count > 6 ? 10 : 12;
        var widths = Widths(part, width, size);
        var xml = new StringBuilder(
            $"<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblBorders>{string.Concat(new[] { "top", "left", "bottom", "right", "insideH", "insideV" }.Select(side => $"<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"))}</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
        foreach (var column in widths)
            xml.Append(CultureInfo.InvariantCulture, $"<w:gridCol w:w=\"{column}\"/>");
        xml.Append("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        xml.Append(string.Concat(part.Columns.Select((column, n) => Cell(widths[n], Paragraph(column, new(size, Bold: true), new("center", Before: 40, After: 40))))));
        foreach (var row in part.Rows)
            xml.Append("</w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>").Append(string.Concat(row.Select((cell, n) => Cell(widths[n], Paragraph(cell, new(size), new("left", Before: 40, After: 40))))));
        return xml.Append("</w:tr></w:tbl>").Append(Paragraph("", new(6), new(After: 60))).ToString();
    }

    /// <summary>Each column has room for its longest word; what is left goes to those that have more to say.</summary>
    private static int[] Widths(LetterPart part, int width, int size)
    {
        var cells = part.Columns.Select((column, n) => part.Rows.Select(row => row[n]).Append(column).ToList()).ToList();
        var least = cells.ConvertAll(column => 160 + (size * 12 * Math.Clamp(column.SelectMany(cell => cell.Split(' ')).Max(word => word.Length), 4, 16)));
        var wish = cells.ConvertAll(column => Math.Clamp(column.Max(cell => cell.Length), 1, 60));
        var free = width - least.Sum();
        var widths = least.Select((one, n) => free > 0 ? one + (int)((long)free * wish[n] / wish.Sum()) : (int)((long)one * width / least.Sum())).ToArray();
        widths[^1] += width - widths.Sum();
        return widths;
    }

    private static string Cell(int width, string paragraphs) => $"<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{paragraphs}</w:tc>";
}
