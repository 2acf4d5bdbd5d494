using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Calendar;

/// <summary>A person's own shifts, of the plain table and of published rosters, swaps and stand-ins included. A shift that changed hands is gone, as calendars expect.</summary>
public static class CalendarShifts
{
    private static readonly TimeSpan Past = TimeSpan.FromDays(30);
    private static readonly IReadOnlyList<TimeSpan> Before = [TimeSpan.FromHours(12), TimeSpan.FromHours(1)];

    public static async Task<IReadOnlyList<CalendarEvent>> ReadAsync(Reading reading, Caller owner, Language language, DateTimeOffset now) => owner.Person is not { } person
        ? []
        : [.. (await reading.QueryAsync<Row>(
            """
            SELECT duty_shifts.id, duty_shifts.post, coalesce(duty_rosters.name, '') AS roster, duty_shifts.starts_at, duty_shifts.ends_at,
                coalesce(duty_rosters.published_at, 0) AS changed_at
            FROM duty_shifts LEFT JOIN duty_rosters ON duty_rosters.id = duty_shifts.roster_id
            WHERE duty_shifts.person_id = @person AND duty_shifts.removed_at IS NULL AND duty_shifts.ends_at > @since
              AND (duty_shifts.roster_id IS NULL OR (duty_rosters.published_at IS NOT NULL AND duty_rosters.removed_at IS NULL))
            ORDER BY duty_shifts.starts_at, duty_shifts.id LIMIT 1000
            """,
            new { person, since = now - Past })).Select(row => row.ToEvent(language))];

    private sealed record Row(Guid Id, string Post, string Roster, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateTimeOffset ChangedAt)
    {
        public CalendarEvent ToEvent(Language language) => new(
            $"{Id:D}@incidentdesk", 0, ChangedAt, StartsAt,
            Roster.Length == 0
                ? Texts.CalendarShift.In(language, Texts.Say(Texts.DutyPosts, Post, language))
                : Texts.CalendarShiftOf.In(language, Texts.Say(Texts.DutyPosts, Post, language), Roster),
            IsCancelled: false, Before) { EndsAt = EndsAt };
    }
}
