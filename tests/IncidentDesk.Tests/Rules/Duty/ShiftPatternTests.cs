using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Rules.Duty;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Duty;

[Category("once")]
public sealed class ShiftPatternTests
{
    private static readonly Guid[] People = [new("00000000-0000-0000-0000-000000000001"), new("00000000-0000-0000-0000-000000000002")];
    private static readonly TimeOnly[] Three = [new(6, 0), new(14, 0), new(22, 0)];

    [Test]
    public void Three_shifts_a_day_are_taken_in_turn_from_the_first_hour_of_the_holiday_to_its_last()
    {
        var zone = Zone("Asia/Ho_Chi_Minh");
        var (from, to) = (At("2023-01-20T00:00:00+07:00"), At("2023-01-27T00:00:00+07:00"));

        var shifts = ShiftPattern.Of("on-duty", People, Three, from, to, zone);

        Assert.That(shifts, Has.Count.EqualTo(22));
        Assert.That((shifts[1].StartsAt, shifts[1].EndsAt, shifts[1].Person), Is.EqualTo((At("2023-01-20T06:00:00+07:00"), At("2023-01-20T14:00:00+07:00"), People[1])));
        Assert.That((shifts[0].StartsAt, shifts[^1].EndsAt), Is.EqualTo((from, to)));
    }

    [TestCase("Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 23)]
    [TestCase("Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 25)]
    public void Where_the_clock_is_put_on_or_back_no_hour_is_lost_and_none_is_held_twice(string name, string from, string to, int hours)
    {
        var shifts = ShiftPattern.Of("on-duty", People, [new(2, 30), new(14, 30)], At(from), At(to), Zone(name));

        Assert.That(shifts.Sum(shift => (shift.EndsAt - shift.StartsAt).TotalHours), Is.EqualTo(hours));
        Assert.That(RosterFaults.Of(shifts, ["on-duty"], At(from), At(to), TimeSpan.Zero), Is.Empty);
    }

    [Test]
    public void A_pattern_in_any_zone_leaves_no_gap_and_no_overlap() => Prop.ForAll(Arb.From(Cases), one =>
    {
        var shifts = ShiftPattern.Of("on-duty", People, one.Changes, one.From, one.From.AddHours(one.Hours), one.Zone);
        return RosterFaults.Of(shifts, ["on-duty"], one.From, one.From.AddHours(one.Hours), TimeSpan.Zero).Count == 0
            && shifts.All(shift => shift.EndsAt > shift.StartsAt)
            && shifts.Zip(shifts.Skip(1)).All(pair => pair.First.EndsAt == pair.Second.StartsAt);
    }).QuickCheckThrowOnFailure();

    private sealed record Case(TimeZoneInfo Zone, DateTimeOffset From, int Hours, TimeOnly[] Changes);

    private static readonly Gen<Case> Cases =
        from zone in Gen.Elements("Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC")
        from day in Gen.Choose(0, 365)
        from minute in Gen.Choose(0, 1439)
        from hours in Gen.Choose(1, 400)
        from changes in Gen.NonEmptyListOf(Gen.Choose(0, 1439))
        select new Case(
            Zone(zone), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day).AddMinutes(minute), hours,
            [.. changes.Select(at => TimeOnly.MinValue.AddMinutes(at))]);

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
