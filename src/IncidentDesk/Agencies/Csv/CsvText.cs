using System.Text.RegularExpressions;
using System.Text.Unicode;
using CsvHelper;
using IncidentDesk.Pipeline;

namespace IncidentDesk.Agencies.Csv;

/// <summary>A table as it was read: what its columns are called, and its lines.</summary>
public sealed record CsvTable(IReadOnlyList<string> Columns, IReadOnlyList<CsvLine> Lines);

/// <param name="Number">Of the line in the file, where it begins; the header is 1.</param>
/// <param name="Cells">Null where the line is not well-formed.</param>
public sealed record CsvLine(long Number, IReadOnlyList<string>? Cells);

/// <summary>
/// Tables as spreadsheets read and write them. A cell that a spreadsheet would run as a formula goes out with an apostrophe before it, and one that begins with an
/// apostrophe with a second, so that what is read back is exactly what was written. The same holds inside a cell behind a semicolon or a line break: where the comma is
/// the decimal sign a spreadsheet divides the line there, whatever the quotes say.
/// </summary>
public static partial class CsvText
{
    public const int MostLines = 10_000;

    private const string Dangerous = "=+-@\t\r'";

    /// <returns>UTF-8 with a byte order mark, without which Excel takes Vietnamese for something else.</returns>
    public static byte[] Write(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var text = new MemoryStream();
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { WriteByteOrderMark = true, Quoting = CsvQuoting.WhenNeededOrWhitespace }, leaveOpen: true))
        {
            csv.WriteRecord([.. columns]);
            foreach (var row in rows)
                csv.WriteRecord([.. row.Select(Defuse)]);
        }
        return text.ToArray();
    }

    /// <param name="text">UTF-8, with or without a byte order mark; separated by commas, or by semicolons as Excel writes where the comma is the decimal sign.</param>
    /// <exception cref="RefusedException">400: there is no table in it, or too long a one.</exception>
    public static CsvTable Read(ReadOnlyMemory<byte> text)
    {
        if (text.Span.StartsWith("\uFEFF"u8))
            text = text[3..];
        if (!Utf8.IsValid(text.Span))
            throw Unreadable("The file is not UTF-8: save the table as CSV (UTF-8).", "Tệp không phải UTF-8: hãy lưu bảng dạng CSV (UTF-8).");
        var broken = new HashSet<long>();
        using var csv = CsvReader.Create(text, new CsvReaderOptions
        {
            HasHeader = false, Separator = SeparatorOf(text.Span), TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Recover, OnMalformedRecord = one => broken.Add(one.LineNumber),
        });
        var lines = new List<CsvLine>();
        while (csv.Read())
        {
            lines.Add(new(csv.LineNumber, [.. Enumerable.Range(0, csv.FieldCount).Select(n => Undo(csv.GetString(n)))]));
            if (lines.Count > MostLines + 1)
                throw new RefusedException(Problems.Validation(Faults.Saying(
                    "", "too-many", $"The file has more than {MostLines} lines: divide it.", $"Tệp có hơn {MostLines} dòng: hãy chia nhỏ.")));
        }
        return lines is [{ Cells: { } columns } header, .. var rest] && !broken.Contains(header.Number)
            ? new(
                [.. columns.Select(one => one.Trim())],
                [.. rest.Where(line => line.Cells!.Any(cell => cell.Length > 0)).Select(line => broken.Contains(line.Number) ? line with { Cells = null } : line)])
            : throw Unreadable(
                "The file does not begin with a line of column names: save the table as CSV (UTF-8).",
                "Tệp không bắt đầu bằng dòng tên cột: hãy lưu bảng dạng CSV (UTF-8).");
    }

    private static RefusedException Unreadable(string message, string messageVi) =>
        new(Problems.Validation(Faults.Saying("", "malformed", message, messageVi)));

    private static char SeparatorOf(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny("\r\n"u8);
        return (end < 0 ? text : text[..end]).Contains((byte)';') ? ';' : ',';
    }

    private static string Defuse(string cell) => BeginningInside().Replace(
        cell.Length > 0 && Dangerous.Contains(cell[0], StringComparison.Ordinal) ? "'" + cell : cell, "'");

    private static string Undo(string cell) => DefusedInside().Replace(
        cell.Length > 1 && cell[0] == '\'' && Dangerous.Contains(cell[1], StringComparison.Ordinal) ? cell[1..] : cell, "");

    [GeneratedRegex("""(?<=[;\r\n])(?=[ "]*[=+\-@\t'])""", RegexOptions.CultureInvariant)]
    private static partial Regex BeginningInside();

    [GeneratedRegex("""(?<=[;\r\n])'(?=[ "]*[=+\-@\t'])""", RegexOptions.CultureInvariant)]
    private static partial Regex DefusedInside();
}
