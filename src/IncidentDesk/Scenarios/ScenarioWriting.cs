using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Scenarios;
using IncidentDesk.Storage;

namespace IncidentDesk.Scenarios;

/// <summary>Writes what changed: to the review that the system owes already, whose time stays the first change's, or to a new one. What was put back leaves nothing to review.</summary>
internal static class ScenarioWriting
{
    public static async Task AddAsync(Transaction transaction, ScenarioSeen seen, IReadOnlyList<ScenarioChange> changes, DateTimeOffset now, TimeZoneInfo zone)
    {
        var more = (long)changes.Count;
        var owed = await transaction.SingleAsync<Owed>(
            """
            UPDATE scenario_reviews SET changes = changes + @more, last_changed_at = @now, version = version + 1
            WHERE system_id = @system AND settled_at IS NULL RETURNING id, changes
            """,
            new { system = seen.System, more, now });
        var id = owed?.Id ?? await OpenAsync(transaction, seen, more, now, zone);
        var n = owed is null ? 0 : owed.Changes - more;
        foreach (var change in changes)
            await transaction.ExecuteAsync(
                "INSERT INTO scenario_changes (review_id, n, at, kind, subject, was, became) VALUES (@id, @n, @now, @kind, @subject, @was, @became)",
                new { id, n = ++n, now, kind = change.Kind, subject = change.Subject, was = change.Was, became = change.Became });
        await AuditTrail.AppendAsync(
            transaction, Actor.Desk.Word, owed is null ? "scenario.open" : "scenario.change", id.ToString("D"), $"{more} changes of {seen.System:D}", now);
        await Changes.TellAsync(transaction, "scenario", id, null, owed is null ? "opened" : "changed", seen.Agency, now);
    }

    /// <summary>
    /// Products that are said for the first time while a review is owed are what its system ran before, too: what changes of them later is still to be looked at where all else is put back.
    /// </summary>
    public static async Task LearnAsync(Transaction transaction, ScenarioSeen seen)
    {
        if (seen.FactsBefore is not { } noted || noted.KnowsProducts() || seen.Facts.Products.Count == 0)
            return;
        if (await OwedBeforeAsync(transaction, seen) is { } owed && ScenarioSeen.Read(owed.FactsBefore) is { } before && !before.KnowsProducts())
            await transaction.ExecuteAsync(
                "UPDATE scenario_reviews SET facts_before = @facts WHERE id = @id AND settled_at IS NULL",
                new { id = owed.Id, facts = ScenarioSeen.Write(before with { Products = seen.Facts.Products }) });
    }

    /// <summary>The desk lets go of the review of a system that is again as it was before the first change, and of its mail: a slip of the pen, or what was entered late.</summary>
    public static async Task VoidAsync(Transaction transaction, ScenarioSeen seen, DateTimeOffset now)
    {
        var owed = await OwedBeforeAsync(transaction, seen);
        if (owed is null || ScenarioChange.Between(ScenarioSeen.Read(owed.FactsBefore), seen.Facts).Count > 0)
            return;
        if (await transaction.ExecuteAsync(
            "UPDATE scenario_reviews SET settled_at = @now, voided_at = @now, version = version + 1 WHERE id = @id AND settled_at IS NULL", new { id = owed.Id, now }) == 0)
            return;
        await ScenarioMails.CallOffAsync(transaction, now);
        await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "scenario.void", owed.Id.ToString("D"), "as before the first change", now);
        await Changes.TellAsync(transaction, "scenario", owed.Id, null, "voided", seen.Agency, now);
    }

    private static Task<Before?> OwedBeforeAsync(Transaction transaction, ScenarioSeen seen) => transaction.SingleAsync<Before>(
        "SELECT id, facts_before FROM scenario_reviews WHERE system_id = @system AND settled_at IS NULL AND facts_before IS NOT NULL", new { system = seen.System });

    private static async Task<Guid> OpenAsync(Transaction transaction, ScenarioSeen seen, long changes, DateTimeOffset now, TimeZoneInfo zone)
    {
        var id = Ids.Next(now);
        await transaction.ExecuteAsync(
            """
            INSERT INTO scenario_reviews (id, system_id, agency_id, opened_at, last_changed_at, due_at, rule, term_days, term_set_by, changes, facts_before, version)
            VALUES (@id, @system, @agency, @now, @now, @due, @rule, @days, @setBy, @changes, @before, 1)
            """,
            new
            {
                id, system = seen.System, agency = seen.Agency, now, due = ScenarioTerm.DueAt(now, zone), rule = ScenarioTerm.Rule, days = (long)ScenarioTerm.Days,
                setBy = ScenarioTerm.SetBy, changes, before = seen.Before ?? ScenarioSeen.Write(null),
            });
        return id;
    }

    private sealed record Owed(Guid Id, long Changes);

    private sealed record Before(Guid Id, string FactsBefore);
}
