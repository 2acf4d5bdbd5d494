using IncidentDesk.Audit;
using IncidentDesk.Duty;
using IncidentDesk.Storage;

namespace IncidentDesk.Demo;

/// <summary>Who is on duty from the first report to two weeks after the start: two responders take turns by day and night, the shift lead by day.</summary>
internal static class DemoDuty
{
    private const int DaysBefore = 90, DaysAfter = 15;
    private static readonly TimeSpan Shift = TimeSpan.FromHours(12);

    public static async Task PlantAsync(Transaction transaction, DateTimeOffset now)
    {
        var (one, other) = (await PersonAsync(transaction, "truc1"), await PersonAsync(transaction, "truc2"));
        var (lead, head) = (await PersonAsync(transaction, "truongca"), await PersonAsync(transaction, "truongphong"));
        // Shifts change at seven, morning and evening, in the desk's zone.
        var first = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerDay)).AddDays(-DaysBefore);
        for (var n = 0; n < (DaysBefore + DaysAfter) * 2; n++)
        {
            var (from, to) = (first + n * Shift, first + (n + 1) * Shift);
            await AddAsync(n % 2 == 0 ? one : other, "on-duty", from, to);
            await AddAsync(n % 2 == 0 ? other : one, "stand-in", from, to);
            if (n % 2 == 0)
                await AddAsync(lead, "shift-lead", from, to);
        }
        await transaction.ExecuteAsync("INSERT INTO ladder_fallback (place, person_id) VALUES (0, @head)", new { head });

        Task AddAsync(Guid person, string post, DateTimeOffset from, DateTimeOffset to) =>
            AddShift.AddAsync(transaction, new(person, post, from, to), Actor.Desk, from < now ? from : now);
    }

    private static Task<Guid> PersonAsync(Transaction transaction, string user) =>
        transaction.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = @user", new { user });
}
