using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace IncidentDesk.Statistics;

/// <summary>
/// Tables as an XLSX file (ECMA-376): a zip of XML. Texts stand inline and numbers as numbers, so there is nothing in it that could run; the same tables give the
/// same bytes.
/// </summary>
public static class Workbook
{
    public const string Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string TypesOfParts = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string LinksOfParts = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Office = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private const int Narrowest = 9, Widest = 50, LineHeight = 15;

    // The first instant that a zip can hold: when it was written is no part of what is in it.
    private static readonly DateTimeOffset Written = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Write(IReadOnlyList<Sheet> sheets)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", xml => Types(xml, sheets.Count));
            Part(zip, "_rels/.rels", xml => Relations(xml, ["officeDocument"], _ => "xl/workbook.xml"));
            Part(zip, "xl/workbook.xml", xml => Names(xml, sheets));
            Part(zip, "xl/_rels/workbook.xml.rels", xml => Relations(
                xml, [.. sheets.Select(_ => "worksheet"), "styles"], n => n < sheets.Count ? $"worksheets/sheet{n + 1}.xml" : "styles.xml"));
            Part(zip, "xl/styles.xml", Styles);
            for (var n = 0; n < sheets.Count; n++)
            {
                var sheet = sheets[n];
                Part(zip, $"xl/worksheets/sheet{n + 1}.xml", xml => Rows(xml, sheet));
            }
        }
        return file.ToArray();
    }

    private static void Part(ZipArchive zip, string name, Action<XmlWriter> write)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = Written;
        using var stream = entry.Open();
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = false });
        xml.WriteStartDocument(standalone: true);
        write(xml);
    }

    private static void Types(XmlWriter xml, int sheets)
    {
        xml.WriteStartElement("Types", TypesOfParts);
        Element(xml, TypesOfParts, "Default", ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
        Element(xml, TypesOfParts, "Override", ("PartName", "/xl/workbook.xml"), ("ContentType", Office + "sheet.main+xml"));
        Element(xml, TypesOfParts, "Override", ("PartName", "/xl/styles.xml"), ("ContentType", Office + "styles+xml"));
        for (var n = 1; n <= sheets; n++)
            Element(xml, TypesOfParts, "Override", ("PartName", $"/xl/worksheets/sheet{n}.xml"), ("ContentType", Office + "worksheet+xml"));
    }

    private static void Relations(XmlWriter xml, IReadOnlyList<string> kinds, Func<int, string> target)
    {
        xml.WriteStartElement("Relationships", LinksOfParts);
        for (var n = 0; n < kinds.Count; n++)
            Element(xml, LinksOfParts, "Relationship", ("Id", $"rId{n + 1}"), ("Type", $"{Links}/{kinds[n]}"), ("Target", target(n)));
    }

    private static void Names(XmlWriter xml, IReadOnlyList<Sheet> sheets)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteStartElement("sheets", Main);
        for (var n = 0; n < sheets.Count; n++)
        {
            xml.WriteStartElement("sheet", Main);
            xml.WriteAttributeString("name", sheets[n].Name);
            xml.WriteAttributeString("sheetId", Whole(n + 1));
            xml.WriteAttributeString("r", "id", Links, $"rId{n + 1}");
            xml.WriteEndElement();
        }
    }

    // Three formats: plain, bold for the names of the columns, and what stands under them. What is longer than its column is wide goes on in the next line.
    private static void Styles(XmlWriter xml) => xml.WriteRaw(
        $"""<styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>""");

    private static void Rows(XmlWriter xml, Sheet sheet)
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetPr", Main);
        Element(xml, Main, "pageSetUpPr", ("fitToPage", "1"));
        xml.WriteEndElement();
        IReadOnlyList<int> widths = [.. Enumerable.Range(0, sheet.Headings.Count).Select(column => Width(sheet, column))];
        xml.WriteStartElement("cols", Main);
        for (var n = 0; n < widths.Count; n++)
            Element(xml, Main, "col", ("min", Whole(n + 1)), ("max", Whole(n + 1)), ("width", Whole(widths[n])), ("customWidth", "1"));
        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Main);
        Row(xml, 1, [.. sheet.Headings.Select(heading => (Cell)heading)], widths, style: "1");
        for (var n = 0; n < sheet.Rows.Count; n++)
            Row(xml, n + 2, sheet.Rows[n], widths, style: "2");
        xml.WriteEndElement();
        // A4 lying down: no wider than one page, and as many as it takes.
        Element(xml, Main, "pageSetup", ("paperSize", "9"), ("orientation", "landscape"), ("fitToWidth", "1"), ("fitToHeight", "0"));
    }

    // In characters: as the longest text in it, within bounds; a name of a column may be broken between its words.
    private static int Width(Sheet sheet, int column) => Math.Clamp(
        sheet.Rows.Where(row => row.Count > column).Select(row => Shown(row[column]).Length).Concat(sheet.Headings[column].Split(' ').Select(word => word.Length)).Max() + 2, Narrowest, Widest);

    private static string Shown(Cell cell) => cell.Text ?? cell.Number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static int Lines(string text, int width)
    {
        var (lines, left) = (1, width);
        foreach (var word in text.Split(' '))
        {
            if (word.Length > left)
                (lines, left) = (lines + 1, width);
            left -= word.Length + 1;
        }
        return lines;
    }

    private static void Row(XmlWriter xml, int number, IReadOnlyList<Cell> cells, IReadOnlyList<int> widths, string style)
    {
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", Whole(number));
        // Not every program finds out by itself how high a row must be.
        if (cells.Zip(widths, (cell, width) => Lines(Shown(cell), width)).Max() is > 1 and var lines)
        {
            xml.WriteAttributeString("ht", Whole(lines * LineHeight));
            xml.WriteAttributeString("customHeight", "1");
        }
        for (var n = 0; n < cells.Count; n++)
            if (cells[n] is { Text: not null } or { Number: not null })
                Write(xml, cells[n], Column(n) + Whole(number), style);
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, Cell cell, string place, string style)
    {
        xml.WriteStartElement("c", Main);
        xml.WriteAttributeString("r", place);
        xml.WriteAttributeString("s", style);
        if (cell.Number is { } number)
            xml.WriteElementString("v", Main, number.ToString(CultureInfo.InvariantCulture));
        else
        {
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is", Main);
            xml.WriteStartElement("t", Main);
            xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(Sayable(cell.Text!));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string space, string name, params (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement(name, space);
        foreach (var one in attributes)
            xml.WriteAttributeString(one.Name, one.Value);
        xml.WriteEndElement();
    }

    // What XML cannot hold is no part of a figure.
    private static string Sayable(string text) => string.Concat(text.EnumerateRunes().Where(rune =>
        rune.Value is 9 or 10 or 13 or (>= 0x20 and <= 0xFFFD) or >= 0x10000).Select(rune => rune.ToString()));

    /// <summary>A, B, ... Z, AA.</summary>
    private static string Column(int n) => n < 26 ? ((char)('A' + n)).ToString() : Column(n / 26 - 1) + (char)('A' + n % 26);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
