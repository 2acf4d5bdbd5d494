using IncidentDesk.Pipeline;
using IncidentDesk.Rules;
using IncidentDesk.Storage;

namespace IncidentDesk.Duty;

/// <summary>
/// One person is on one post once at a time. A second line of the same hours adds nobody: the desk would be handed over twice, and whoever comes next called twice.
/// </summary>
public static class TwiceOnDuty
{
    /// <summary>On the plain table, and in the published rosters that stand beside it.</summary>
    /// <exception cref="RefusedException">400 at the person.</exception>
    public static Task RefuseAtDeskAsync(Reading reading, AddShift.ShiftBody line) => RefuseAsync(reading, "desk_shifts WHERE 1 = 1", Guid.Empty, line);

    /// <exception cref="RefusedException">400 at the person.</exception>
    public static Task RefuseInRosterAsync(Reading reading, Guid roster, AddShift.ShiftBody line) =>
        RefuseAsync(reading, "duty_shifts WHERE roster_id = @roster AND removed_at IS NULL", roster, line);

    private static async Task RefuseAsync(Reading reading, string lines, Guid roster, AddShift.ShiftBody line)
    {
        var stands = await reading.SingleAsync<Hours>(
            $"""
            SELECT starts_at, ends_at FROM {lines} AND person_id = @person AND post = @post AND ends_at > @from AND starts_at < @to
            ORDER BY starts_at, ends_at LIMIT 1
            """,
            new { roster, person = line.Person, post = line.Post, from = line.From, to = line.To });
        if (stands is null)
            return;
        var (from, to) = (VietnamTime.Shown(stands.StartsAt), VietnamTime.Shown(stands.EndsAt));
        throw new RefusedException(Problems.Validation(Faults.Saying(
            "/person", "differs",
            $"This person is on this post already from {from} to {to}: choose another person, or hours outside of these.",
            $"Người này đã được xếp ở vị trí này từ {from} đến {to}: hãy chọn người khác, hoặc giờ khác.")));
    }

    private sealed record Hours(DateTimeOffset StartsAt, DateTimeOffset EndsAt);
}
