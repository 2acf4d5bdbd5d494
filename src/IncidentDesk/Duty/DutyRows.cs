using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;

namespace IncidentDesk.Duty;

/// <summary>A line of the duty table as the doors show it. A line is never changed: it is removed and another one entered.</summary>
public sealed record ShiftView(Guid Id, PersonOnDuty Person, string Post, DateTimeOffset StartsAt, DateTimeOffset EndsAt, long Version)
{
    /// <summary>Phone numbers only for who may call.</summary>
    public ShiftView For(Caller caller) => caller.SeesContacts ? this : this with { Person = Person with { Phone = null } };
}

public sealed record PersonOnDuty(Guid Id, string Name, string? Phone, string? Position);

/// <summary>Reads the desk's duty table: its plain lines and those of its published rosters; what was removed is not on it.</summary>
public static class DutyRows
{
    private const string Select =
        """
        SELECT duty_shifts.id, people.id AS person_id, people.name, people.phone, people.position, duty_shifts.post, duty_shifts.starts_at,
            duty_shifts.ends_at, duty_shifts.version
        FROM desk_shifts AS duty_shifts JOIN people ON people.id = duty_shifts.person_id
        WHERE people.disabled_at IS NULL
        """;

    private const string Between = "duty_shifts.ends_at > @from AND duty_shifts.starts_at < @to";

    /// <summary>What holds at some instant between the two, by start.</summary>
    /// <param name="after">The place in the list, as start and id; null at its beginning.</param>
    public static async Task<IReadOnlyList<ShiftView>> BetweenAsync(
        Reading reading, DateTimeOffset from, DateTimeOffset to, (long StartsAt, string Id)? after, long limit) =>
        [.. (await reading.QueryAsync<Row>(
            $"""
            {Select} AND {Between} {(after is null ? "" : "AND (duty_shifts.starts_at, duty_shifts.id) > (@start, @id)")}
            ORDER BY duty_shifts.starts_at, duty_shifts.id LIMIT @limit
            """,
            new { from, to, start = after?.StartsAt ?? 0, id = after?.Id ?? "", limit })).Select(row => row.ToView())];

    /// <summary>The first line of each post that begins after the instant, within a fortnight.</summary>
    public static async Task<IReadOnlyList<ShiftView>> NextAsync(Reading reading, DateTimeOffset now) =>
        [.. (await reading.QueryAsync<Row>(
            $"{Select} AND duty_shifts.starts_at > @now AND duty_shifts.starts_at < @until ORDER BY duty_shifts.starts_at, duty_shifts.id LIMIT 500",
            new { now, until = now.AddDays(14) })).Select(row => row.ToView()).GroupBy(shift => shift.Post).Select(post => post.First())];

    public static async Task<ShiftView?> FindAsync(Reading reading, Guid id) =>
        (await reading.SingleAsync<Row>($"{Select} AND duty_shifts.id = @id", new { id }))?.ToView();

    /// <summary>The same lines as the rules see them.</summary>
    public static Task<IReadOnlyList<DutyShift>> ShiftsAsync(Reading reading, DateTimeOffset from, DateTimeOffset to) =>
        reading.QueryAsync<DutyShift>(
            $"""
            SELECT duty_shifts.person_id AS person, duty_shifts.post, duty_shifts.starts_at, duty_shifts.ends_at
            FROM desk_shifts AS duty_shifts JOIN people ON people.id = duty_shifts.person_id
            WHERE people.disabled_at IS NULL AND {Between} ORDER BY duty_shifts.starts_at, duty_shifts.id
            """,
            new { from, to });

    private sealed record Row(
        Guid Id, Guid PersonId, string Name, string? Phone, string? Position, string Post, DateTimeOffset StartsAt, DateTimeOffset EndsAt, long Version)
    {
        public ShiftView ToView() => new(Id, new(PersonId, Name, Phone, Position), Post, StartsAt, EndsAt, Version);
    }
}
