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
