using System.IO.Compression;
using System.Text;
using System.Xml;
using IncidentDesk.Pipeline;

namespace IncidentDesk.Advisories;

/// <summary>
/// The text of a DOCX: the words of word/document.xml and nothing else of the archive. What an archive says of its sizes is not believed; nothing outside of it is ever
/// opened.
/// </summary>
public static class LetterFile
{
    public const int MostBytes = 4 << 20, MostText = 200_000;
    private const int MostEntries = 2000;
    private const long MostXml = 16 << 20;
    private const string Words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    /// <exception cref="RefusedException">400: it is no DOCX that can be read here.</exception>
    public static string TextOf(byte[] file)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MostEntries || archive.GetEntry("word/document.xml") is not { } document)
                throw NotALetter();
            using var xml = new Counted(document.Open(), MostXml);
            return Read(xml);
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or NotSupportedException)
        {
            throw NotALetter();
        }
    }

    private static string Read(Stream stream)
    {
        using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostXml });
        var text = new StringBuilder();
        while (xml.Read() && text.Length < MostText)
        {
            if (xml.NamespaceURI != Words)
                continue;
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t")
                Append(text, xml);
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "tab")
                text.Append(' ');
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "noBreakHyphen")
                text.Append('-');
            else if (xml.LocalName is "br" or "cr" && xml.NodeType == XmlNodeType.Element)
                text.Append('\n');
            else if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "p")
                text.Append('\n');
        }
        return text.ToString(0, Math.Min(text.Length, MostText));
    }

    // What stands between the tags of one run, whatever the writer put in between; the reader is left on its end.
    private static void Append(StringBuilder text, XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return;
        while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA)
                text.Append(xml.Value);
    }

    private static RefusedException NotALetter() => new(Problems.Validation(Faults.Saying(
        "", "malformed", "This is no DOCX that can be read here: save the letter as DOCX, or paste its text.",
        "Không đọc được tệp DOCX này: hãy lưu lại văn bản dạng DOCX hoặc dán nội dung.")));

    /// <summary>No more bytes than so many come out, however small they went in.</summary>
    private sealed class Counted(Stream inner, long left) : Stream
    {
        private long left = left;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            return (left -= read) >= 0 ? read : throw new InvalidDataException("More comes out of the archive than a letter has.");
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
