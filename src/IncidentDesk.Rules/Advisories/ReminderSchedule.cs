namespace IncidentDesk.Rules.Advisories;

/// <summary>When those who have not done what a letter asks are reminded, and from which time on the one above them hears of it.</summary>
public static class ReminderSchedule
{
    /// <summary>After so many reminders the agency above is told, and with each further one the next above it.</summary>
    public const int EscalateAfter = 2;

    private static readonly TimeSpan Soonest = TimeSpan.FromHours(12), WithoutDue = TimeSpan.FromDays(7);

    /// <summary>The day before it is due, when it is due, three and seven days later; without a due time three, seven and fourteen days after it was sent.</summary>
    public static IReadOnlyList<DateTimeOffset> Of(DateTimeOffset sentAt, DateTimeOffset? dueAt) =>
        dueAt is { } due
            ? [.. new[] { due.AddDays(-1), due, due.AddDays(3), due.AddDays(7) }.Where(at => at - sentAt >= Soonest)]
            : [sentAt.AddDays(3), sentAt.AddDays(7), sentAt.AddDays(14)];

    /// <summary>From when on silence is called silence.</summary>
    public static DateTimeOffset SilentFrom(DateTimeOffset sentAt, DateTimeOffset? dueAt) => dueAt ?? sentAt + WithoutDue;

    /// <param name="n">Which reminder it is; the first is 1.</param>
    /// <returns>How many steps up the tree somebody is told; zero: nobody yet.</returns>
    public static int StepsUp(int n) => Math.Max(0, n - EscalateAfter + 1);
}
