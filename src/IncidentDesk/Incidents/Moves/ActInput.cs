using System.Globalization;
using IncidentDesk.Pipeline;

namespace IncidentDesk.Incidents.Moves;

/// <summary>What a person wrote into the form of an act, with what they had before their eyes: the version, and when they looked.</summary>
public sealed record ActInput(string Incident, long Version, DateTimeOffset SeenAt, IReadOnlyDictionary<string, string> Fields, TimeZoneInfo Zone)
{
    private static readonly string[] TimeForms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "HH:mm dd/MM/yyyy", "dd/MM/yyyy HH:mm"];

    /// <summary>Null where nothing was written.</summary>
    public string? this[string name] => Fields.GetValueOrDefault(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    public static ActInput Of(string incident, IFormCollection form, TimeZoneInfo zone) => new(
        incident,
        long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0,
        long.TryParse(form["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) && seen < 253402300799999 ? DateTimeOffset.FromUnixTimeMilliseconds(seen) : DateTimeOffset.UnixEpoch,
        // Browsers send line ends as the network has them.
        form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString().ReplaceLineEndings("\n")), zone);

    /// <exception cref="RefusedException">It names no person.</exception>
    public Guid Id(string name) => Guid.TryParseExact(this[name], "D", out var id) ? id : throw new RefusedException(Problems.Validation(Faults.At("/" + name, "required")));

    /// <summary>A time of the desk's zone; null where none was written.</summary>
    /// <exception cref="RefusedException">Something else was written.</exception>
    public DateTimeOffset? Instant(string name)
    {
        if (this[name] is not { } text)
            return null;
        return DateTime.TryParseExact(text.Trim(), TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 1970 and < 9000
            ? new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime()
            : throw new RefusedException(Problems.Validation(Faults.At("/" + name, "bad-format", "16:45 21/11/2026")));
    }

    /// <summary>No text of a form may hold what no text of a body may.</summary>
    public Fault? Forbidden() => Fields.FirstOrDefault(pair => !WireText.TryClean(pair.Value, out _)) is { Key: { } name } ? Faults.At("/" + name, "forbidden-character") : null;
}
