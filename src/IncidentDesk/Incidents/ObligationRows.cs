using IncidentDesk.Operations;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>What the law wants, each a row of its own with its article and its instant.</summary>
public static class ObligationRows
{
    /// <param name="lateReason">Why what is past due already is opened only now; null where nobody has said it.</param>
    public static async Task<IReadOnlyList<ObligationView>> InsertAsync(
        Transaction transaction, Guid incident, IReadOnlyList<OpenedObligation> opened, DateTimeOffset at, string? lateReason = null)
    {
        var views = new ObligationView[opened.Count];
        for (var index = 0; index < opened.Count; index++)
        {
            var obligation = opened[index];
            var (id, reason) = (Ids.Next(at), obligation.DueAt.ToUnixTimeMilliseconds() < at.ToUnixTimeMilliseconds() ? lateReason : null);
            await transaction.ExecuteAsync(
                """
                INSERT INTO obligations (incident_id, id, kind, rule, article, sureness, recipient, form, basis, starts_at, due_at, state,
                    clock_trigger, late_reason, opened_at)
                VALUES (@incident, @id, @kind, @rule, @article, @sureness, @recipient, @form, @basis, @startsAt, @dueAt, 'open', @trigger, @reason, @at)
                """,
                new
                {
                    incident, id, kind = obligation.Kind, rule = obligation.Rule, article = obligation.Article, sureness = obligation.Sureness,
                    recipient = obligation.Recipient, form = obligation.Form, basis = obligation.Internal ? "internal" : "law",
                    startsAt = obligation.StartsAt, dueAt = obligation.DueAt, trigger = obligation.Trigger, reason, at,
                });
            views[index] = new(
                id, obligation.Kind, obligation.Rule, obligation.Article, obligation.Sureness, obligation.Recipient, obligation.Form,
                obligation.StartsAt, obligation.DueAt, obligation.Internal, "open", null, null, null, null)
            {
                LateReason = reason, ReasonMissing = MissingReason.IsSo("open", obligation.StartsAt, obligation.DueAt, at, reason),
            };
        }
        return views;
    }

    public static async Task<IReadOnlyList<ObligationView>> OfAsync(Reading reading, Guid incident) =>
        [.. (await reading.QueryAsync<Row>(
            """
            SELECT id, kind, rule, article, sureness, recipient, form, basis, starts_at, due_at, old_due_at, state, met_at, met_by,
                late_reason, preliminary_at, opened_at
            FROM obligations WHERE incident_id = @incident ORDER BY id
            """,
            new { incident })).Select(row => row.ToView())];

    /// <summary>Late is late for ever: how late is computed from what was recorded, never stored apart from it.</summary>
    public static long? LateBySeconds(DateTimeOffset due, DateTimeOffset? met) => met > due ? (long)(met.Value - due).TotalSeconds : null;

    private sealed record Row(
        Guid Id, string Kind, string Rule, string Article, string Sureness, string Recipient, string? Form, string Basis,
        DateTimeOffset StartsAt, DateTimeOffset DueAt, DateTimeOffset? OldDueAt, string State, DateTimeOffset? MetAt, string? MetBy,
        string? LateReason, DateTimeOffset? PreliminaryAt, DateTimeOffset? OpenedAt)
    {
        public ObligationView ToView() => new(
            Id, Kind, Rule, Article, Sureness, Recipient, Form, StartsAt, DueAt, Basis == "internal", State, MetAt, MetBy,
            LateBySeconds(DueAt, MetAt), OldDueAt)
        {
            LateReason = LateReason, ReasonMissing = MissingReason.IsSo(State, StartsAt, DueAt, OpenedAt, LateReason), Preliminary = PreliminaryAt is not null,
        };
    }
}
