using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents.Moves;

/// <summary>A duty that a merging moved, and what it was before.</summary>
/// <param name="DueAt">What it was before.</param>
public sealed record MovedDuty(Guid Id, DateTimeOffset DueAt, DateTimeOffset? OldDueAt)
{
    /// <summary>The rest of what it was before; null in mergings of before 2026-11-30, which moved the due instant alone.</summary>
    public StandingDuty? Before { get; init; }

    public DateTimeOffset? MetAt { get; init; }

    /// <summary>Why it is late, as it took that over with the deadline; null where it had a reason already, or was opened in time all the same.</summary>
    public string? LateBy { get; init; }

    /// <summary>Detected earlier by the one, it was no later than that for what only the other wanted.</summary>
    internal static async Task<IReadOnlyList<MovedDuty>> HastenAsync(Transaction transaction, Guid into, Duties duties, string reason, DateTimeOffset at)
    {
        var wanted = await duties.WantedAsync(transaction, into);
        var rows = await JoinedDuty.OfAsync(transaction, into);
        var moves = new List<MovedDuty>();
        foreach (var change in StandingDuties.Compare(wanted, [.. rows.Select(row => row.ToStanding())], duties.Book))
            if (change is { Kind: DutyChange.Recounted, IsEarlier: true, Standing: { } standing, Wanted: { } one })
            {
                var row = rows.First(owed => owed.Id == standing.Id);
                moves.Add(await MoveAsync(transaction, into, row, row.By(one), row.LateBy(null, reason), at));
            }
        return moves;
    }

    // What was sent after the instant that it has now was sent late; what was opened after it takes over why.
    internal static async Task<MovedDuty> MoveAsync(Transaction transaction, Guid into, JoinedDuty same, StandingDuty by, string? reason, DateTimeOffset at)
    {
        var lateBy = same.LateReason is null && by.DueAt < same.OpenedAt ? reason : null;
        await transaction.ExecuteAsync(
            """
            UPDATE obligations SET old_due_at = coalesce(old_due_at, due_at), due_at = @due, starts_at = @start,
                clock_trigger = coalesce(@trigger, clock_trigger), rule = @rule, article = @article, sureness = @sureness, form = @form, basis = @basis,
                state = CASE WHEN state = 'met' AND met_at > @due THEN 'late' ELSE state END, late_reason = coalesce(late_reason, @lateBy), change_at = @at
            WHERE incident_id = @into AND id = @id
            """,
            new
            {
                into, id = same.Id, due = by.DueAt, start = by.StartsAt, trigger = by.Trigger, rule = by.Rule, article = by.Article, sureness = by.Sureness,
                form = by.Form, basis = by.Basis, lateBy, at,
            });
        return new(same.Id, same.DueAt, same.OldDueAt) { Before = same.ToStanding(), MetAt = same.MetAt, LateBy = lateBy };
    }

    internal Task BackAsync(Transaction transaction, Guid from, DateTimeOffset at) => Before is { } before
        ? BackAsync(transaction, from, before, at)
        : transaction.ExecuteAsync(
            "UPDATE obligations SET due_at = @due, old_due_at = @old, change_at = @at WHERE incident_id = @from AND id = @id AND state = 'open'",
            new { from, id = Id, due = DueAt, old = OldDueAt, at });

    // What was settled before is again what it was then; what was sent meanwhile is late only by the instant that comes back. What a person said meanwhile stays said.
    private Task BackAsync(Transaction transaction, Guid from, StandingDuty before, DateTimeOffset at) => transaction.ExecuteAsync(
        """
        UPDATE obligations SET due_at = @due, old_due_at = @old, starts_at = @start, clock_trigger = @trigger, rule = @rule, article = @article,
            sureness = @sureness, form = @form, basis = @basis, late_reason = CASE WHEN late_reason = @lateBy THEN NULL ELSE late_reason END, change_at = @at,
            state = CASE WHEN state = 'open' THEN 'open' WHEN met_at = @met THEN @state WHEN met_at > @due THEN 'late' ELSE 'met' END
        WHERE incident_id = @from AND id = @id AND state IN ('open', 'met', 'late')
        """,
        new
        {
            from, id = Id, due = DueAt, old = OldDueAt, start = before.StartsAt, trigger = before.Trigger, rule = before.Rule,
            article = before.Article, sureness = before.Sureness, form = before.Form, basis = before.Basis, state = before.State, met = MetAt, lateBy = LateBy, at,
        });
}
