using IncidentDesk.Duty.Rosters;
using IncidentDesk.Storage;

namespace IncidentDesk.Duty.Handovers;

/// <summary>A handover as the doors show it.</summary>
/// <param name="To">Who comes next; null where nobody is on the table.</param>
/// <param name="ChangeAt">When the shift changes.</param>
/// <param name="ClimbsAt">When somebody else is called if not all is accepted; null once it is.</param>
/// <param name="Step">How often somebody else was called.</param>
public sealed record HandoverView(
    Guid Id, OnePerson From, OnePerson? To, string? Note, DateTimeOffset OpenedAt, DateTimeOffset ChangeAt, DateTimeOffset? ClimbsAt, long Step, DateTimeOffset? DoneAt,
    long Total, long Accepted, long Version, IReadOnlyList<HandoverItemView> Items);

/// <param name="Kind">desk, incident, clock or advisory.</param>
/// <param name="Subject">The incident's or the letter's id; of a clock the incident's.</param>
/// <param name="Label">A number.</param>
/// <param name="Detail">The status of an incident then, the kind of an obligation.</param>
/// <param name="Title">Of the incident or the letter, as it is now.</param>
/// <param name="Drill">Whether it is of a drill.</param>
public sealed record HandoverItemView(
    Guid Id, string Kind, string Subject, string Label, string? Detail, string? Title, DateTimeOffset? DueAt, DateTimeOffset? AcceptedAt, OnePerson? AcceptedBy, bool Drill);

/// <summary>Handovers are the desk's own: they name its people and everybody's incidents.</summary>
public static class HandoverRows
{
    private const string Select =
        """
        SELECT duty_handovers.id, duty_handovers.from_person, old.name AS from_name, duty_handovers.to_person, next.name AS to_name, duty_handovers.note,
            duty_handovers.opened_at, duty_handovers.change_at, duty_handovers.climb_at, duty_handovers.step, duty_handovers.done_at, duty_handovers.version,
            (SELECT count(*) FROM duty_handover_items WHERE duty_handover_items.handover_id = duty_handovers.id) AS total,
            (SELECT count(*) FROM duty_handover_items WHERE duty_handover_items.handover_id = duty_handovers.id AND accepted_at IS NOT NULL) AS accepted
        FROM duty_handovers JOIN people AS old ON old.id = duty_handovers.from_person LEFT JOIN people AS next ON next.id = duty_handovers.to_person
        """;

    public static async Task<HandoverView?> FindAsync(Reading reading, Guid id)
    {
        if (await reading.SingleAsync<Row>($"{Select} WHERE duty_handovers.id = @id", new { id }) is not { } row)
            return null;
        var items = await reading.QueryAsync<ItemRow>(
            """
            SELECT duty_handover_items.id, duty_handover_items.kind, duty_handover_items.subject_id, duty_handover_items.label, duty_handover_items.detail,
                coalesce(incidents.title, advisories.subject) AS title, duty_handover_items.due_at, duty_handover_items.accepted_at, duty_handover_items.accepted_by, people.name, incidents.reality
            FROM duty_handover_items LEFT JOIN people ON people.id = duty_handover_items.accepted_by
            LEFT JOIN incidents ON incidents.number = duty_handover_items.label
            LEFT JOIN advisories ON duty_handover_items.kind = 'advisory' AND advisories.id = duty_handover_items.subject_id
            WHERE duty_handover_items.handover_id = @id
            ORDER BY CASE duty_handover_items.kind WHEN 'desk' THEN 0 WHEN 'incident' THEN 1 WHEN 'clock' THEN 2 ELSE 3 END,
                CASE WHEN duty_handover_items.due_at IS NULL THEN 1 ELSE 0 END, duty_handover_items.due_at, duty_handover_items.id
            """,
            new { id });
        return row.ToView([.. items.Select(item => item.ToView())]);
    }

    /// <summary>The newest first, without their items.</summary>
    /// <param name="condition">Over duty_handovers; the words are the room's own.</param>
    public static async Task<IReadOnlyList<HandoverView>> ListAsync(Reading reading, string condition, object parameters) =>
        [.. (await reading.QueryAsync<Row>($"{Select} WHERE {condition}", parameters)).Select(row => row.ToView([]))];

    private sealed record Row(
        Guid Id, Guid FromPerson, string FromName, Guid? ToPerson, string? ToName, string? Note, DateTimeOffset OpenedAt, DateTimeOffset ChangeAt, DateTimeOffset? ClimbAt,
        long Step, DateTimeOffset? DoneAt, long Version, long Total, long Accepted)
    {
        public HandoverView ToView(IReadOnlyList<HandoverItemView> items) => new(
            Id, new(FromPerson, FromName), ToPerson is { } to ? new(to, ToName!) : null, Note, OpenedAt, ChangeAt, ClimbAt, Step, DoneAt, Total, Accepted, Version, items);
    }

    private sealed record ItemRow(
        Guid Id, string Kind, string SubjectId, string Label, string? Detail, string? Title, DateTimeOffset? DueAt, DateTimeOffset? AcceptedAt, Guid? AcceptedBy, string? Name, string? Reality)
    {
        public HandoverItemView ToView() => new(
            Id, Kind, SubjectId.Split(' ')[0], Label, Detail, Title, DueAt, AcceptedAt, AcceptedBy is { } person ? new(person, Name!) : null, Reality == "drill");
    }
}
