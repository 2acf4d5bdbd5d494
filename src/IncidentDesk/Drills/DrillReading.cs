using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Drills;
using IncidentDesk.Storage;

namespace IncidentDesk.Drills;

/// <summary>Reads a drill with all that belongs to it, as far as the caller may see it.</summary>
public static class DrillReading
{
    public static async Task<DrillView> ViewAsync(Reading reading, DrillRow row, Caller caller)
    {
        var people = await PeopleAsync(reading, row.Id);
        var systems = await SystemsAsync(reading, row.Id, caller);
        return new(
            row.Id, row.Name, row.Kind, row.State, row.Goal, caller.IsDesk ? row.Scenario : null, row.Tools, row.Limits, row.ProtectionPlan,
            SpanOf(row.StartsAt, row.EndsAt), caller.IsDesk ? people : [], await AgenciesAsync(reading, row.Id, caller), systems,
            caller.IsDesk ? row.PlanWith(people.Count, systems.Count).Missing() : [], row.ApprovedAt, row.ApprovedBy, row.StartedAt, row.EndedAt,
            caller.IsDesk ? row.Summary : null, caller.IsDesk ? row.Reason : null, caller.IsDesk ? await FindingsAsync(reading, row.Id) : [],
            await MeasuredAsync(reading, row.Id, caller), caller.IsDesk ? await HistoryAsync(reading, row.Id) : [], row.CreatedAt, row.Version);
    }

    public static DrillView.Span? SpanOf(DateTimeOffset? from, DateTimeOffset? to) => from is { } start && to is { } end ? new(start, end) : null;

    public static Task<IReadOnlyList<DrillView.Person>> PeopleAsync(Reading reading, Guid drill) => reading.QueryAsync<DrillView.Person>(
        """
        SELECT people.id, people.name FROM drill_people JOIN people ON people.id = drill_people.person_id
        WHERE drill_people.drill_id = @drill AND people.agency_id IS NULL AND people.disabled_at IS NULL ORDER BY people.name, people.id
        """,
        new { drill });

    public static Task<IReadOnlyList<DrillView.System>> SystemsAsync(Reading reading, Guid drill, Caller caller) => reading.QueryAsync<DrillView.System>(
        $"""
        SELECT systems.id, systems.code, systems.name, agencies.code AS agency, systems.level
        FROM drill_systems JOIN systems ON systems.id = drill_systems.system_id JOIN agencies ON agencies.id = systems.agency_id
        WHERE drill_systems.drill_id = @drill AND {caller.MaySee("systems")} ORDER BY agencies.code, systems.code
        """,
        new { drill });

    private static Task<IReadOnlyList<DrillView.Agency>> AgenciesAsync(Reading reading, Guid drill, Caller caller) => reading.QueryAsync<DrillView.Agency>(
        $"""
        SELECT agencies.code, agencies.name FROM drill_agencies JOIN agencies ON agencies.id = drill_agencies.agency_id
        WHERE drill_agencies.drill_id = @drill AND {caller.MaySee("drill_agencies")} ORDER BY agencies.code
        """,
        new { drill });

    private static Task<IReadOnlyList<DrillView.Finding>> FindingsAsync(Reading reading, Guid drill) => reading.QueryAsync<DrillView.Finding>(
        "SELECT text, action, responsible, due_on FROM drill_findings WHERE drill_id = @drill ORDER BY n", new { drill });

    private static Task<IReadOnlyList<DrillView.Line>> HistoryAsync(Reading reading, Guid drill) => reading.QueryAsync<DrillView.Line>(
        "SELECT at, from_state AS from_, to_state AS to_, actor_name AS by_, note FROM drill_history WHERE drill_id = @drill ORDER BY n", new { drill });

    /// <summary>From recorded facts alone: what was detected, came in, was taken, went (simulated) to a centre, and was met with proof.</summary>
    private static async Task<IReadOnlyList<DrillView.Measured>> MeasuredAsync(Reading reading, Guid drill, Caller caller) =>
    [
        .. (await reading.QueryAsync<Row>(
            $"""
            SELECT incidents.id, incidents.number, incidents.title, agencies.code AS agency, incidents.detected_at, incidents.received_at, incidents.acknowledged_at,
                (SELECT min(met_at) FROM obligations WHERE obligations.incident_id = incidents.id AND obligations.kind IN ('immediate-notice', 'initial-notice')) AS notice_met_at,
                (SELECT min(ended_at) FROM deliveries WHERE deliveries.incident_id = incidents.id AND deliveries.centre_id IS NOT NULL
                    AND deliveries.cause_kind IN ('report', 'forward', 'obligation') AND deliveries.state = 'simulated') AS notice_sent_at,
                (SELECT min(met_at) FROM obligations WHERE obligations.incident_id = incidents.id AND obligations.kind = 'report') AS report_met_at
            FROM drill_incidents JOIN incidents ON incidents.id = drill_incidents.incident_id JOIN agencies ON agencies.id = incidents.agency_id
            WHERE drill_incidents.drill_id = @drill AND {caller.MaySee("incidents")} ORDER BY incidents.number_order
            """,
            new { drill }))
            .Select(row => new DrillView.Measured(row.Id, row.Number, row.Title, row.Agency, row.DetectedAt, DrillTimes.Of(new(
                row.DetectedAt, row.ReceivedAt, row.AcknowledgedAt, row.NoticeMetAt, row.NoticeSentAt, row.ReportMetAt)))),
    ];

    private sealed record Row(
        Guid Id, string Number, string Title, string Agency, DateTimeOffset DetectedAt, DateTimeOffset ReceivedAt, DateTimeOffset? AcknowledgedAt,
        DateTimeOffset? NoticeMetAt, DateTimeOffset? NoticeSentAt, DateTimeOffset? ReportMetAt);
}
