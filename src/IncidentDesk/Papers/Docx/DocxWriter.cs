using System.IO.Compression;
using System.Text;
using IncidentDesk.Rules.Papers;

namespace IncidentDesk.Papers.Docx;

/// <summary>
/// A letter as a DOCX: a zip of XML, written here because nothing that writes it restores. The same letter is the same bytes: fixed times, fixed order, and stored as it
/// is, so that no version of a compressor changes them.
/// </summary>
public static class DocxWriter
{
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="isDraft">Nobody has approved it: its head says DỰ THẢO.</param>
    public static byte[] Write(Letter letter, bool isDraft = false)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", DocxParts.ContentTypes);
            Add(zip, "_rels/.rels", DocxParts.Relations);
            Add(zip, "word/document.xml", new DocxBody(letter, isDraft).Write());
            Add(zip, "word/styles.xml", DocxParts.Styles);
            Add(zip, "word/settings.xml", DocxParts.Settings);
            Add(zip, "word/header1.xml", DocxParts.Header(letter.Mark, withNumber: true, DocxBody.Width));
            Add(zip, "word/header2.xml", DocxParts.Header(letter.Mark, withNumber: false, DocxBody.Width));
            Add(zip, "word/header3.xml", DocxParts.Header(letter.Mark, withNumber: true, DocxBody.WideWidth));
            Add(zip, "word/footer1.xml", DocxParts.Footer(letter.Notice));
            Add(zip, "word/_rels/document.xml.rels", DocxParts.DocumentRelations);
        }
        return bytes.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string xml)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Epoch;
        // What a system would write into it by itself differs from one to the next.
        entry.ExternalAttributes = 0;
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml));
    }
}
