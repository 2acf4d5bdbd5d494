using System.Globalization;
using IncidentDesk.Pipeline;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Shell;

namespace IncidentDesk.Calculator;

/// <summary>The form as it was typed, so that what is wrong stands beside what was written, and what it says once it can be read.</summary>
public sealed record CalculatorForm
{
    private static readonly string[] Patterns =
        ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "dd/MM/yyyy HH:mm", "d/M/yyyy H:mm", "HH:mm dd/MM/yyyy", "H:mm d/M/yyyy"];

    public string Category { get; init; } = "";
    public string Detected { get; init; } = "";
    public string Occurred { get; init; } = "";
    public string Jurisdiction { get; init; } = "civil";
    public string Level { get; init; } = "";
    public string Subjects { get; init; } = "";
    public string Established { get; init; } = "";

    /// <summary>The boxes that are ticked.</summary>
    public IReadOnlyList<string> Ticked { get; init; } = [];

    /// <summary>What is wrong, by the name of the field.</summary>
    public IReadOnlyDictionary<string, Text> Faults { get; init; } = new Dictionary<string, Text>();

    public static CalculatorForm Of(IFormCollection form) => new()
    {
        Category = Said(form, "category"), Detected = Said(form, "detected"), Occurred = Said(form, "occurred"), Jurisdiction = Said(form, "jurisdiction"),
        Level = Said(form, "level"), Subjects = Said(form, "subjects"), Established = Said(form, "established"), Ticked = [.. form["is"].OfType<string>()],
    };

    /// <returns>The facts, or the same form with what is wrong with it.</returns>
    public (CalculationBody? Body, CalculatorForm Form) Read(TimeZoneInfo zone)
    {
        var faults = new Dictionary<string, Text>();
        var (detected, occurred, established) = (Instant("detected", Detected, zone, faults), Instant("occurred", Occurred, zone, faults), Instant("established", Established, zone, faults));
        if (Detected.Length == 0)
            faults["detected"] = Texts.CalculatorRequired;
        long? subjects = null;
        if (Subjects.Length > 0 && !TryWhole(Subjects, out subjects))
            faults["subjects"] = Texts.CalculatorNumber;
        foreach (var field in Ticked.Contains("personalData") ? [] : SaidOfData(subjects))
            faults.TryAdd(field, Texts.CalculatorNoData);
        if (Category.Length == 0)
            faults["category"] = Texts.CalculatorRequired;
        return faults.Count > 0 ? (null, this with { Faults = faults }) : (Facts(detected!.Value, occurred, established, subjects), this);
    }

    // Whether data is concerned decides about two deadlines: what speaks of it without the mark is asked back, and nothing of it is let fall.
    private IEnumerable<string> SaidOfData(long? subjects) =>
    [
        .. Ticked.Where(box => box is "sensitive" or "locationOrBiometric"),
        .. subjects > 0 ? ["subjects"] : (string[])[],
        .. Established.Length > 0 ? ["established"] : (string[])[],
    ];

    /// <summary>The same form with what the rules say of it, each beside its field.</summary>
    public CalculatorForm With(IReadOnlyList<Fault> faults) => this with
    {
        Faults = faults.GroupBy(fault => FieldOf(fault.Path)).ToDictionary(one => one.Key, one => new Text(one.First().MessageVi, one.First().Message)),
    };

    private CalculationBody Facts(DateTimeOffset detected, DateTimeOffset? occurred, DateTimeOffset? established, long? subjects) => new()
    {
        Category = Category, DetectedAt = detected, OccurredAt = occurred, Jurisdiction = Jurisdiction.Length == 0 ? null : Jurisdiction,
        SystemLevel = TryWhole(Level, out var level) ? level : null,
        Flags = new(Ticked.Contains("seriousDisruption"), Ticked.Contains("nationalSecurity"), Ticked.Contains("beyondCapacity")),
        PersonalData = Ticked.Contains("personalData")
            ? new(true, subjects, Ticked.Contains("sensitive"), Ticked.Contains("locationOrBiometric"), established)
            : null,
    };

    // Written in the desk's zone, as a browser's own field or a person writes it.
    private static DateTimeOffset? Instant(string name, string text, TimeZoneInfo zone, Dictionary<string, Text> faults)
    {
        if (text.Length == 0)
            return null;
        if (DateTime.TryParseExact(text, Patterns, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var local) && local.Year is > 1900 and < 9000 && !zone.IsInvalidTime(local))
            return new DateTimeOffset(local, zone.GetUtcOffset(local));
        faults[name] = Texts.CalculatorInstant;
        return null;
    }

    private static bool TryWhole(string text, out long? number)
    {
        var plain = text.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        number = long.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : null;
        return number is not null;
    }

    private static string FieldOf(string path) => path switch
    {
        "/detectedAt" => "detected",
        "/occurredAt" => "occurred",
        "/personalData/subjects" => "subjects",
        "/personalData/establishedAt" => "established",
        "/systemLevel" => "level",
        _ => path.Trim('/'),
    };

    // A field holds a word, a number or an instant; what is longer, or a stamp of a state secret, is none and is not said back.
    private static string Said(IFormCollection form, string name) =>
        WireText.TryClean(form[name].ToString().Trim(), out var clean) && clean.Length <= 100 && !StateSecretMarking.IsIn(clean) ? clean : "";
}
