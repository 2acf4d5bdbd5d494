using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Scenarios;

/// <summary>
/// One alarm for each agency that owes reviews whose time is over, and none once they are done: a provider that leaves an agency opens a review for each of its systems, and whoever took
/// the alarm of one agency has not taken that of another.
/// </summary>
internal static class ScenarioAlarm
{
    public const string Overdue = "scenario-overdue";

    /// <summary>One is missing where it is due, or still there where it is not.</summary>
    public static async Task<bool> IsWrongAsync(Reading reading, DateTimeOffset now)
    {
        var (missing, over) = await LookAsync(reading, now);
        return missing.Count + over.Count > 0;
    }

    public static async Task SetAsync(Transaction transaction, DateTimeOffset now)
    {
        var (missing, over) = await LookAsync(transaction, now);
        foreach (var subject in over)
            await Alarms.EndAsync(transaction, Overdue, subject, now);
        foreach (var one in missing)
            await Alarms.RaiseAsync(
                transaction, Overdue, "medium", SubjectOf(one), null,
                $"{one.NameEn}: systems changed and their response scenario was not reviewed in time. The list: /scenario-reviews?agency={one.Code}.",
                $"{one.Name}: hệ thống đã thay đổi mà quá hạn rà soát kịch bản ứng phó. Danh sách: /scenario-reviews?agency={one.Code}.", now);
    }

    private static async Task<(IReadOnlyList<Row> Missing, IReadOnlyList<string> Over)> LookAsync(Reading reading, DateTimeOffset now)
    {
        var owing = await reading.QueryAsync<Row>(
            $"""
            SELECT DISTINCT charge.heir_id, charge.code, charge.name, charge.name_en
            FROM scenario_reviews JOIN {ScenarioHeirs.Table} AS charge ON charge.agency_id = scenario_reviews.agency_id
            WHERE scenario_reviews.settled_at IS NULL AND scenario_reviews.due_at < @now ORDER BY charge.code
            """,
            new { now });
        var open = await reading.QueryAsync<string>($"SELECT subject FROM alarms WHERE kind = '{Overdue}' AND ended_at IS NULL");
        return ([.. owing.Where(one => !open.Contains(SubjectOf(one)))], [.. open.Except(owing.Select(SubjectOf))]);
    }

    private static string SubjectOf(Row agency) => agency.HeirId.ToString("D");

    private sealed record Row(Guid HeirId, string Code, string Name, string NameEn);
}
