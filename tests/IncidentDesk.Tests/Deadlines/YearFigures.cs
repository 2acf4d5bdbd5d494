using System.Globalization;

namespace IncidentDesk.Tests.Deadlines;

/// <summary>
/// The figures of the year counted again, from what had been told by an instant and from nothing of the desk: who filed in time, what came in, what the register of systems
/// held.
/// </summary>
internal sealed class YearFigures
{
    // The days of these reports are days of Việt Nam, and so are the desk's months.
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    private readonly YearOfOperation year;
    private readonly IReadOnlyList<YearDuty> duties;

    public YearFigures(YearOfOperation year)
    {
        this.year = year;
        duties = [.. year.Told.SelectMany(story => YearRecount.Duties(story, year.Turns))];
    }

    /// <summary>What of the year was in its figures at all, so that an empty one is noticed.</summary>
    public IEnumerable<string> Kinds(DateTimeOffset asOf) => duties.Where(duty => duty.Known <= asOf).Select(duty =>
        duty.Story.Drill ? "drill" : IsUnproven(duty, asOf) ? "unproven" : IsOverdue(duty, asOf) ? "overdue" : duty.StateAt(asOf));

    /// <summary>Instants of the past that figures are asked of: turns of the law and of the year, instants at which something was sent, and the ends of terms with the next moment.</summary>
    public IReadOnlyList<DateTimeOffset> Days
    {
        get
        {
            var now = year.Scene.Now;
            var ends = duties.Select(duty => duty.Due).Where(due => due < now).Order().ToList();
            var sent = year.Told.SelectMany(story => story.Sent).Select(one => one.At).Order().ToList();
            return
            [
                YearOfOperation.At("2026-02-28T17:00:00Z"), YearOfOperation.At("2026-06-14T17:00:00Z"), YearOfOperation.At("2026-06-30T16:59:59.999Z"),
                YearOfOperation.At("2026-09-09T01:23:45.678Z"), YearOfOperation.At("2026-12-14T17:00:00Z"), ends[ends.Count / 3], ends[ends.Count / 2].AddMilliseconds(1),
                sent[sent.Count / 2], sent[^1].AddMilliseconds(-1), now,
            ];
        }
    }

    /// <summary>The days that the figures of a report are of, as its law names them: from the first to before the last.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Window(string report, int of) => report switch
    {
        "six-month" => (Day(of - 1, 12, 15), Day(of, 6, 15)),
        "annual" or "annual-legacy" => (Day(of - 1, 12, 15), Day(of, 12, 15)),
        _ => (Day(of, 1, 1), Day(of + 1, 1, 1)),
    };

    /// <summary>The last good instants: the day that the law names is too late.</summary>
    public static IReadOnlyList<DateTimeOffset> Due(string report, int of) => report switch
    {
        "six-month" => [Day(of, 6, 20).AddMilliseconds(-1)],
        "annual-legacy" => [Day(of, 12, 15).AddMilliseconds(-1)],
        "annual" => [Day(of, 12, 20).AddMilliseconds(-1), Day(of, 12, 25).AddMilliseconds(-1)],
        _ => [],
    };

    /// <param name="by">kind, agency, month or rule.</param>
    /// <param name="agency">Whose alone; null: of all.</param>
    public IReadOnlyList<string> Apart(string by, DateTimeOffset from, DateTimeOffset to, DateTimeOffset asOf, string? agency = null) =>
    [
        .. Standing(from, to, asOf, isDrill: false, agency).GroupBy(duty => Key(duty, by), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key}: {Say([.. group], asOf)}"),
    ];

    public string Whole(DateTimeOffset from, DateTimeOffset to, DateTimeOffset asOf, bool isDrill = false, string? agency = null) =>
        Say([.. Standing(from, to, asOf, isDrill, agency)], asOf);

