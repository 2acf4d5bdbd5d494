using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Scenarios;
using IncidentDesk.Storage;

namespace IncidentDesk.Scenarios;

/// <summary>Reads reviews, behind the wall.</summary>
internal static class ScenarioRows
{
    /// <summary>How many changes of each review a list says, and the review itself.</summary>
    public const long InList = 20, InFull = 1000;

    /// <summary>Over the table scenario_reviews, with @now; the same as ScenarioTerm.StateOf.</summary>
    public static string Is(string state) => state switch
    {
        ScenarioTerm.Done => "(scenario_reviews.settled_at IS NOT NULL AND scenario_reviews.voided_at IS NULL)",
        ScenarioTerm.Void => "scenario_reviews.voided_at IS NOT NULL",
        ScenarioTerm.Overdue => "(scenario_reviews.settled_at IS NULL AND scenario_reviews.due_at < @now)",
        _ => "(scenario_reviews.settled_at IS NULL AND scenario_reviews.due_at >= @now)",
    };

    /// <returns>Null when there is none, or none that the caller may see.</returns>
    public static async Task<ScenarioReviewView?> FindAsync(Reading reading, Guid id, Caller caller, DateTimeOffset now) =>
        await QueryAsync(reading, "scenario_reviews.id = @id", new { id, limit = 1L }, caller, now, InFull) is [var only] ? only : null;

    /// <param name="parameters">Of the condition, and @limit.</param>
    public static async Task<IReadOnlyList<ScenarioReviewView>> QueryAsync(
        Reading reading, string condition, object parameters, Caller caller, DateTimeOffset now, long mostChanges)
    {
        var rows = await reading.QueryAsync<Row>(
            $"""
            SELECT scenario_reviews.id, agencies.code AS agency, agencies.name AS agency_name, agencies.name_en AS agency_name_en, systems.code AS system, systems.name AS system_name,
                systems.level, scenario_reviews.opened_at, scenario_reviews.last_changed_at, scenario_reviews.due_at, scenario_reviews.rule, scenario_reviews.term_days,
                scenario_reviews.term_set_by, scenario_reviews.changes, scenario_reviews.reviewed_on, scenario_reviews.document, scenario_reviews.note, scenario_reviews.late_days,
                scenario_reviews.settled_at, {(caller.IsDesk ? "people.name" : "CASE WHEN people.agency_id IS NULL THEN NULL ELSE people.name END")} AS settled_by,
                scenario_reviews.voided_at, scenario_reviews.version
            FROM scenario_reviews JOIN systems ON systems.id = scenario_reviews.system_id JOIN agencies ON agencies.id = scenario_reviews.agency_id
            LEFT JOIN people ON people.id = scenario_reviews.settled_by
            WHERE {caller.MaySee("scenario_reviews")} AND {condition} ORDER BY scenario_reviews.due_at, scenario_reviews.id LIMIT @limit
            """,
            parameters);
        if (rows.Count == 0)
            return [];
        var changes = (await reading.QueryAsync<ChangeRow>(
            "SELECT review_id, at, kind, subject, was, became FROM scenario_changes WHERE review_id IN @ids AND n <= @mostChanges ORDER BY review_id, n",
            new { ids = rows.Select(row => row.Id).ToArray(), mostChanges })).ToLookup(row => row.ReviewId, row => new ScenarioReviewView.Change(row.At, row.Kind, row.Subject, row.Was, row.Became));
        return [.. rows.Select(row => View(row, [.. changes[row.Id]], now))];
    }

    private static ScenarioReviewView View(Row row, IReadOnlyList<ScenarioReviewView.Change> changes, DateTimeOffset now) => new(
        row.Id, row.Agency, row.AgencyName, row.AgencyNameEn, row.System, row.SystemName, row.Level, ScenarioTerm.StateOf(row.SettledAt, row.VoidedAt, row.DueAt, now),
        row.LateDays is not null, row.OpenedAt, row.LastChangedAt, row.DueAt, row.Rule, row.TermDays, row.TermSetBy, ScenarioTerm.Basis.En, ScenarioTerm.Basis.Vi, row.Changes, changes,
        row.ReviewedOn, row.Document, row.Note, row.LateDays, row.SettledAt, row.SettledBy, row.Version);

    // In the order of the columns.
    private sealed record Row(
        Guid Id, string Agency, string AgencyName, string AgencyNameEn, string System, string SystemName, long Level, DateTimeOffset OpenedAt, DateTimeOffset LastChangedAt,
        DateTimeOffset DueAt, string Rule, long TermDays, string TermSetBy, long Changes, string? ReviewedOn, string? Document, string? Note, long? LateDays,
        DateTimeOffset? SettledAt, string? SettledBy, DateTimeOffset? VoidedAt, long Version);

    private sealed record ChangeRow(Guid ReviewId, DateTimeOffset At, string Kind, string? Subject, string? Was, string? Became);
}
