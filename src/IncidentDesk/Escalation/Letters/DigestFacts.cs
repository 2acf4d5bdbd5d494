using IncidentDesk.Duty;
using IncidentDesk.Rules.Duty;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation.Letters;

/// <summary>How the desk stands this morning, read in one snapshot.</summary>
internal sealed record DigestFacts(
    long Open, IReadOnlyList<DigestFacts.Incident> Worst, IReadOnlyList<DigestFacts.Owed> DueToday, IReadOnlyList<DigestFacts.Delivery> Troubled,
    long Waiting, IReadOnlyList<Gap>? Unmanned, IReadOnlyList<DigestFacts.Alarm> Alarms)
{
    /// <summary>More lines than this are no overview; how many there are is said.</summary>
    public const int Most = 15;

    /// <param name="today">The end of the day in the desk's zone.</param>
    public static async Task<DigestFacts> OfAsync(Reading reading, DateTimeOffset now, DateTimeOffset today) => new(
        await reading.SingleAsync<long>("SELECT count(*) FROM incidents WHERE ended_at IS NULL AND reality = 'real'"),
        await reading.QueryAsync<Incident>(
            $"""
            SELECT incidents.number, incidents.title, incidents.severity, incidents.tlp, agencies.code AS agency, people.name AS holder, incidents.next_due_at
            FROM incidents JOIN agencies ON agencies.id = incidents.agency_id LEFT JOIN people ON people.id = incidents.acknowledged_by
            WHERE incidents.ended_at IS NULL AND incidents.reality = 'real' ORDER BY incidents.worst_order, incidents.number_order LIMIT {Most}
            """),
        await reading.QueryAsync<Owed>(
            $"""
            SELECT incidents.number, obligations.kind, obligations.recipient, obligations.due_at, obligations.article
            FROM obligations JOIN incidents ON incidents.id = obligations.incident_id
            WHERE obligations.state = 'open' AND obligations.due_at < @today AND incidents.ended_at IS NULL AND incidents.reality = 'real'
            ORDER BY obligations.due_at, obligations.id LIMIT {Most}
            """,
            new { today }),
        await reading.QueryAsync<Delivery>(
            $"""
            SELECT incidents.number, deliveries.recipient_name, deliveries.channel, deliveries.state
            FROM incidents JOIN deliveries ON deliveries.about = incidents.id
            WHERE incidents.ended_at IS NULL AND incidents.reality = 'real' AND deliveries.state IN ('failed', 'in-doubt', 'retry-wait')
            ORDER BY incidents.worst_order, deliveries.id LIMIT {Most}
            """),
        await reading.SingleAsync<long>("SELECT count(*) FROM approvals WHERE state = 'open'"),
        await UnmannedAsync(reading, now),
        await reading.QueryAsync<Alarm>(
            $"""
            SELECT alarms.severity, alarms.text, alarms.text_vi, people.name AS owner FROM alarms LEFT JOIN people ON people.id = alarms.acknowledged_by
            WHERE alarms.ended_at IS NULL
            ORDER BY CASE alarms.severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 ELSE 2 END, alarms.since, alarms.id LIMIT {Most}
            """));

    /// <summary>When nobody is on duty within the next day; null where the desk keeps no roster.</summary>
    private static async Task<IReadOnlyList<Gap>?> UnmannedAsync(Reading reading, DateTimeOffset now)
    {
        var until = now.AddDays(1);
        var shifts = await DutyRows.ShiftsAsync(reading, now, until);
        return shifts.Count == 0 && await reading.SingleAsync<long>("SELECT count(*) FROM desk_shifts") == 0
            ? null
            : [.. Gaps.Of(shifts, now, until).Where(gap => gap.Post == "on-duty")];
    }

    internal sealed record Incident(
        string Number, string Title, string Severity, string Tlp, string Agency, string? Holder, DateTimeOffset? NextDueAt);

    internal sealed record Owed(string Number, string Kind, string Recipient, DateTimeOffset DueAt, string Article);

    internal sealed record Delivery(string Number, string RecipientName, string Channel, string State);

    internal sealed record Alarm(string Severity, string Text, string TextVi, string? Owner);
}
