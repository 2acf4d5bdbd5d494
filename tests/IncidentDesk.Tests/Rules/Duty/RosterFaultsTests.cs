using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Rules.Duty;
using IncidentDesk.Rules.Ladders;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Duty;

[Category("once")]
public sealed class RosterFaultsTests
{
    private static readonly DateTimeOffset Start = new(2023, 1, 19, 17, 0, 0, TimeSpan.Zero);
    private static readonly Guid Hoa = new("00000000-0000-0000-0000-000000000001"), Binh = new("00000000-0000-0000-0000-000000000002");
    private static readonly TimeSpan Rest = TimeSpan.FromHours(8);

    [Test]
    public void An_hour_of_the_holiday_that_nobody_holds_is_a_gap_with_its_beginning_and_end()
    {
        // Tết of 2023: 20 to 26 January in Việt Nam.
        var faults = RosterFaults.Of([Shift(Hoa, 0, 84), Shift(Binh, 92, 168)], ["on-duty"], Start, Start.AddDays(7), Rest);

        Assert.That(faults.Select(Said), Is.EqualTo(new[] { "gap on-duty 84-92" }));
    }

    [Test]
    public void Two_on_one_post_one_on_two_posts_and_one_without_rest_are_each_named()
    {
        var faults = RosterFaults.Of(
            [Shift(Hoa, 0, 12), Shift(Binh, 10, 24), Shift(Hoa, 24, 36), Shift(Hoa, 30, 40, "stand-in"), Shift(Hoa, 42, 50)], ["on-duty"], Start, Start.AddHours(36), Rest);

        Assert.That(faults.Select(Said), Is.EqualTo(new[] { "overlap on-duty 10-12", "double-post stand-in 30-36", "back-to-back on-duty 24-50" }));
        Assert.That(faults[0].People, Is.EqualTo(new[] { Hoa, Binh }));
    }

    [Test]
    public void Who_is_called_by_another_roster_in_the_same_hours_is_named_with_it_and_who_comes_after_is_not()
    {
        OtherShift[] others =
        [
            new(Guid.NewGuid(), "Trực bão", Shift(Hoa, 20, 30, "stand-in")), new(Guid.NewGuid(), "Trực ngày", Shift(Hoa, 24, 36)),
            new(null, null, Shift(Binh, 0, 24)),
        ];
        var faults = RosterFaults.Of([Shift(Binh, 24, 48), Shift(Hoa, 0, 24)], ["on-duty"], Start, Start.AddHours(48), Rest, others);

        Assert.That(faults.Select(Said), Is.EqualTo(new[] { "other-roster on-duty 20-24" }));
        Assert.That(faults[0].People, Is.EqualTo(new[] { Hoa }));
        Assert.That(faults[0].Other, Is.EqualTo(others[0]));
    }

    [Test]
    public void Shifts_that_touch_are_neither_gap_nor_overlap_and_rest_that_is_long_enough_is_no_fault() =>
        Assert.That(RosterFaults.Of([Shift(Hoa, 0, 8), Shift(Binh, 8, 16), Shift(Hoa, 16, 24)], ["on-duty"], Start, Start.AddHours(24), Rest), Is.Empty);

    [Test]
    public void An_hour_is_in_a_gap_exactly_when_no_shift_holds_it() => Prop.ForAll(Arb.From(Rosters), shifts =>
    {
        var gaps = RosterFaults.Gaps(shifts, ["on-duty"], Start, Start.AddHours(48)).ToList();
        return Enumerable.Range(0, 48).Select(hour => Start.AddHours(hour)).All(at =>
            gaps.Any(gap => gap.StartsAt <= at && at < gap.EndsAt) != shifts.Any(shift => shift.Post == "on-duty" && shift.Holds(at)));
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Every_fault_lasts_some_time_and_what_it_says_is_true_of_the_shifts() => Prop.ForAll(Arb.From(Rosters), shifts =>
        RosterFaults.Of(shifts, Callable.DutyPosts, Start, Start.AddHours(48), Rest).All(fault => fault.EndsAt > fault.StartsAt && fault.Kind switch
        {
            "overlap" => shifts.Count(shift => shift.Post == fault.Post && fault.People.Contains(shift.Person) && shift.Holds(fault.StartsAt)) >= 2,
            "double-post" => shifts.Count(shift => shift.Person == fault.People[0] && shift.Holds(fault.StartsAt)) >= 2,
            "back-to-back" => shifts.Any(shift => shift.Person == fault.People[0] && shift.StartsAt == fault.StartsAt),
            _ => fault.People.Count == 0,
        })).QuickCheckThrowOnFailure();

    private static readonly Gen<DutyShift> Shifts =
        from person in Gen.Elements(Hoa, Binh)
        from post in Gen.Elements("on-duty", "on-duty", "stand-in")
        from start in Gen.Choose(0, 40)
        from length in Gen.Choose(1, 12)
        select Shift(person, start, start + length, post);

    private static readonly Gen<DutyShift[]> Rosters = Gen.ArrayOf(Shifts);

    private static DutyShift Shift(Guid person, double from, double to, string post = "on-duty") => new(person, post, Start.AddHours(from), Start.AddHours(to));

    private static string Said(RosterFault fault) => FormattableString.Invariant($"{fault.Kind} {fault.Post} {(fault.StartsAt - Start).TotalHours}-{(fault.EndsAt - Start).TotalHours}");
}
