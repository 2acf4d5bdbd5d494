using IncidentDesk.Rules.Ladders;

namespace IncidentDesk.Rules.Duty;

/// <summary>Something about a roster that somebody should look at.</summary>
/// <param name="Kind">gap: nobody holds the post. overlap: two people hold it. double-post: one person holds two posts. back-to-back: one person begins again without their rest. other-roster: one person is called by another roster in the same hours.</param>
/// <param name="People">Whom it is about; nobody for a gap.</param>
/// <param name="StartsAt">A gap and whatever is held twice last from here; of back-to-back shifts this is where the first one starts.</param>
/// <param name="EndsAt">Until here; of back-to-back shifts this is where the last one ends.</param>
public sealed record RosterFault(string Kind, string Post, IReadOnlyList<Guid> People, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    public const string Gap = "gap", Overlap = "overlap", DoublePost = "double-post", BackToBack = "back-to-back", OtherRoster = "other-roster";

    /// <summary>Of <see cref="OtherRoster"/> only: the line that calls the same person there.</summary>
    public OtherShift? Other { get; init; }
}

/// <summary>A line beside the roster that is looked at.</summary>
/// <param name="Roster">Whose line it is, with its name; null: of the plain duty table.</param>
public sealed record OtherShift(Guid? Roster, string? Name, DutyShift Shift);

/// <summary>What a roster leaves open, holds twice, or asks of one person without rest (field.md section 9 item 25). Only a gap keeps it from being published.</summary>
public static class RosterFaults
{
    /// <param name="shifts">Of the roster, in any order.</param>
    /// <param name="posts">Those that must be held at every moment of the period.</param>
    /// <param name="from">Where the period starts.</param>
    /// <param name="to">Where it ends, itself not in it.</param>
    /// <param name="rest">The least time between two shifts of one person; being a stand-in is no shift in this.</param>
    /// <param name="others">What calls people beside this roster; nothing where absent.</param>
    public static IReadOnlyList<RosterFault> Of(
        IReadOnlyList<DutyShift> shifts, IReadOnlyList<string> posts, DateTimeOffset from, DateTimeOffset to, TimeSpan rest,
        IReadOnlyList<OtherShift>? others = null) =>
    [
        .. Gaps(shifts, posts, from, to),
        .. Overlaps(shifts),
        .. shifts.GroupBy(shift => shift.Person).SelectMany(own => OfOne([.. own.OrderBy(shift => shift.StartsAt).ThenBy(shift => shift.EndsAt)], rest)),
        .. Elsewhere(shifts, others ?? []),
    ];

    public static IEnumerable<RosterFault> Gaps(IReadOnlyList<DutyShift> shifts, IReadOnlyList<string> posts, DateTimeOffset from, DateTimeOffset to) =>
        Duty.Gaps.Of(shifts, from, to).Where(gap => posts.Contains(gap.Post)).Select(gap => new RosterFault(RosterFault.Gap, gap.Post, [], gap.StartsAt, gap.EndsAt));

    private static IEnumerable<RosterFault> Elsewhere(IReadOnlyList<DutyShift> shifts, IReadOnlyList<OtherShift> others) =>
        from own in shifts
        join other in others on own.Person equals other.Shift.Person
        where other.Shift.StartsAt < own.EndsAt && other.Shift.EndsAt > own.StartsAt
        orderby own.StartsAt, other.Shift.StartsAt
        select new RosterFault(
            RosterFault.OtherRoster, own.Post, [own.Person], Later(own.StartsAt, other.Shift.StartsAt), Earlier(own.EndsAt, other.Shift.EndsAt)) { Other = other };

    private static IEnumerable<RosterFault> Overlaps(IReadOnlyList<DutyShift> shifts) =>
        from pair in Pairs(shifts)
        where pair.One.Post == pair.Other.Post && pair.One.Person != pair.Other.Person
        select new RosterFault(
            RosterFault.Overlap, pair.One.Post, [pair.One.Person, pair.Other.Person], pair.Other.StartsAt, Earlier(pair.One.EndsAt, pair.Other.EndsAt));

    private static IEnumerable<RosterFault> OfOne(IReadOnlyList<DutyShift> own, TimeSpan rest)
    {
        foreach (var (one, other) in Pairs(own))
            yield return new(RosterFault.DoublePost, other.Post, [one.Person], other.StartsAt, Earlier(one.EndsAt, other.EndsAt));
        // A stand-in waits at home: what asks for rest is the work itself.
        var work = own.Where(shift => shift.Post != Callable.StandIn).ToList();
        var last = work.FirstOrDefault();
        foreach (var next in work.Skip(1))
        {
            if (next.StartsAt >= last!.EndsAt && next.StartsAt - last.EndsAt < rest)
                yield return new(RosterFault.BackToBack, next.Post, [next.Person], last.StartsAt, next.EndsAt);
            last = next.EndsAt >= last.EndsAt ? next : last;
        }
    }

    // Those that hold at one moment together, the one that starts first before the other.
    private static IEnumerable<(DutyShift One, DutyShift Other)> Pairs(IReadOnlyList<DutyShift> shifts)
    {
        var sorted = shifts.OrderBy(shift => shift.StartsAt).ThenBy(shift => shift.EndsAt).ToList();
        for (var one = 0; one < sorted.Count; one++)
            for (var other = one + 1; other < sorted.Count && sorted[other].StartsAt < sorted[one].EndsAt; other++)
                yield return (sorted[one], sorted[other]);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
