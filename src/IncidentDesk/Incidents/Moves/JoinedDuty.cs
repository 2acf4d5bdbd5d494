using IncidentDesk.Operations;
using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents.Moves;

/// <summary>A duty of one of two incidents that are joined or parted, with all that a merging may change of it.</summary>
internal sealed record JoinedDuty(
    Guid Id, string Kind, string Recipient, string? Trigger, string Rule, DateTimeOffset StartsAt, DateTimeOffset DueAt, string State, string Article,
    string Sureness, string? Form, string Basis, DateTimeOffset? OldDueAt, DateTimeOffset? MetAt, DateTimeOffset? OpenedAt, string? LateReason)
{
    private const string Columns =
        "id, kind, recipient, clock_trigger AS trigger, rule, starts_at, due_at, state, article, sureness, form, basis, old_due_at, met_at, opened_at, late_reason";

    public static Task<IReadOnlyList<JoinedDuty>> OfAsync(Reading reading, Guid incident) =>
        reading.QueryAsync<JoinedDuty>($"SELECT {Columns} FROM obligations WHERE incident_id = @incident ORDER BY id", new { incident });

    public StandingDuty ToStanding() => new(Id, Kind, Recipient, Trigger, Rule, StartsAt, DueAt, State, Article, Sureness, Form, Basis);

    /// <summary>One and the same: of one kind, to one recipient, started by one thing; where nobody kept what started it, whichever fits.</summary>
    public JoinedDuty? SameOf(List<JoinedDuty> there)
    {
        var alike = there.FindAll(one => one.Kind == Kind && one.Recipient == Recipient);
        return alike.Find(one => one.Trigger == Trigger) ?? alike.Find(one => one.Trigger is null || Trigger is null);
    }

    /// <summary>As the rules count it.</summary>
    public StandingDuty By(OpenedObligation one) => ToStanding() with
    {
        Trigger = one.Trigger, Rule = one.Rule, StartsAt = one.StartsAt, DueAt = one.DueAt, Article = one.Article, Sureness = one.Sureness,
        Form = one.Form, Basis = one.Internal ? "internal" : "law",
    };

    public bool CountsOtherwise(OpenedObligation one) => !IsSame(StartsAt, one.StartsAt) || !IsSame(DueAt, one.DueAt);

    /// <summary>Why it is past its time, where that is over only by a deadline that it takes over. Where a person has yet to say so of one of them, they have yet to say it still.</summary>
    /// <param name="by">Whose deadline it is; null where the rules count it anew.</param>
    /// <param name="reason">Of the merging.</param>
    public string? LateBy(JoinedDuty? by, string? reason) => by?.LateReason ?? (IsUnexplained || by is { IsUnexplained: true } ? null : reason);

    private bool IsUnexplained => MissingReason.IsSo(State, StartsAt, DueAt, OpenedAt, LateReason);

    /// <param name="reason">Of the merging: why what was opened in time and is past due by now is opened there only now.</param>
    /// <returns>The one that is owed there.</returns>
    public static async Task<Guid> CopyAsync(Transaction transaction, Guid incident, Guid duty, Guid into, string reason, DateTimeOffset at)
    {
        var id = Ids.Next(at);
        await transaction.ExecuteAsync(
            """
            INSERT INTO obligations (incident_id, id, kind, rule, article, sureness, recipient, form, basis, starts_at, due_at, state, clock_trigger,
                late_reason, opened_at)
            SELECT @into, @id, kind, rule, article, sureness, recipient, form, basis, starts_at, due_at, 'open', clock_trigger,
                coalesce(late_reason, CASE WHEN due_at < @at AND (opened_at IS NULL OR opened_at <= due_at) THEN @reason END), @at
            FROM obligations WHERE incident_id = @incident AND id = @duty
            """,
            new { into, id, incident, duty, reason, at });
        return id;
    }

    // The record keeps milliseconds.
    private static bool IsSame(DateTimeOffset one, DateTimeOffset other) => one.ToUnixTimeMilliseconds() == other.ToUnixTimeMilliseconds();
}