    /// <summary>The numbers of a report that are no duties, as <c>code value</c>; - where no register knows it.</summary>
    public IReadOnlyList<string> Numbers(string report, DateTimeOffset from, DateTimeOffset to, DateTimeOffset asOf, string? agency = null)
    {
        var came = year.Told.Where(story => story.Opened >= from && story.Opened < to && story.Opened <= asOf && (agency is null || story.Agency == agency)).ToList();
        var real = came.Where(story => !story.Drill).ToList();
        IReadOnlyList<string> incidents =
        [
            $"incidents-received {real.Count}", $"incidents-serious {real.Count(story => story.Serious <= asOf)}",
            $"incidents-open {real.Count(story => story.Ended is null || story.Ended > asOf)}", $"incidents-drills {came.Count - real.Count}", "incidents-tests 0",
        ];
        return report == "annual" ? [.. incidents, .. Register(asOf, agency)] : incidents;
    }

    private IEnumerable<string> Register(DateTimeOffset asOf, string? agency)
    {
        var there = year.Systems.Where(system => agency is null || system.Agency == agency).Select(system => system.Life.LastOrDefault(one => one.At <= asOf)).OfType<YearLevel>().ToList();
        return
        [
            $"systems-total {there.Count}", $"systems-classified {there.Count(one => one.Confirmed)}",
            .. Enumerable.Range(1, 5).Select(level => $"systems-level-{level} {there.Count(one => one.Level == level)}"),
            "systems-dossier -", "systems-appraised -", "systems-approved -", "systems-checked -",
        ];
    }

    private IEnumerable<YearDuty> Standing(DateTimeOffset from, DateTimeOffset to, DateTimeOffset asOf, bool isDrill, string? agency) => duties.Where(duty =>
        duty.Known <= asOf && duty.Due >= from && duty.Due < to && duty.Story.Drill == isDrill && (agency is null || duty.Story.Agency == agency));

    private static bool IsUnproven(YearDuty duty, DateTimeOffset asOf) => duty.Story.Unproven && duty.Story.Ended <= asOf;

    private static bool IsOverdue(YearDuty duty, DateTimeOffset asOf) => duty.Due < asOf && duty.StateAt(asOf) == "open";

    private static string Key(YearDuty duty, string by) => by switch
    {
        "kind" => duty.Kind,
        "agency" => duty.Story.Agency,
        "rule" => duty.Rule,
        _ => duty.Due.ToOffset(Vietnam).ToString("yyyy-MM", CultureInfo.InvariantCulture),
    };

    // In the order of the answer: total, due, met in time, late, overdue, not yet due, waived, void, closed unproven, internal, percent in time, mean and longest lateness in seconds.
    private static string Say(IReadOnlyList<YearDuty> all, DateTimeOffset asOf)
    {
        var proven = all.Where(duty => !IsUnproven(duty, asOf)).ToList();
        var (met, waived) = (proven.Count(duty => duty.StateAt(asOf) == "met"), proven.Count(duty => duty.StateAt(asOf) == "waived"));
        var late = proven.Where(duty => duty.StateAt(asOf) == "late").Select(duty => (long)(duty.Sent!.Value - duty.Due).TotalSeconds).ToList();
        var (open, overdue) = (proven.Count(duty => duty.StateAt(asOf) == "open"), proven.Count(duty => IsOverdue(duty, asOf)));
        var due = met + late.Count + overdue;
        decimal?[] figures =
        [
            all.Count, due, met, late.Count, overdue, open - overdue, waived, 0, all.Count - proven.Count, all.Count(duty => duty.IsInternal),
            due == 0 ? null : Math.Round(100m * met / due, 1, MidpointRounding.AwayFromZero), late.Count == 0 ? null : late.Sum() / late.Count, late.Count == 0 ? null : late.Max(),
        ];
        return string.Join(' ', figures.Select(Said));
    }

    public static string Said(decimal? figure) => figure is { } number ? number.ToString("0.#", CultureInfo.InvariantCulture) : "-";

    private static DateTimeOffset Day(int of, int month, int day) => new(of, month, day, 0, 0, 0, Vietnam);
}
