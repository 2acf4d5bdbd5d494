using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Hunts;

namespace IncidentDesk.Hunts;

/// <summary>The systems of agencies that are there today, each with its last and next hunt and scan, for the list and the figures.</summary>
internal static class DueSystems
{
    /// <summary>Needs @now. Column due: Unix milliseconds of what comes first, 0 where one of the kinds asked for was never done.</summary>
    public static string Select(Caller caller, string? kind) =>
        $"""
        SELECT checked.*, {Due(kind)} AS due FROM (
            SELECT systems.id, systems.agency_id, agencies.code AS agency, agencies.name AS agency_name, agencies.name_en AS agency_name_en, systems.code AS system,
                systems.name, systems.level,
                (SELECT min(tops.code) FROM agency_tree JOIN agencies AS tops ON tops.id = agency_tree.ancestor_id
                    WHERE agency_tree.descendant_id = systems.agency_id AND tops.parent_id IS NULL) AS province,
                {Checks.DoneAt(Checks.Hunt)} AS hunted_at, {Checks.NextAt(Checks.Hunt)} AS hunt_due_at,
                {Checks.DoneAt(Checks.Scan)} AS scanned_at, {Checks.NextAt(Checks.Scan)} AS scan_due_at
            FROM systems JOIN agencies ON agencies.id = systems.agency_id
            WHERE {caller.MaySee("systems")} AND agencies.valid_from <= @now AND (agencies.valid_to IS NULL OR agencies.valid_to > @now)) AS checked
        """;

    /// <summary>Over the column due, with @now and @soon; the same as HuntCycle.StandingOf.</summary>
    public static string Is(string standing) => standing switch
    {
        HuntCycle.Never => "due = 0",
        HuntCycle.Overdue => "(due > 0 AND due < @now)",
        HuntCycle.Soon => "(due >= @now AND due <= @soon)",
        _ => "due > @soon",
    };

    private static string Due(string? kind) => kind switch
    {
        Checks.Hunt => "coalesce(hunt_due_at, 0)",
        Checks.Scan => "coalesce(scan_due_at, 0)",
        _ => "CASE WHEN coalesce(hunt_due_at, 0) < coalesce(scan_due_at, 0) THEN coalesce(hunt_due_at, 0) ELSE coalesce(scan_due_at, 0) END",
    };
}
