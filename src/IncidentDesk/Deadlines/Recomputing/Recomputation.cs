using System.Security.Cryptography;
using System.Text.Json;
using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Deadlines.Recomputing;

/// <summary>What one duty of one incident would become under the rules of today.</summary>
/// <param name="Kind">moved, recounted, reworded, opened or voided.</param>
/// <param name="Words">Rule set, article, sureness, form and basis, as far as they would be others.</param>
public sealed record RuleChange(
    string Incident, string Kind, Guid? Obligation, string Duty, string Recipient, string? OldRule, string? NewRule,
    DateTimeOffset? OldDueAt, DateTimeOffset? NewDueAt, DateTimeOffset? OldStartsAt, DateTimeOffset? NewStartsAt, IReadOnlyList<DutyWord> Words);

/// <param name="Hash">SHA-256 of exactly these changes; whoever applies them names it.</param>
public sealed record RuleChanges(string RulesVersion, string Hash, IReadOnlyList<RuleChange> Changes);

/// <summary>
/// Loading other rules changes nothing that was computed. Computing anew is an act of its own: shown first, then applied by a person with a
/// reason, and what stood before is kept on the duty and in a row of its own.
/// </summary>
public sealed class Recomputation(Duties duties)
{
    /// <summary>Nothing is written.</summary>
    public async Task<RuleChanges> PreviewAsync(Reading reading)
    {
        var changes = (await AllAsync(reading)).Select(found => ViewOf(found.Incident, found.Change)).ToList();
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { duties.Book.Version, changes }, Json.Options)));
        return new(duties.Book.Version, hash, changes);
    }

    /// <returns>What was applied; null where it is no longer what the hash names.</returns>
    public async Task<RuleChanges?> ApplyAsync(Transaction transaction, string hash, Actor by, string reason, DateTimeOffset now)
    {
        // Their rows are held before anything is looked at: no door changes an incident meanwhile.
        foreach (var (incident, _) in await AllAsync(transaction))
            await transaction.ExecuteAsync("UPDATE incidents SET version = version WHERE id = @id", new { id = incident.Id });
        var preview = await PreviewAsync(transaction);
        if (preview.Hash != hash)
            return null;
        foreach (var (incident, change) in await AllAsync(transaction))
            await ApplyAsync(transaction, incident, change, new(by, reason, preview.RulesVersion, now));
        foreach (var incident in preview.Changes.Select(change => change.Incident).Distinct())
            await LookAgainAsync(transaction, incident, now);
        await AuditTrail.AppendAsync(transaction, by.Word, "rules.apply", hash, $"{preview.Changes.Count} changes", now);
        return preview;
    }

    private async Task<IReadOnlyList<(Open Incident, DutyChange Change)>> AllAsync(Reading reading)
    {
        var all = new List<(Open, DutyChange)>();
        foreach (var incident in await reading.QueryAsync<Open>(
            "SELECT id, number, agency_id, severity FROM incidents WHERE ended_at IS NULL AND reality <> 'test' ORDER BY number_order"))
        {
            var wanted = await duties.WantedAsync(reading, incident.Id);
            foreach (var change in StandingDuties.Compare(wanted, await Duties.StandingAsync(reading, incident.Id), duties.Book))
                all.Add((incident, change));
        }
        return all;
    }

    // What somebody was warned of is done.
    private async Task LookAgainAsync(Transaction transaction, string number, DateTimeOffset now)
    {
        var incident = await transaction.SingleAsync<Guid>("SELECT id FROM incidents WHERE number = @number", new { number });
        await OutdatedDuties.LookAsync(transaction, incident, await duties.WantedAsync(transaction, incident), duties.Book, now);
    }

    private async Task ApplyAsync(Transaction transaction, Open incident, DutyChange change, Act act)
    {
        var id = change.Standing?.Id;
        if (change is { Standing: { } standing, Wanted: { } wanted })
            // Opened in time and past it only by what it is counted from now, it is late for the reason of this act. What was opened late waits for a person's word still.
            await transaction.ExecuteAsync(
                """
                UPDATE obligations SET old_due_at = CASE WHEN due_at = @due THEN old_due_at ELSE due_at END, starts_at = @start, due_at = @due,
                    rule = @rule, article = @article, sureness = @sureness, form = @form, basis = @basis, change_at = @now,
                    late_reason = CASE WHEN @due < opened_at AND opened_at <= due_at THEN coalesce(late_reason, @reason) ELSE late_reason END
                WHERE incident_id = @incident AND id = @id AND state = 'open'
                """,
                new
                {
                    incident = incident.Id, id = standing.Id, start = wanted.StartsAt, due = wanted.DueAt, rule = wanted.Rule, article = wanted.Article,
                    sureness = wanted.Sureness, form = wanted.Form, basis = wanted.Internal ? "internal" : "law", reason = act.Reason, now = act.Now,
                });
        else if (change is { Kind: DutyChange.Voided, Standing: { } voided })
            await transaction.ExecuteAsync(
                "UPDATE obligations SET state = 'void', change_at = @now WHERE incident_id = @incident AND id = @id AND state = 'open'",
                new { incident = incident.Id, id = voided.Id, now = act.Now });
        else if (change.Wanted is { } fresh)
            id = (await Duties.OpenAsync(transaction, incident.Id, [fresh], act.Now, act.Reason)).Single().Id;
        await KeepAsync(transaction, incident, change, id!.Value, act);
    }

    private async Task KeepAsync(Transaction transaction, Open incident, DutyChange change, Guid obligation, Act act)
    {
        await transaction.ExecuteAsync(
            """
            INSERT INTO obligation_changes (id, incident_id, obligation_id, kind, old_due_at, new_due_at, old_rule, new_rule, rules_version,
                changed_by, reason, at)
            VALUES (@id, @incident, @obligation, @kind, @oldDue, @newDue, @oldRule, @newRule, @version, @by, @reason, @now)
            """,
            new
            {
                id = Ids.Next(act.Now), incident = incident.Id, obligation, kind = change.Kind, oldDue = change.Standing?.DueAt, newDue = change.Wanted?.DueAt,
                oldRule = change.Standing?.Rule, newRule = change.Wanted?.Rule, version = act.Version, by = act.By.Word, reason = act.Reason, now = act.Now,
            });
        await NextDueRow.SettleAsync(transaction, incident.Id);
        var duty = change.Standing?.Kind ?? change.Wanted!.Kind;
        await Timeline.AddAsync(
            transaction, incident.Id, act.Now, "obligation", act.By, "agency",
            $"Computed anew: {Texts.Say(Texts.Obligations, duty, Language.English)}, {Said(change, Language.English)}. {act.Reason}",
            $"Tính lại: {Texts.Say(Texts.Obligations, duty, Language.Vietnamese)}, {Said(change, Language.Vietnamese)}. {act.Reason}",
            JsonSerializer.Serialize(ViewOf(incident, change), Json.Options));
        await MetObligation.TellAsync(transaction, incident.Id, obligation, change.Kind, act.Now);
        await AuditTrail.AppendAsync(transaction, act.By.Word, $"obligation.{change.Kind}", obligation.ToString("D"), act.Reason.Length > 0 ? "reasoned" : "", act.Now);
    }

    private string Said(DutyChange change, Language language) => DutyChangeWords.Say(change, duties.Book, language);

    private static RuleChange ViewOf(Open incident, DutyChange change) => new(
        incident.Number, change.Kind, change.Standing?.Id, change.Standing?.Kind ?? change.Wanted!.Kind, change.Standing?.Recipient ?? change.Wanted!.Recipient,
        change.Standing?.Rule, change.Wanted?.Rule, change.Standing?.DueAt, change.Wanted?.DueAt,
        change.Standing?.StartsAt, change.Wanted?.StartsAt, change.Words);

    private sealed record Open(Guid Id, string Number, Guid AgencyId, string Severity);

    private sealed record Act(Actor By, string Reason, string Version, DateTimeOffset Now);
}
