using System.Globalization;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Versions;
using IncidentDesk.Shell;

namespace IncidentDesk.Advisories;

/// <summary>What people write into the forms of this room, read in the desk's zone: days, instants, lines.</summary>
public sealed class Forms(DeskSettings settings)
{
    private static readonly string[] Days = ["d/M/yyyy", "yyyy-MM-dd", "d-M-yyyy", "d.M.yyyy"], Times = ["d/M/yyyy H:mm", "yyyy-MM-dd H:mm", "yyyy-MM-ddTHH:mm", "d/M/yyyy HH'h'mm"];

    public static string? Said(IFormCollection form, string name) =>
        WireText.TryClean(form[name].ToString().Trim().Replace("\r\n", "\n", StringComparison.Ordinal), out var clean) && clean.Length > 0 ? clean : null;

    public static IReadOnlyList<string> Lines(string? text) =>
        text?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day) ? day : null;

    public static long? Number(string? text) =>
        long.TryParse(text?.Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A day alone ends at its midnight.</summary>
    /// <returns>Null where nothing was written.</returns>
    /// <exception cref="RefusedException">400: it is no day and no instant.</exception>
    public DateTimeOffset? Instant(string? text, string path)
    {
        if (text is null)
            return null;
        if (Day(text) is { } day)
            return Local(day.ToDateTime(new TimeOnly(23, 59, 59)));
        return DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var at)
            ? Local(at)
            : throw new RefusedException(Problems.Validation(Faults.At(path, "bad-format", "25/10/2026 17:00")));
    }

    /// <summary>The end of a day of an address; what is no day is no filter.</summary>
    public DateTimeOffset? EndOf(string? day) => Day(day) is { } one ? Local(one.ToDateTime(new TimeOnly(23, 59, 59))) : null;

    public string Shown(DateTimeOffset? instant) =>
        instant is { } at ? settings.Zone.Local(at).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture) : "";

    public static string Shown(string? day) => day is { Length: 10 } ? $"{day[8..]}/{day[5..7]}/{day[..4]}" : day ?? "";

    /// <summary>"FortiOS: 7.0.0 - 7.0.6, 7.2.0 - 7.2.1" and back.</summary>
    public static string Written(AdvisoryBody.ProductBody product) =>
        product.Versions is { Count: > 0 } versions ? $"{product.Name}: {string.Join(", ", versions.Select(Written))}" : product.Name;

    public static AdvisoryBody.ProductBody Product(string line)
    {
        var at = line.LastIndexOf(':');
        return at < 0
            ? new(line)
            : new(line[..at].Trim(), [.. line[(at + 1)..].Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Range)]);
    }

    private static string Written(AdvisoryBody.VersionsBody range) => (range.From, range.To, range.FixedIn) switch
    {
        (null, null, { } mended) => $"< {mended}",
        ({ } from, null, { } mended) => $"{from} < {mended}",
        (null, { } to, _) => $"≤ {to}",
        ({ } from, null, null) => $"≥ {from}",
        var (from, to, _) => from == to ? from ?? "" : $"{from} - {to}",
    };

    private static AdvisoryBody.VersionsBody Range(string text)
    {
        string[] ends;
        if (text.StartsWith('≤'))
            return new(null, text[1..].Trim());
        if (text.StartsWith('≥'))
            return new(text[1..].Trim());
        if (text.Contains('<', StringComparison.Ordinal))
            return text.Split('<', 2, StringSplitOptions.TrimEntries) is var parts && parts[0].Length == 0 ? new(null, null, parts[1]) : new(parts[0], null, parts[1]);
        ends = text.Split([" - ", " – ", "–", " đến "], 2, StringSplitOptions.TrimEntries);
        // "7.0.0-7.0.6" is a range, "2.0-rc1" a version.
        if (ends.Length == 1 && text.Split('-', 2) is [var first, var last] && last.Contains('.', StringComparison.Ordinal) && ProductVersion.Read(last) is not null)
            ends = [first.Trim(), last.Trim()];
        return ends.Length == 1 ? new(ends[0], ends[0]) : new(ends[0], ends[1]);
    }

    private DateTimeOffset Local(DateTime at) => new DateTimeOffset(at, settings.Zone.Zone.GetUtcOffset(at)).ToUniversalTime();
}
