using System.Text.Json;
using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Deadlines;

/// <summary>
/// A mark has come: the timeline says so, the people whose work it is are written to, open pages hear of it, and the end of the time raises the
/// alarm. All in the transaction that claimed the mark, so it happens once or not at all.
/// </summary>
public sealed class Firing(ReminderTelling telling)
{
    private static readonly TimeSpan Punctual = TimeSpan.FromMinutes(1);

    private static readonly Text Left = new("Nhắc hạn: {0} còn {1}.", "Reminder: {0}, {1} left.");
    private static readonly Text Over = new("Hết hạn: {0}.", "The time is over: {0}.");
    private static readonly Text OpenedLate = new(" Thời hạn đã qua khi nghĩa vụ này phát sinh.", " It was over already when the duty was opened.");
    private static readonly Text Late = new(" Hệ thống không chạy đúng lúc nên báo muộn {0}.", " The desk was not running then: this comes {0} late.");

    public async Task FireAsync(Transaction transaction, ClockRows.Mark mark, DateTimeOffset now)
    {
        // Moved by another node after the claim, people would be told of the new instant by the old mark, and then never again.
        if (await MarkedDuty.FindAsync(transaction, mark.IncidentId, mark.ObligationId) is not { IsOwed: true } duty || duty.DueAt != mark.DueAt)
        {
            await ClockRows.DropAsync(transaction, mark, now);
            return;
        }
        var isOver = duty.DueAt <= now;
        var (vi, en) = (Say(duty, mark, now, Language.Vietnamese), Say(duty, mark, now, Language.English));
        await Timeline.AddAsync(
            transaction, mark.IncidentId, now, "obligation", Actor.Desk, "agency", en, vi,
            JsonSerializer.Serialize(new { obligation = mark.ObligationId, mark = mark.Word, lateSeconds = mark.LateSeconds }));
        // What was late when it was opened has its alarm and its reason; nobody is written to of a time that never ran.
        if (Ran(duty, mark))
            await telling.TellAsync(transaction, duty, mark.Word, now);
        if (mark.Kind == ReminderPlan.Expiry && duty.Reality == "real")
            await OverdueObligations.RaiseAsync(transaction, new(duty.Id, duty.IncidentId, duty.Number, duty.Kind, duty.Article, duty.Basis), now);
        await MetObligation.TellAsync(transaction, mark.IncidentId, mark.ObligationId, isOver ? "expired" : "reminder", now);
        await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, $"obligation.{mark.Kind}", mark.ObligationId.ToString("D"), mark.Word, now);
    }

    private static string Say(MarkedDuty duty, ClockRows.Mark mark, DateTimeOffset now, Language language)
    {
        var named = duty.Named(language);
        var said = duty.DueAt <= now ? Over.In(language, named) : Left.In(language, named, Spans.Say(duty.DueAt - now, language));
        var late = TimeSpan.FromSeconds(mark.LateSeconds);
        return late < Punctual ? said : said + (Ran(duty, mark) ? Late.In(language, Spans.Say(late, language)) : OpenedLate.In(language));
    }

    // False: the mark lay in the past when the duty was opened, because somebody reported or raised it late.
    private static bool Ran(MarkedDuty duty, ClockRows.Mark mark) => duty.OpenedAt is null || duty.OpenedAt < mark.At;
}
