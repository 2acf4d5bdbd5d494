using IncidentDesk.Operations;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Periodic;
using IncidentDesk.Storage;

namespace IncidentDesk.Periodic;

/// <summary>
/// What the desk is told of a periodic duty that is still open: a week before, on its last good day, and after it. One alarm for all who owe it, so that fifty agencies
/// are not fifty alarms.
/// </summary>
public static class PeriodicAlarms
{
    public const string Soon = "periodic-soon", LastDay = "periodic-last-day", Overdue = "periodic-overdue";

    private static readonly IReadOnlyList<string> Kinds = [Soon, LastDay, Overdue];

    /// <summary>The alarm that an open duty is at an instant; null while nobody need be told.</summary>
    public static string? KindAt(PeriodicTurn turn, DateTimeOffset now) =>
        now > turn.DueAt ? Overdue : now >= turn.LastDayAt ? LastDay : now >= turn.RemindsAt ? Soon : null;

    public static string SubjectOf(string code, long year) => $"{code}:{year}";

    /// <summary>Raises what is due and ends what came before it, which it takes the place of.</summary>
    public static async Task RaiseAsync(Transaction transaction, PeriodicTurn turn, string kind, long open, DateTimeOffset now)
    {
        var subject = SubjectOf(turn.Rule.Code, turn.Year);
        foreach (var other in Kinds.Where(one => one != kind))
            await Alarms.EndAsync(transaction, other, subject, now);
        var (name, due) = (turn.Rule.Name, VietnamTime.Shown(turn.DueAt));
        var (en, vi) = kind switch
        {
            Soon => ($"due {due}", $"hạn {due}"),
            LastDay => ($"today is the last good day, until {due}", $"hôm nay là ngày cuối, đến {due}"),
            _ => ($"was due {due}", $"đã quá hạn {due}"),
        };
        await Alarms.RaiseAsync(
            transaction, kind, kind == Soon ? "medium" : kind == LastDay ? "high" : "critical", subject, null,
            $"{Capital(name.En)} ({turn.Rule.Article}): {en}; not recorded as filed: {open}.",
            $"{Capital(name.Vi)} ({turn.Rule.Article}): {vi}; chưa ghi nhận đã nộp: {open}.", now);
    }

    /// <summary>The last one was settled: its alarms end with their cause.</summary>
    public static async Task EndWhereSettledAsync(Transaction transaction, string code, long year, DateTimeOffset now)
    {
        if (await transaction.SingleAsync<long>(
            "SELECT count(*) FROM periodic_duties WHERE code = @code AND year = @year AND state = 'open'", new { code, year }) > 0)
            return;
        foreach (var kind in Kinds)
            await Alarms.EndAsync(transaction, kind, SubjectOf(code, year), now);
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
