using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using IncidentDesk.Statistics;
using NUnit.Framework;

namespace IncidentDesk.Tests.Statistics;

[Category("once")]
public sealed class WorkbookTests
{
    private static readonly IReadOnlyList<Sheet> Sheets =
    [
        new("một", ["key", "number", "share", "text"], ["key", "số", "tỷ lệ", "chữ"],
        [
            ["SO-YTE", 1200L, 33.3m, "Nghĩa vụ & <hạn>"], ["=1+1", -7L, (decimal?)null, "@SUM(A1)"], ["01", 0L, 0.5m, "  hai\u0001  \"ba\""], ["🚨", 1_234_567_890_123L, (string?)null, (string?)null],
        ]),
        new("hai", [.. Enumerable.Range(0, 30).Select(n => $"c{n}")], [.. Enumerable.Range(0, 30).Select(n => $"c{n}")], [[.. Enumerable.Range(0, 30).Select(n => (Cell)(long)n)]]),
    ];

    [Test]
    public void The_same_tables_are_the_same_bytes()
    {
        var (one, other) = (Workbook.Write(Sheets), Workbook.Write(Sheets));
        Assert.That(one, Is.EqualTo(other));
    }

    [Test]
    public void Nothing_in_it_could_run_and_every_part_is_well_formed()
    {
        using var zip = new ZipArchive(new MemoryStream(Workbook.Write(Sheets)));
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            var part = XDocument.Load(stream);
            Assert.That(part.Descendants().Select(one => one.Name.LocalName), Has.None.EqualTo("f").And.None.EqualTo("externalReference"), entry.FullName);
        }
        Assert.That(zip.Entries.Select(entry => entry.FullName), Does.Contain("[Content_Types].xml").And.Contain("xl/worksheets/sheet2.xml"));
    }

    [Test]
    public void A_column_has_room_for_what_stands_in_it_and_a_sheet_prints_no_wider_than_one_page()
    {
        using var zip = new ZipArchive(new MemoryStream(Workbook.Write(
            [new("rộng", ["a", "b", "c"], ["Mã", "Nghĩa vụ có hạn trong kỳ", "Nghĩa là"], [["duties-total", 1L, string.Join(' ', Enumerable.Repeat("mười ký tự", 30))], ["x", 2L, "ngắn"]])])));
        var (sheet, styles) = (Root("xl/worksheets/sheet1.xml"), Root("xl/styles.xml"));

        Assert.That(sheet.Elements().Select(one => one.Name.LocalName), Is.EqualTo(new[] { "sheetPr", "cols", "sheetData", "pageSetup" }), "in the order of the standard");
        Assert.That(All(sheet, "col").Select(one => (string?)one.Attribute("width")), Is.EqualTo(new[] { "14", "9", "50" }), "a heading is broken between words, a long text at fifty");
        Assert.That(All(sheet, "row").Select(one => (string?)one.Attribute("ht")), Is.EqualTo(new[] { "45", "105", null }));
        Assert.That(All(styles, "cellXfs").Single().Elements().Skip(1).SelectMany(format => All(format, "alignment")).Select(one => (string?)one.Attribute("wrapText")), Is.EqualTo(new[] { "1", "1" }));
        Assert.That(All(sheet, "c").Select(one => (string?)one.Attribute("s")), Is.EqualTo(new[] { "1", "1", "1", "2", "2", "2", "2", "2", "2" }));
        var setup = All(sheet, "pageSetup").Single();
        Assert.That(((string?)All(sheet, "pageSetUpPr").Single().Attribute("fitToPage"), (string?)setup.Attribute("orientation"), (string?)setup.Attribute("fitToWidth"), (string?)setup.Attribute("fitToHeight")),
            Is.EqualTo(("1", "landscape", "1", "0")));

        XElement Root(string part)
        {
            using var stream = zip.GetEntry(part)!.Open();
            return XDocument.Load(stream).Root!;
        }

        static IEnumerable<XElement> All(XElement within, string name) => within.DescendantsAndSelf().Where(one => one.Name.LocalName == name);
    }

    [Test]
    public async Task LibreOffice_reads_the_same_numbers_and_texts()
    {
        Assert.That(await LibreOffice.ReadAsync(Workbook.Write(Sheets)), Is.EqualTo(new[]
        {
            "key,số,tỷ lệ,chữ", "SO-YTE,1200,33.3,Nghĩa vụ & <hạn>", "=1+1,-7,,@SUM(A1)", "01,0,0.5,\"  hai  \"\"ba\"\"\"", $"🚨,{1_234_567_890_123},,",
        }));
        Assert.That(await LibreOffice.ReadAsync(Workbook.Write([Sheets[1]])), Is.EqualTo(new[]
        {
            string.Join(',', Enumerable.Range(0, 30).Select(n => $"c{n}")), string.Join(',', Enumerable.Range(0, 30)),
        }));
    }
}

/// <summary>A program that knows nothing of ours reads a workbook's first sheet.</summary>
internal static class LibreOffice
{
    public static async Task<IReadOnlyList<string>> ReadAsync(byte[] workbook)
    {
        var folder = Directory.CreateTempSubdirectory("desk-xlsx-").FullName;
        try
        {
            var file = Path.Combine(folder, "book.xlsx");
            await File.WriteAllBytesAsync(file, workbook);
            // 44 is the comma, 34 the quote, 76 UTF-8; numbers as they are, not as they are shown.
            var start = new ProcessStartInfo("soffice",
                ["--headless", $"-env:UserInstallation=file://{folder}/profile", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false", "--outdir", folder, file])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            };
            using var office = Process.Start(start) ?? throw new InvalidOperationException("soffice did not start.");
            var said = office.StandardOutput.ReadToEndAsync();
            var faults = office.StandardError.ReadToEndAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            await office.WaitForExitAsync(patience.Token);
            var table = Path.Combine(folder, "book.csv");
            Assert.That(File.Exists(table), Is.True, $"{await said} {await faults}");
            return (await File.ReadAllTextAsync(table, Encoding.UTF8)).Trim('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
