using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Rules.Deadlines;

/// <summary>A duty as it stands in the record, whatever rules computed it.</summary>
/// <param name="Trigger">Null in rows from before triggers were kept, and in what mergings copied before 2026-11-30: it is then whichever fits.</param>
/// <param name="Basis">law, or internal where the desk set the figure as its own target.</param>
public sealed record StandingDuty(
    Guid Id, string Kind, string Recipient, string? Trigger, string Rule, DateTimeOffset StartsAt, DateTimeOffset DueAt, string State,
    string Article, string Sureness, string? Form, string Basis)
{
    /// <summary>What the desk itself owes in writing after a call: no rule set has that kind, though its row names the one that held then.</summary>
    public const string WrittenFollowUp = "written-follow-up";

    public bool Is(OpenedObligation wanted) =>
        Kind == wanted.Kind && Recipient == wanted.Recipient && (Trigger is null || Trigger == wanted.Trigger);
}

/// <summary>Wanted duties against those that stand. A deadline once computed is moved by nothing but an explicit recomputation.</summary>
public static class StandingDuties
{
    /// <summary>What is wanted and not there yet, in whatever state: what was met, waived or void is not opened a second time.</summary>
    public static IReadOnlyList<OpenedObligation> Missing(IReadOnlyList<OpenedObligation> wanted, IReadOnlyList<StandingDuty> standing) =>
        [.. wanted.Where(one => !standing.Any(duty => duty.Is(one)))];

    /// <summary>What a recomputation would do to each open duty. Nothing that stands is changed by it.</summary>
    public static IReadOnlyList<DutyChange> Compare(IReadOnlyList<OpenedObligation> wanted, IReadOnlyList<StandingDuty> standing, RuleBook book)
    {
        // A duty of another origin than a rule set is left alone.
        var ours = standing.Where(duty =>
            duty.State == "open" && duty.Kind != StandingDuty.WrittenFollowUp && book.Packs.Any(pack => pack.Code == duty.Rule));
        return
        [
            .. ours.Select(duty => Change(duty, wanted, book)).OfType<DutyChange>(),
            .. Missing(wanted, standing).Select(one => new DutyChange(DutyChange.Opened, null, one)),
        ];
    }

    private static DutyChange? Change(StandingDuty duty, IReadOnlyList<OpenedObligation> wanted, RuleBook book)
    {
        if (wanted.FirstOrDefault(duty.Is) is not { } one)
            return new(DutyChange.Voided, duty, null) { IsOfFacts = duty.Trigger is not null && wanted.All(other => other.Rule != duty.Rule) };
        // Whose trigger is not known keeps the start that it has: a merging may have chosen it.
        if (duty.Trigger is not null && (!IsSame(duty.StartsAt, one.StartsAt) || duty.Rule != one.Rule))
            return new(DutyChange.Recounted, duty, one) { IsOfFacts = true };
        var due = book.DueFrom(one, duty.StartsAt);
        var change = new DutyChange(DutyChange.Moved, duty, one with { StartsAt = duty.StartsAt, DueAt = due });
        return due != duty.DueAt ? change : change.Words.Count > 0 ? change with { Kind = DutyChange.Reworded } : null;
    }

    // The record keeps milliseconds.
    private static bool IsSame(DateTimeOffset one, DateTimeOffset other) => one.ToUnixTimeMilliseconds() == other.ToUnixTimeMilliseconds();
}
