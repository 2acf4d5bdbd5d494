using System.Globalization;
using IncidentDesk.Operations;
using IncidentDesk.Periodic;
using IncidentDesk.Reference;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Rules.Periodic;
using IncidentDesk.Rules.Statistics;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers.Facts;

/// <summary>
/// Figures of an agency and those below it, from the registers: of the period that is owed. Where none is, of the last one that has ended, and before the first has, of the
/// one that runs. What no register knows, such as who approved a level and when, stays blank.
/// </summary>
public sealed class YearFacts(ReferenceLibrary library, DeskSettings settings) : IPaperFacts
{
    // Approval and what follows: seven columns that only the owner's files know.
    private static readonly string[] Unknown = ["", "", "", "", "", "", ""];

    public async Task AddAsync(Reading reading, PaperSubject subject, Dictionary<string, string?> facts)
    {
        if (subject.Incident is not null)
            return;
        var (year, window) = await PeriodAsync(reading, subject);
        facts["annual.year"] = Number(year);
        facts["annual.from"] = facts["period.from"] = FieldValues.Of(PaperPeriod.Day(window.From));
        facts["annual.to"] = facts["period.to"] = FieldValues.Of(PaperPeriod.Day(window.To.AddMilliseconds(-1)));
        await AddSystemsAsync(reading, subject, facts);
        var incidents = await IncidentsAsync(reading, subject, window);
        facts["annual.incidents"] = facts["period.total"] = Number(incidents.Count);
        facts["period.incidents"] = string.Join('\n', incidents.GroupBy(one => one.Category.Split('/')[0]).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => FieldValues.Row(
            library.RuleBook.Taxonomy.Find(group.Key)?.Name.Vi ?? group.Key, Number(group.Count()), Number(group.Count(one => one.EndedAt is not null)))));
    }

    private async Task<(long Year, Span Window)> PeriodAsync(Reading reading, PaperSubject subject)
    {
        if ((await OwedPeriods.OfAsync(reading, subject.Agency)).FirstOrDefault(duty => PaperPeriod.Answers(library.Forms, subject.Form, duty.Kind, duty.Rule, duty.DueAt)) is { } owed)
            return (owed.Year, new(owed.WindowFrom, owed.WindowTo));
        var year = settings.Zone.LocalYear(subject.Now);
        var turns = library.Periodic.SelectMany(rule => Enumerable.Range(year - 2, 4).Select(one => rule.In(one))).OfType<PeriodicTurn>()
            .Where(turn => PaperPeriod.Answers(library.Forms, subject.Form, turn.Rule.Kind, turn.Rule.Rule, turn.DueAt)).ToList();
        return (turns.Where(turn => turn.Window.To <= subject.Now).MaxBy(turn => turn.Window.To) ?? turns.MinBy(turn => turn.Window.To)) is { } found
            ? (found.Year, found.Window)
            : (year, ReportSpan.Find("annual")!.Of(year, PeriodicRule.LawZone));
    }

    private static async Task AddSystemsAsync(Reading reading, PaperSubject subject, Dictionary<string, string?> facts)
    {
        var counted = (await reading.SingleAsync<Counted>(
            """
            SELECT count(*) AS total, CAST(coalesce(sum(CASE WHEN systems.level_confirmed_at IS NULL THEN 0 ELSE 1 END), 0) AS BIGINT) AS classified FROM systems
            JOIN agency_tree ON agency_tree.descendant_id = systems.agency_id AND agency_tree.ancestor_id = @agency
            """,
            new { agency = subject.Agency }))!;
        var systems = await reading.QueryAsync<Named>(
            $"""
            SELECT systems.name, systems.level, agencies.name AS agency, above.name AS above FROM systems
            JOIN agency_tree ON agency_tree.descendant_id = systems.agency_id AND agency_tree.ancestor_id = @agency
            JOIN agencies ON agencies.id = systems.agency_id LEFT JOIN agencies above ON above.id = agencies.parent_id
            ORDER BY agencies.sort_key, systems.sort_key, systems.id LIMIT {FieldValues.MostRows}
            """,
            new { agency = subject.Agency });
        (facts["annual.total"], facts["annual.classified"]) = (Number(counted.Total), Number(counted.Classified));
        facts["annual.systems"] = string.Join('\n', RowsOf(systems, counted.Total));
    }

    // A table has room for so many rows: that there are more stands in the last one, and is not left out.
    private static IEnumerable<string> RowsOf(IReadOnlyList<Named> systems, long total)
    {
        var shown = total > systems.Count ? systems.Take(systems.Count - 1).ToList() : systems;
        var rows = shown.Select((system, n) => FieldValues.Row(
            [Number(n + 1), system.Name, system.Above ?? system.Agency, system.Agency, Number(system.Level), .. Unknown]));
        return total > shown.Count
            ? rows.Append(FieldValues.Row(["…", $"Còn {Number(total - shown.Count)} hệ thống khác, xem bảng xuất từ sổ đăng ký", "", "", "", .. Unknown]))
            : rows;
    }

    // As the desk's own figures count them (Statistics/ReportFigures.cs): by when they came in, whatever became of them.
    private static Task<IReadOnlyList<Case>> IncidentsAsync(Reading reading, PaperSubject subject, Span window) => reading.QueryAsync<Case>(
        """
        SELECT incidents.category, incidents.ended_at FROM incidents
        JOIN agency_tree ON agency_tree.descendant_id = incidents.agency_id AND agency_tree.ancestor_id = @agency
        WHERE incidents.reality = 'real' AND incidents.received_at >= @from AND incidents.received_at < @until
        """,
        new { agency = subject.Agency, from = window.From, until = window.To });

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Counted(long Total, long Classified);

    private sealed record Named(string Name, long Level, string Agency, string? Above);

    private sealed record Case(string Category, DateTimeOffset? EndedAt);
}
