using System.Text.Json;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>
/// Facts were corrected, and a duty that stands counts from another start or by another rule set than they give. It is not moved: an alarm and the
/// timeline say so at once, and a person applies it. The alarm ends with its cause.
/// </summary>
public static class OutdatedDuties
{
    public const string Alarm = "duty-outdated";

    private static readonly Text Earlier = new("Hạn theo luật SỚM HƠN hạn đang ghi. ", "By law it is due EARLIER than recorded. ");
    private static readonly Text Unmoved = new(
        " Hạn đang ghi chưa đổi: quản trị viên xem và áp dụng việc tính lại, kèm lý do.",
        " What is recorded has not been moved: an administrator looks at the recomputation and applies it, with a reason.");

    public static async Task LookAsync(
        Transaction transaction, Guid incident, IReadOnlyList<OpenedObligation> wanted, RuleBook book, DateTimeOffset now)
    {
        var row = await transaction.SingleAsync<Row>("SELECT number, reality FROM incidents WHERE id = @incident", new { incident });
        if (row is null or { Reality: "test" or "drill" })
            return;
        var outdated = StandingDuties.Compare(wanted, await Duties.StandingAsync(transaction, incident), book)
            .Where(change => change.IsOfFacts).ToDictionary(change => change.Standing!.Id.ToString("D"));
        foreach (var open in await transaction.QueryAsync<OpenAlarm>(
            $"SELECT subject, text FROM alarms WHERE kind = '{Alarm}' AND incident_id = @incident AND ended_at IS NULL ORDER BY id", new { incident }))
            if (!outdated.TryGetValue(open.Subject, out var change) || Said(row.Number, change, book, Language.English) != open.Text)
                await Alarms.EndAsync(transaction, Alarm, open.Subject, now);
        foreach (var (subject, change) in outdated)
            await RaiseAsync(transaction, incident, subject, change, row.Number, book, now);
    }

    private static async Task RaiseAsync(
        Transaction transaction, Guid incident, string subject, DutyChange change, string number, RuleBook book, DateTimeOffset now)
    {
        var (en, vi) = (Said(number, change, book, Language.English), Said(number, change, book, Language.Vietnamese));
        if (!await Alarms.RaiseAsync(transaction, Alarm, change.IsEarlier ? "critical" : "high", subject, incident, en, vi, now))
            return;
        await Timeline.AddAsync(
            transaction, incident, now, "obligation", Actor.Desk, "agency", en, vi,
            JsonSerializer.Serialize(
                new { obligation = subject, change.Kind, oldDueAt = change.Standing!.DueAt, newDueAt = change.Wanted?.DueAt, newStartsAt = change.Wanted?.StartsAt, change.Words },
                Json.Options));
        await MetObligation.TellAsync(transaction, incident, change.Standing!.Id, "outdated", now);
        await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "obligation.outdated", subject, change.Kind, now);
    }

    private static string Said(string number, DutyChange change, RuleBook book, Language language) =>
        $"{number}: {(change.IsEarlier ? Earlier.In(language) : "")}“{Texts.Say(Texts.Obligations, change.Standing!.Kind, language)}” ({change.Standing.Article}): "
        + $"{DutyChangeWords.Say(change, book, language)}.{Unmoved.In(language)}";

    private sealed record Row(string Number, string Reality);

    private sealed record OpenAlarm(string Subject, string Text);
}
