using IncidentDesk.Pipeline;
using IncidentDesk.Shell;

namespace IncidentDesk.Hunts;

/// <summary>What people write into the forms of this room, as the bodies of the API.</summary>
internal static class HuntForms
{
    private static readonly char[] Between = [',', ';', ' ', '\n', '\r'];

    public static HuntBody Hunt(IFormCollection form, TimeZoneInfo zone) => new()
    {
        Title = Forms.Of(form, "title"), Hypothesis = Text(form, "hypothesis") ?? "", Tlp = Forms.Said(form, "tlp"),
        Indicators = [.. Pairs(form, "indicators").Select(one => new HuntBody.IndicatorBody(one.Before ?? "other", one.After))],
        Queries = [.. Pairs(form, "queries").Select(one => new HuntBody.QueryBody(one.Before ?? "–", one.After))],
        Period = Forms.Instant(form, "from", zone) is { } from && Forms.Instant(form, "to", zone) is { } to ? new(from, to) : null,
        DueAt = Forms.Instant(form, "dueAt", zone) ?? throw Missing("/dueAt"), Scope = Scope(form),
    };

    public static ScopeBody Scope(IFormCollection form) => new(
        [.. Words(form, "agencies")], [.. Words(form, "systems").Select((one, n) => one.Split('/', 2) is [var agency, var code]
            ? new ScopeBody.SystemBody(agency, code)
            : throw new RefusedException(Problems.Validation(Faults.At($"/scope/systems/{n}", "bad-format", "SO-YTE/CTTDT"))))],
        form["all"] == "yes" ? true : null);

    public static RecordResult.ResultBody Result(IFormCollection form, TimeZoneInfo zone, DateTimeOffset now) => new()
    {
        Outcome = Forms.Of(form, "outcome"), Query = Text(form, "query"), SearchedFrom = Forms.Instant(form, "searchedFrom", zone),
        SearchedTo = Forms.Instant(form, "searchedTo", zone), DoneAt = Forms.Instant(form, "doneAt", zone), System = Forms.Said(form, "system"),
        Systems = Forms.Said(form, "system") is null ? [.. form["searched"].OfType<string>().Where(code => code.Length > 0)] : null, Note = Text(form, "note"),
        Evidence = Text(form, "evidence"), Incident = Forms.Said(form, "incident"),
        Report = Forms.Said(form, "title") is { } title
            ? new() { Title = title, Category = Forms.Of(form, "category"), DetectedAt = now, Description = Text(form, "note") }
            : null,
    };

    public static RecordCheck.CheckBody Check(IFormCollection form, TimeZoneInfo zone)
    {
        var system = Forms.Of(form, "system").Split('/', 2);
        return new()
        {
            Kind = Forms.Of(form, "kind"), Agency = system.Length == 2 ? system[0] : null, System = system[^1], DoneAt = Forms.Instant(form, "doneAt", zone),
            Method = Text(form, "method") ?? "", Findings = Forms.Said(form, "findings") is null ? null : Forms.Number(form, "findings"), Note = Text(form, "note"),
        };
    }

    private static IEnumerable<(string? Before, string After)> Pairs(IFormCollection form, string name) =>
        (Text(form, name) ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(": ", 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } before, { Length: > 0 } after] ? (before, after) : ((string?)null, line));

    private static string[] Words(IFormCollection form, string name) =>
        Forms.Of(form, name).Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string? Text(IFormCollection form, string name) =>
        WireText.TryClean(Forms.Of(form, name).Replace("\r\n", "\n", StringComparison.Ordinal), out var clean) && clean.Length > 0 ? clean : null;

    private static RefusedException Missing(string path) => new(Problems.Validation(Faults.At(path, "required")));
}
