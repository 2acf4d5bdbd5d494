using System.Globalization;
using IncidentDesk.Operations;
using IncidentDesk.Reference;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers.Facts;

/// <summary>
/// Figures of an agency and those below it, from the registers. The year of the law runs from 15 December to 14 December. What no register knows, such as who approved a
/// level and when, stays blank.
/// </summary>
public sealed class YearFacts(ReferenceLibrary library, DeskSettings settings) : IPaperFacts
{
    // Approval and what follows: seven columns that only the owner's files know.
    private static readonly string[] Unknown = ["", "", "", "", "", "", ""];

    public async Task AddAsync(Reading reading, PaperSubject subject, Dictionary<string, string?> facts)
    {
        if (subject.Incident is not null)
            return;
        var local = settings.Zone.Local(subject.Now);
        var (from, to) = (new DateOnly(local.Year - 1, 12, 15), new DateOnly(local.Year, 12, 14));
        facts["annual.year"] = local.Year.ToString(CultureInfo.InvariantCulture);
        (facts["annual.from"], facts["annual.to"]) = (FieldValues.Of(from), FieldValues.Of(to));
        await AddSystemsAsync(reading, subject, facts);
        facts["annual.incidents"] = Count(await IncidentsAsync(reading, subject, Start(from), Start(to.AddDays(1))));
        await AddPeriodAsync(reading, subject, DateOnly.FromDateTime(local.DateTime), facts);
    }

    private static async Task AddSystemsAsync(Reading reading, PaperSubject subject, Dictionary<string, string?> facts)
    {
        var systems = await reading.QueryAsync<Named>(
            """
            SELECT systems.name, systems.level, CAST(CASE WHEN systems.level_confirmed_at IS NULL THEN 0 ELSE 1 END AS BIGINT) AS confirmed, agencies.name AS agency, above.name AS above FROM systems
            JOIN agency_tree ON agency_tree.descendant_id = systems.agency_id AND agency_tree.ancestor_id = @agency
            JOIN agencies ON agencies.id = systems.agency_id LEFT JOIN agencies above ON above.id = agencies.parent_id
            ORDER BY agencies.sort_key, systems.sort_key, systems.id LIMIT 500
            """,
            new { agency = subject.Agency });
        facts["annual.total"] = systems.Count.ToString(CultureInfo.InvariantCulture);
        facts["annual.classified"] = systems.Sum(system => system.Confirmed).ToString(CultureInfo.InvariantCulture);
        facts["annual.systems"] = string.Join('\n', systems.Select((system, n) => FieldValues.Row(
            [(n + 1).ToString(CultureInfo.InvariantCulture), system.Name, system.Above ?? system.Agency, system.Agency, system.Level.ToString(CultureInfo.InvariantCulture), .. Unknown])));
    }

    private async Task AddPeriodAsync(Reading reading, PaperSubject subject, DateOnly today, Dictionary<string, string?> facts)
    {
        var first = new DateOnly(today.Year, today.Month <= 6 ? 1 : 7, 1);
        (facts["period.from"], facts["period.to"]) = (FieldValues.Of(first), FieldValues.Of(today));
        var incidents = await IncidentsAsync(reading, subject, Start(first), Start(today.AddDays(1)));
        facts["period.total"] = Count(incidents);
        facts["period.incidents"] = string.Join('\n', incidents.GroupBy(one => one.Category.Split('/')[0]).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => FieldValues.Row(
            library.RuleBook.Taxonomy.Find(group.Key)?.Name.Vi ?? group.Key, group.Count().ToString(CultureInfo.InvariantCulture),
            group.Count(one => one.EndedAt is not null).ToString(CultureInfo.InvariantCulture))));
    }

    // As the desk's own figures count them (Statistics/ReportFigures.cs): by when they came in, whatever became of them.
    private static Task<IReadOnlyList<Case>> IncidentsAsync(Reading reading, PaperSubject subject, DateTimeOffset from, DateTimeOffset until) => reading.QueryAsync<Case>(
        """
        SELECT incidents.category, incidents.ended_at FROM incidents
        JOIN agency_tree ON agency_tree.descendant_id = incidents.agency_id AND agency_tree.ancestor_id = @agency
        WHERE incidents.reality = 'real' AND incidents.received_at >= @from AND incidents.received_at < @until
        """,
        new { agency = subject.Agency, from, until });

    private DateTimeOffset Start(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new(midnight, settings.Zone.Zone.GetUtcOffset(midnight));
    }

    private static string Count(IReadOnlyList<Case> incidents) => incidents.Count.ToString(CultureInfo.InvariantCulture);

    private sealed record Named(string Name, long Level, long Confirmed, string Agency, string? Above);

    private sealed record Case(string Category, DateTimeOffset? EndedAt);
}
