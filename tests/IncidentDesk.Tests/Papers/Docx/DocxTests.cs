using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using IncidentDesk.Papers;
using IncidentDesk.Papers.Docx;
using IncidentDesk.Reference;
using IncidentDesk.Rules.Papers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace IncidentDesk.Tests.Papers.Docx;

[Category("once")]
public sealed partial class DocxTests
{
    private static readonly IReadOnlyList<PaperForm> Forms = ReferenceLibrary.Load().Forms;
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private static readonly string[] Hostile =
    [
        "</w:t></w:r><w:r><w:t>chèn", "&amp;&#x202E;<!--", "{ INCLUDEPICTURE \"http://evil.example/x\" }", "=HYPERLINK(\"http://evil.example\")", "DDEAUTO c:\\\\windows\\\\cmd.exe",
        "abc\u202Efdp.exe", "\u0000\u0001\u001F\uFFFE", "\uD800 nửa", "]]>", new('Đ', 20_000), "một\r\nhai\u2028ba",
    ];

    [Test]
    public void The_same_letter_is_the_same_bytes()
    {
        foreach (var form in Forms)
        {
            var (first, again) = (DocxWriter.Write(Letter(form)), DocxWriter.Write(Letter(form)));
            Assert.That(again, Is.EqualTo(first), form.Code);
        }
        using var zip = new ZipArchive(new MemoryStream(DocxWriter.Write(Letter(Forms[0]))));
        Assert.That(zip.Entries.Select(entry => entry.LastWriteTime.Year).Distinct(), Is.EqualTo(new[] { 1980 }));
    }

