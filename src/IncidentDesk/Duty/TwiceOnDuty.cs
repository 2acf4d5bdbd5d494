using IncidentDesk.Duty.Rosters;
using IncidentDesk.Pipeline;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Duty;

/// <summary>
/// Within one roster, and on the plain table, one person is on one post once at a time. A second line of the same hours adds nobody: the desk would be handed over twice, and
/// whoever comes next called twice. Two rosters may name one person; the roster's page says so.
/// </summary>
public static class TwiceOnDuty
{
    /// <summary>On the plain table, and in the published rosters that stand beside it.</summary>
    /// <exception cref="RefusedException">400 at the person.</exception>
    public static Task RefuseAtDeskAsync(Reading reading, AddShift.ShiftBody line, TimeZoneInfo zone) =>
        RefuseAsync(reading, "desk_shifts WHERE 1 = 1", Guid.Empty, line, zone);

    /// <exception cref="RefusedException">400 at the person.</exception>
    public static Task RefuseInRosterAsync(Reading reading, RosterRow roster, AddShift.ShiftBody line) =>
        RefuseAsync(reading, "duty_shifts WHERE roster_id = @roster AND removed_at IS NULL", roster.Id, line, roster.TimeZone);

    private static async Task RefuseAsync(Reading reading, string lines, Guid roster, AddShift.ShiftBody line, TimeZoneInfo zone)
    {
        var stands = await reading.SingleAsync<Row>(
            $"""
            SELECT starts_at, ends_at FROM {lines} AND person_id = @person AND post = @post AND ends_at > @from AND starts_at < @to
            ORDER BY starts_at, ends_at LIMIT 1
            """,
            new { roster, person = line.Person, post = line.Post, from = line.From, to = line.To });
        if (stands is null)
            return;
        var times = new Times(zone);
        (string From, string To) Hours(Language language) => (times.Full(stands.StartsAt, language), times.Full(stands.EndsAt, language));
        var (vi, en) = (Hours(Language.Vietnamese), Hours(Language.English));
        throw new RefusedException(Problems.Validation(Faults.Saying(
            "/person", "differs",
            $"This person is on this post already from {en.From} to {en.To} ({times.ZoneName}): choose another person, or hours outside of these.",
            $"Người này đã được xếp ở vị trí này từ {vi.From} đến {vi.To} ({times.ZoneName}): hãy chọn người khác, hoặc giờ khác.")));
    }

    private sealed record Row(DateTimeOffset StartsAt, DateTimeOffset EndsAt);
}
