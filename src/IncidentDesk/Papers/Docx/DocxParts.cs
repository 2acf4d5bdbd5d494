namespace IncidentDesk.Papers.Docx;

/// <summary>The parts of the file that no letter changes, and the heads and feet of its pages.</summary>
internal static class DocxParts
{
    public const string Namespaces =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

    private const string Main = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private const string Kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    public const string ContentTypes =
        $"""
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{Main}document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{Main}styles+xml"/><Override PartName="/word/settings.xml" ContentType="{Main}settings+xml"/><Override PartName="/word/header1.xml" ContentType="{Main}header+xml"/><Override PartName="/word/header2.xml" ContentType="{Main}header+xml"/><Override PartName="/word/header3.xml" ContentType="{Main}header+xml"/><Override PartName="/word/footer1.xml" ContentType="{Main}footer+xml"/></Types>
        """;

    public const string Relations =
        $"""
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Kind}officeDocument" Target="word/document.xml"/></Relationships>
        """;

    public const string DocumentRelations =
        $"""
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Kind}styles" Target="styles.xml"/><Relationship Id="rId2" Type="{Kind}settings" Target="settings.xml"/><Relationship Id="rId3" Type="{Kind}header" Target="header1.xml"/><Relationship Id="rId4" Type="{Kind}header" Target="header2.xml"/><Relationship Id="rId6" Type="{Kind}header" Target="header3.xml"/><Relationship Id="rId5" Type="{Kind}footer" Target="footer1.xml"/></Relationships>
        """;

    public const string Settings = $"<w:settings {Namespaces}><w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/></w:settings>";

    public const string Styles =
        $"""
        <w:styles {Namespaces}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>
        """;

    /// <summary>The mark stands on every page; the number in the middle, from the second page on.</summary>
    /// <param name="width">Of the text on the page.</param>
    public static string Header(string mark, bool withNumber, int width)
    {
        var number = withNumber
            ? "<w:r><w:rPr><w:sz w:val=\"26\"/></w:rPr><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:rPr><w:sz w:val=\"26\"/></w:rPr><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:rPr><w:sz w:val=\"26\"/></w:rPr><w:fldChar w:fldCharType=\"end\"/></w:r>"
            : "";
        return $"<w:hdr {Namespaces}><w:p><w:pPr><w:tabs><w:tab w:val=\"center\" w:pos=\"{width / 2}\"/><w:tab w:val=\"right\" w:pos=\"{width}\"/></w:tabs><w:jc w:val=\"left\"/></w:pPr>"
            + $"<w:r><w:tab/></w:r>{number}<w:r><w:tab/></w:r>{DocxText.Run(mark, new(11, Bold: true))}</w:p></w:hdr>";
    }

    public static string Footer(string notice) =>
        $"<w:ftr {Namespaces}>{DocxText.Paragraph(notice, new(9, Italic: true), new("center"))}</w:ftr>";
}
