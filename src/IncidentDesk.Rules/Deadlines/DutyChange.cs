using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Rules.Deadlines;

/// <summary>What would become of a duty if the rules of today were applied to the facts of its incident.</summary>
/// <param name="Kind">
/// moved: the same start, another term; recounted: the facts or the days of a rule set give it another start or another rule set; reworded: the
/// same instant, other words; opened; voided.
/// </param>
/// <param name="Wanted">What today's rules say; null where they want it no more.</param>
public sealed record DutyChange(string Kind, StandingDuty? Standing, OpenedObligation? Wanted)
{
    public const string Moved = "moved", Recounted = "recounted", Reworded = "reworded", Opened = "opened", Voided = "voided";

    /// <summary>True: what stands does not follow from the facts as they are told now, and somebody must hear of it.</summary>
    public bool IsOfFacts { get; init; }

    /// <summary>True where the time that is left is shorter than the record says.</summary>
    public bool IsEarlier => Standing is not null && Wanted is not null && Wanted.DueAt < Standing.DueAt;

    /// <summary>Rule set, article, sureness, form and basis, as far as they differ; empty where one side is missing.</summary>
    public IReadOnlyList<DutyWord> Words => Standing is not { } old || Wanted is not { } wanted ? [] :
    [
        .. new DutyWord[]
        {
            new("rule", old.Rule, wanted.Rule), new("article", old.Article, wanted.Article), new("sureness", old.Sureness, wanted.Sureness),
            new("form", old.Form, wanted.Form), new("basis", old.Basis, wanted.Internal ? "internal" : "law"),
        }.Where(word => word.Old != word.New),
    ];
}

/// <summary>One word of a duty, as it stands and as the rules of today have it.</summary>
/// <param name="Word">rule, article, sureness, form or basis.</param>
public sealed record DutyWord(string Word, string? Old, string? New);