    [Test]
    public void Every_part_is_well_formed_and_every_answer_stands_in_the_document()
    {
        foreach (var form in Forms)
        {
            var parts = PartsOf(DocxWriter.Write(Letter(form)));
            var text = TextOf(parts["word/document.xml"]);
            foreach (var block in form.Blocks.Where(block => block is { Kind: "field", When: null }))
                Assert.That(text, Does.Contain($"- {form.Field(block.Field!)!.Name.Vi}: "), form.Code);
            Assert.That(text, Does.Contain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").And.Contain("Độc lập - Tự do - Hạnh phúc").And.Contain("Nơi nhận:"), form.Code);
            Assert.That(TextOf(parts["word/header1.xml"]), Is.EqualTo("TLP:AMBER"));
            foreach (var relation in parts["word/_rels/document.xml.rels"].Root!.Elements())
                Assert.That(parts.Keys, Has.Member("word/" + (string)relation.Attribute("Target")!), "nothing leads outside of the file");
        }
    }

    [Test]
    public void Hostile_text_is_only_ever_letters()
    {
        foreach (var text in Hostile)
            IsHarmless(text);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => IsHarmless(text ?? "")));
    }

    [Test]
    public void The_page_is_a4_with_the_margins_of_a_dispatch_and_a_wide_table_lies_down()
    {
        var page = PartsOf(DocxWriter.Write(Letter(Form("ND331-BC72"))))["word/document.xml"].Descendants(W + "pgMar").Single();
        Assert.That(new[] { "top", "right", "bottom", "left" }.Select(side => (int)page.Attribute(W + side)! * 25.4 / 1440), Is.EqualTo(new[] { 20, 20, 20, 30.0 }).Within(0.1));
        var wide = PartsOf(DocxWriter.Write(Letter(Form("ND331-Mau08"))))["word/document.xml"].Descendants(W + "pgSz").ToList();
        Assert.That(wide.Select(size => (string?)size.Attribute(W + "orient")), Is.EqualTo(new[] { null, "landscape" }));
    }

    [Test, Category("slow")]
    public async Task LibreOffice_opens_every_form_and_reads_what_we_wrote()
    {
        RealPart.Require("libreoffice-writer-nogui", "/usr/bin/soffice");
        RealPart.Require("poppler-utils", "/usr/bin/pdftotext");
        using var printer = new PdfPrinter(Settings("/usr/bin/soffice"), NullLogger<PdfPrinter>.Instance);
        foreach (var form in Forms)
        {
            var letter = Letter(form);
            var pdf = await printer.PrintAsync(DocxWriter.Write(letter), CancellationToken.None);
            var read = Words(await PdfText.ReadAsync(pdf));
            foreach (var line in letter.Parts.SelectMany(part => part.Lines.Append(part.Kind == PaperBlock.Table ? "" : part.Label ?? "")).Append(letter.Matter).Append(letter.Signer).Concat(letter.Copies))
                Assert.That(read, Does.Contain(Words(line)), form.Code);
        }
        Assert.That(Directory.GetDirectories(Path.GetTempPath(), "paper-*").Where(room => File.Exists(Path.Combine(room, "paper.docx"))), Is.Empty, "nothing is left behind");
    }

    [Test, Category("slow")]
    public void A_program_that_makes_nothing_is_an_answer_in_words()
    {
        using var printer = new PdfPrinter(Settings("/bin/true"), NullLogger<PdfPrinter>.Instance);
        Assert.That(async () => await printer.PrintAsync([1], CancellationToken.None), Throws.InstanceOf<IncidentDesk.Pipeline.RefusedException>()
            .With.Matches<IncidentDesk.Pipeline.RefusedException>(refused => refused.Problem.Code == "pdf-failed"));
    }

    private static void IsHarmless(string text)
    {
        var form = Form("ND331-BC72");
        var plain = PartsOf(DocxWriter.Write(Letter(form)))["word/document.xml"];
        var values = form.Fields.Where(field => field.Kind is "line" or "text").ToDictionary(field => field.Code, field => field.Code == "issuerAbove" ? "trên" : $"{text} .");
        var parts = PartsOf(DocxWriter.Write(LetterWriting.Write(form, values, "TLP:AMBER", false, text)));
        var names = parts["word/document.xml"].Descendants().Select(element => element.Name.LocalName).Distinct();
        Assert.That(names, Is.SubsetOf(plain.Descendants().Select(element => element.Name.LocalName).Distinct().ToList()), "no element that we did not write");
        Assert.That(parts["word/document.xml"].Descendants(W + "instrText"), Is.Empty);
        Assert.That(parts.Values.SelectMany(part => part.ToString()).Where(sign => sign is '\u202E' or '\u2066' or '\u200F'), Is.Empty);
    }

    private static PaperForm Form(string code) => Forms.Single(form => form.Code == code);

    private static Letter Letter(PaperForm form) => LetterWriting.Write(form, form.Fields.ToDictionary(field => field.Code, field => field.Kind switch
    {
        "date" => "2026-02-05", "instant" => "2026-11-20T16:45", "flag" => "yes", "choice" => field.Choices[0], "table" => string.Join(" | ", field.Columns.Select((_, n) => $"ô {n}")),
        _ => $"Giá trị {field.Code} ă â đ ê ô ơ ư",
    }), "TLP:AMBER", false, "INC-2026-000001");

    private static Dictionary<string, XDocument> PartsOf(byte[] docx)
    {
        using var zip = new ZipArchive(new MemoryStream(docx));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var stream = entry.Open();
            return XDocument.Load(stream, LoadOptions.PreserveWhitespace);
        });
    }

    private static string TextOf(XDocument part) => string.Concat(part.Descendants(W + "t").Select(text => text.Value));

    private static DeskSettings Settings(string program)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Papers:LibreOffice"] = program, ["Channels:Mail:From"] = "desk@desk.example" }).Build();
        return SettingsCheck.Read(configuration).Settings!;
    }

    // Lines are broken and pages turned where there is no more room: words are compared.
    private static string Words(string text) => Spaces().Replace(text, "").ToLowerInvariant();

    [GeneratedRegex(@"[\s…/.\-]+")]
    private static partial Regex Spaces();
}
