using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Duty.Rosters;

/// <summary>A swap as the doors show it.</summary>
/// <param name="Shift">What is given away.</param>
/// <param name="Other">What is given for it; null where nothing is.</param>
/// <param name="State">open, accepted, declined or withdrawn.</param>
public sealed record SwapView(
    Guid Id, Guid Roster, SwappedShift Shift, SwappedShift? Other, OnePerson AskedBy, OnePerson AskedOf, string? Note, DateTimeOffset AskedAt, string State,
    DateTimeOffset? AnsweredAt, long Version);

public sealed record SwappedShift(Guid Id, string Post, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>Reads swaps behind the wall of their rosters.</summary>
public static class SwapRows
{
    private const string Select =
        """
        SELECT duty_swaps.id, duty_swaps.roster_id, duty_swaps.shift_id, mine.post, mine.starts_at, mine.ends_at, duty_swaps.other_shift_id, other.post AS other_post,
            other.starts_at AS other_starts_at, other.ends_at AS other_ends_at, duty_swaps.asked_by, one.name, duty_swaps.asked_of, two.name AS other_name,
            duty_swaps.note, duty_swaps.asked_at, duty_swaps.state, duty_swaps.answered_at, duty_swaps.version
        FROM duty_swaps JOIN duty_rosters ON duty_rosters.id = duty_swaps.roster_id JOIN duty_shifts AS mine ON mine.id = duty_swaps.shift_id
        LEFT JOIN duty_shifts AS other ON other.id = duty_swaps.other_shift_id
        JOIN people AS one ON one.id = duty_swaps.asked_by JOIN people AS two ON two.id = duty_swaps.asked_of
        """;

    public static async Task<SwapView?> FindAsync(Reading reading, Caller caller, Guid id) =>
        (await reading.SingleAsync<Row>($"{Select} WHERE duty_swaps.id = @id AND {caller.MaySee("duty_rosters")}", new { id }))?.ToView();

    /// <param name="condition">Over duty_swaps, with its order; the words are the room's own.</param>
    public static async Task<IReadOnlyList<SwapView>> ListAsync(Reading reading, Caller caller, string condition, object parameters) =>
        [.. (await reading.QueryAsync<Row>($"{Select} WHERE {caller.MaySee("duty_rosters")} AND {condition}", parameters)).Select(row => row.ToView())];

    private sealed record Row(
        Guid Id, Guid RosterId, Guid ShiftId, string Post, DateTimeOffset StartsAt, DateTimeOffset EndsAt, Guid? OtherShiftId, string? OtherPost,
        DateTimeOffset? OtherStartsAt, DateTimeOffset? OtherEndsAt, Guid AskedBy, string Name, Guid AskedOf, string OtherName, string? Note, DateTimeOffset AskedAt,
        string State, DateTimeOffset? AnsweredAt, long Version)
    {
        public SwapView ToView() => new(
            Id, RosterId, new(ShiftId, Post, StartsAt, EndsAt),
            OtherShiftId is { } other ? new(other, OtherPost!, OtherStartsAt!.Value, OtherEndsAt!.Value) : null, new(AskedBy, Name), new(AskedOf, OtherName), Note, AskedAt,
            State, AnsweredAt, Version);
    }
}
