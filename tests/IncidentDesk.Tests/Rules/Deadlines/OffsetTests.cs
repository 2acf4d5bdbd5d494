using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Deadlines;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules;

/// <summary>Terms of a law in any zone, over the nights on which clocks are moved, over leap days and over the end of the year.</summary>
[Category("once")]
public sealed class OffsetTests
{
    private static readonly DateTimeOffset First = Given.At("2017-01-01T00:00:00Z");

    [Test]
    public void Hours_are_exact_and_a_day_is_twenty_four_of_them_wherever_and_whenever_the_clock_began() => Prop.ForAll(Arb.From(Cases), one =>
        new Offset(one.Days, one.Hours).Due(one.Start, one.Zone) - one.Start == TimeSpan.FromHours((one.Days * 24) + one.Hours)).QuickCheckThrowOnFailure();

    [Test]
    public void Months_end_on_the_same_day_and_time_of_that_zones_clocks_or_on_the_last_day_that_the_month_has() => Prop.ForAll(Arb.From(Cases), one =>
    {
        var due = new Offset(0, 0, one.Months).Due(one.Start, one.Zone);
        var wanted = Wanted(TimeZoneInfo.ConvertTime(one.Start, one.Zone.Zone).DateTime, one.Months);
        var around = new DateTimeOffset(wanted, TimeSpan.Zero);
        TimeSpan[] offsets = [one.Zone.Zone.GetUtcOffset(around.AddHours(-30)), one.Zone.Zone.GetUtcOffset(around.AddHours(30))];
        var shown = offsets.Select(offset => new DateTimeOffset(wanted, offset)).Where(at => TimeZoneInfo.ConvertTime(at, one.Zone.Zone).DateTime == wanted).ToList();
        // Of a time that comes twice the first; of one that is skipped, as far behind the gap as it would have lain in it.
        return due == (shown.Count > 0 ? shown.Min() : new DateTimeOffset(wanted, offsets[0]));
    }).QuickCheckThrowOnFailure();

    [TestCase("2028-02-29T10:00:00+07:00", 12, "2029-02-28T10:00:00+07:00")]
    [TestCase("2027-02-28T10:00:00+07:00", 12, "2028-02-28T10:00:00+07:00")]
    [TestCase("2027-08-31T10:00:00+07:00", 6, "2028-02-29T10:00:00+07:00")]
    [TestCase("2026-12-31T23:59:59.999+07:00", 2, "2027-02-28T23:59:59.999+07:00")]
    public void A_leap_day_and_the_turn_of_the_year_are_days_like_others(string start, int months, string due) =>
        Assert.That(new Offset(0, 0, months).Due(Given.At(start), Zone("Asia/Ho_Chi_Minh")), Is.EqualTo(Given.At(due)));

    private sealed record Case(LawZone Zone, DateTimeOffset Start, int Days, int Hours, int Months);

    private static readonly Gen<Case> Cases =
        from zone in Gen.Elements("Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "UTC")
        from minute in Gen.OneOf(Gen.Choose(0, 5_256_000), Gen.Elements(Edges))
        from days in Gen.Choose(0, 40)
        from hours in Gen.Choose(0, 100)
        from months in Gen.Choose(1, 14)
        select new Case(Zone(zone), First.AddMinutes(minute), days, hours, months);

    // The half hours of days on which something happens: turns of the year, ends of February, and days about which one of these zones moves its clocks.
    private static int[] Edges =>
    [
        .. from year in Enumerable.Range(2017, 10)
           from day in (DateOnly[])[new(year, 1, 1), new(year, 2, 28), new(year, 3, 1), new(year, 3, 28), new(year, 10, 27), new(year, 11, 4), new(year, 12, 31)]
           from half in Enumerable.Range(0, 48)
           select (int)(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) - First).TotalMinutes + (half * 30),
    ];

    private static DateTime Wanted(DateTime start, int months)
    {
        var month = (start.Year * 12) + start.Month - 1 + months;
        var first = new DateTime(month / 12, (month % 12) + 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        return first.AddDays(Math.Min(start.Day, DateTime.DaysInMonth(first.Year, first.Month)) - 1) + start.TimeOfDay;
    }

    private static LawZone Zone(string name) => new(TimeZoneInfo.FindSystemTimeZoneById(name), new(name, name));
}
