using System.Globalization;
using System.Text;
using System.Text.Json;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Advisories;

namespace IncidentDesk.Advisories;

/// <summary>A file of known weaknesses as it was read: of which day it is, and its rows as the columns of their table.</summary>
public sealed record WeaknessFile(string Kind, string AsOf, IReadOnlyList<object> Rows);

/// <summary>Reads CISA's catalogue of weaknesses that are used (JSON) and FIRST's scores (CSV), as they are published: fields that come to them later are passed over.</summary>
public static class KnownWeaknesses
{
    public static readonly IReadOnlyList<string> Kinds = ["kev", "epss"];

    public const int MostBytes = 64 << 20;

    private const int MostRows = 1_000_000;

    /// <exception cref="RefusedException">400: it is no such file.</exception>
    public static WeaknessFile Read(string kind, ReadOnlySpan<byte> file)
    {
        try
        {
            return kind == "kev" ? ReadKev(file) : ReadEpss(file);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or DecoderFallbackException)
        {
            throw NoSuchFile(kind);
        }
    }

    private static WeaknessFile ReadKev(ReadOnlySpan<byte> file)
    {
        using var json = JsonDocument.Parse(file.ToArray());
        var asOf = Day(Head(json.RootElement.GetProperty("dateReleased").GetString()));
        var rows = new Dictionary<string, object>();
        foreach (var entry in json.RootElement.GetProperty("vulnerabilities").EnumerateArray())
        {
            var cve = LetterText.CveOf(entry.GetProperty("cveID").GetString() ?? "") ?? throw new FormatException();
            rows[cve] = new
            {
                cve, vendor = Text(entry, "vendorProject"), product = Text(entry, "product"), name = Text(entry, "vulnerabilityName"),
                addedOn = Day(entry.GetProperty("dateAdded").GetString()), dueOn = entry.TryGetProperty("dueDate", out var due) && due.GetString() is { Length: 10 } day ? Day(day) : null,
                ransomware = Text(entry, "knownRansomwareCampaignUse"),
            };
        }
        RefuseCutOff(json.RootElement);
        return rows.Count > 0 ? new("kev", asOf, [.. rows.Values]) : throw new FormatException();
    }

    // It says itself how many it holds: one that lost some on its way would take weaknesses off the list.
    private static void RefuseCutOff(JsonElement catalogue)
    {
        var held = catalogue.GetProperty("vulnerabilities").GetArrayLength();
        if (catalogue.TryGetProperty("count", out var count) && count.GetInt64() is var said && said != held)
            throw new RefusedException(Problems.Validation(Faults.Saying(
                "", "malformed", $"The catalogue says that it holds {said} weaknesses and holds {held}: fetch the whole file again.",
                $"Danh mục ghi có {said} lỗ hổng nhưng chỉ có {held}: hãy tải lại cả tệp.")));
    }

    private static WeaknessFile ReadEpss(ReadOnlySpan<byte> file)
    {
        string? asOf = null;
        var rows = new Dictionary<string, object>();
        foreach (var line in new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF').AsSpan().EnumerateLines())
        {
            if (line.IsEmpty || line.StartsWith("cve,", StringComparison.OrdinalIgnoreCase))
                continue;
            var at = line.IndexOf("score_date:", StringComparison.Ordinal);
            if (line[0] == '#' && at >= 0)
                asOf = Day(Head(line[(at + "score_date:".Length)..].ToString()));
            if (line[0] == '#')
                continue;
            // A score that stands above the day of the file is of no day.
            if (asOf is null)
                throw new FormatException();
            var cells = line.ToString().Split(',');
            var cve = cells.Length >= 3 ? LetterText.CveOf(cells[0]) : null;
            rows[cve ?? throw new FormatException()] = new { cve, score = Millionths(cells[1]), percentile = Millionths(cells[2]), asOf };
            if (rows.Count > MostRows)
                throw new FormatException();
        }
        return asOf is not null && rows.Count > 0 ? new("epss", asOf, [.. rows.Values]) : throw new FormatException();
    }

    private static string Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && WireText.TryClean(value.GetString()!, out var clean)
            ? clean.Length > 300 ? clean[..300] : clean
            : "";

    /// <summary>The day at the head of an instant.</summary>
    private static string? Head(string? text) => text is { Length: > 10 } ? text[..10] : text;

    private static string Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? AdvisoryRows.Day(day) : throw new FormatException();

    private static long Millionths(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var chance) && chance is >= 0 and <= 1
            ? (long)Math.Round(chance * 1_000_000m)
            : throw new FormatException();

    private static RefusedException NoSuchFile(string kind) => new(Problems.Validation(kind == "kev"
        ? Faults.Saying("", "malformed", "This is not the catalogue of CISA (known_exploited_vulnerabilities.json).", "Đây không phải danh mục của CISA (known_exploited_vulnerabilities.json).")
        : Faults.Saying("", "malformed", "This is not a file of EPSS scores (CSV, unpacked, with its score_date).", "Đây không phải tệp điểm EPSS (CSV đã giải nén, có score_date).")));
}
