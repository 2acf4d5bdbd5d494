using IncidentDesk.Operations;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Duty;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;

namespace IncidentDesk.Duty.Rosters;

/// <summary>
/// What the desk is told of a roster that leaves an hour open, or that is not published: a week before that hour and a day before it, each once (field.md section 9
/// item 25), and by mail whoever keeps that roster. The alarm ends when the roster has no gap and is published.
/// </summary>
public static class GapAlarms
{
    public const string Week = "roster-gap-7d", Day = "roster-gap-24h";

    public static readonly IReadOnlyList<(string Kind, TimeSpan Before)> Stages = [(Day, TimeSpan.FromHours(24)), (Week, TimeSpan.FromDays(7))];

    /// <summary>What of a roster nobody is called by, after an instant: its gaps, or all of it while it is a draft.</summary>
    public static IReadOnlyList<RosterFault> OpenOf(RosterRow roster, IReadOnlyList<RosterShift> shifts, DateTimeOffset now)
    {
        var open = roster.GapsOf(shifts).Where(gap => gap.EndsAt > now).ToList();
        return open.Count > 0 || roster.PublishedAt is not null ? open : [new(RosterFault.Gap, Callable.OnDuty, [], roster.StartsAt, roster.EndsAt)];
    }

    /// <summary>The mark is the rule: of two nodes one writes it, and only that one raises the alarm.</summary>
    public static async Task RaiseAsync(Transaction transaction, DutyMails mails, RosterRow roster, IReadOnlyList<RosterFault> open, DateTimeOffset now)
    {
        foreach (var (kind, before) in Stages)
        {
            var due = open.Where(gap => gap.StartsAt - before <= now).ToList();
            var fresh = 0;
            foreach (var gap in due)
                fresh += await transaction.ExecuteAsync(
                    """
                    INSERT INTO duty_gap_alarms (roster_id, stage, post, starts_at, told_at) VALUES (@roster, @kind, @post, @startsAt, @now)
                    ON CONFLICT (roster_id, stage, post, starts_at) DO NOTHING
                    """,
                    new { roster = roster.Id, kind, post = gap.Post, startsAt = gap.StartsAt, now });
            if (fresh > 0)
            {
                await TellAsync(transaction, roster, kind, due, now);
                await mails.GapAsync(transaction, roster.Id, roster.AgencyId, kind, now);
            }
            // What a day is left for is not told of as a week as well.
            if (kind == Day && due.Count > 0)
                open = [.. open.Except(due)];
        }
    }

    public static async Task EndAsync(Transaction transaction, Guid roster, DateTimeOffset now)
    {
        foreach (var (kind, _) in Stages)
            await Alarms.EndAsync(transaction, kind, roster.ToString("D"), now);
    }

    private static async Task TellAsync(Transaction transaction, RosterRow roster, string kind, IReadOnlyList<RosterFault> gaps, DateTimeOffset now)
    {
        var subject = roster.Id.ToString("D");
        await Alarms.EndAsync(transaction, kind, subject, now);
        if (kind == Day)
            await Alarms.EndAsync(transaction, Week, subject, now);
        var (first, owner) = (gaps[0], roster.Agency is { } code ? $" ({code})" : "");
        var (from, to) = (VietnamTime.Shown(first.StartsAt), VietnamTime.Shown(first.EndsAt));
        var (more, moreVi) = gaps.Count == 1 ? ("", "") : ($" And {gaps.Count - 1} more.", $" Và {gaps.Count - 1} chỗ nữa.");
        var (state, stateVi) = roster.PublishedAt is null ? (" The roster is not published.", " Lịch trực chưa công bố.") : ("", "");
        await Alarms.RaiseAsync(
            transaction, kind, kind == Day ? "critical" : "high", subject, null,
            $"Roster \"{roster.Name}\"{owner}: nobody holds {Callable.NameOf(first.Post).En} from {from} to {to}.{more}{state}",
            $"Lịch trực \"{roster.Name}\"{owner}: chưa có {Callable.NameOf(first.Post).Vi} từ {from} đến {to}.{moreVi}{stateVi}", now);
    }
}
