namespace IncidentDesk.Rules.Providers;

/// <summary>The days on which a commitment holds, both included; no last day: until it is ended.</summary>
public sealed record CommitmentPeriod(DateOnly From, DateOnly? To)
{
    public DateOnly Last => To ?? DateOnly.MaxValue;

    public bool Holds(DateOnly day) => From <= day && day <= Last;
}

/// <summary>Something that is not as the directive of January 2023 asks: a provider that is committed, or "none" said expressly.</summary>
/// <param name="Kind">uncovered, ended, gap or ending.</param>
/// <param name="From">First day without a commitment; of ending: the last day with one.</param>
/// <param name="To">Last day without one; null where none follows.</param>
public sealed record CoverageFinding(string Kind, DateOnly? From, DateOnly? To);

/// <summary>How an agency is covered on a day, and what is wrong with it. Pure: the same periods and the same day give the same answer.</summary>
/// <param name="State">The worst: uncovered, ended, gap, ending, none, covered.</param>
public sealed record Coverage(string State, IReadOnlyList<CoverageFinding> Findings)
{
    /// <summary>A commitment that ends within so many days and that none follows is told.</summary>
    public const int WarnDays = 30;

    /// <summary>A gap that lies further back is history.</summary>
    private const int RememberDays = 365;

    public const string Uncovered = "uncovered", Ended = "ended", Gap = "gap", Ending = "ending", None = "none", Covered = "covered";

    public static readonly IReadOnlyList<string> States = [Uncovered, Ended, Gap, Ending, None, Covered];

    public static Coverage Of(IReadOnlyCollection<CommitmentPeriod> periods, bool hasNone, DateOnly today)
    {
        var runs = Runs(periods);
        var findings = new List<CoverageFinding>();
        if (runs.FirstOrDefault(run => run.Holds(today)) is { } current)
        {
            if (current.Last <= today.AddDays(WarnDays) && !runs.Any(run => run.From > today))
                findings.Add(new(Ending, current.Last, null));
        }
        else if (!hasNone && !runs.Any(run => run.From > today))
        {
            findings.Add(runs.Count == 0 ? new(Uncovered, null, null) : new(Ended, runs[^1].Last.AddDays(1), null));
        }
        else if (!hasNone && runs[0].From > today)
        {
            findings.Add(new(Uncovered, null, runs[0].From.AddDays(-1)));
        }
        findings.AddRange(runs.Zip(runs.Skip(1), (one, next) => new CoverageFinding(Gap, one.Last.AddDays(1), next.From.AddDays(-1)))
            .Where(gap => gap.To >= today.AddDays(-RememberDays)));
        var isCovered = runs.Any(run => run.Holds(today));
        return new(States.FirstOrDefault(state => findings.Any(finding => finding.Kind == state)) ?? (isCovered ? Covered : None), findings);
    }

    /// <summary>What touches or overlaps is one run.</summary>
    private static List<CommitmentPeriod> Runs(IEnumerable<CommitmentPeriod> periods)
    {
        var runs = new List<CommitmentPeriod>();
        foreach (var period in periods.Where(period => period.From <= period.Last).OrderBy(period => period.From).ThenBy(period => period.Last))
            if (runs.Count > 0 && (runs[^1].To is null || period.From <= runs[^1].Last.AddDays(1)))
                runs[^1] = new(runs[^1].From, runs[^1].To is null || period.To is null ? null : period.Last > runs[^1].Last ? period.To : runs[^1].To);
            else
                runs.Add(period);
        return runs;
    }
}
