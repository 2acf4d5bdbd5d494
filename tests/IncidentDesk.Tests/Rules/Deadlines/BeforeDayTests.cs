using IncidentDesk.Rules.Deadlines;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules;

[Category("once")]
public sealed class BeforeDayTests
{
    private const string Vietnam = "Asia/Ho_Chi_Minh";

    [TestCase(12, 20, 2026, Vietnam, "2026-12-19T16:59:59.999Z")]
    [TestCase(12, 25, 2026, Vietnam, "2026-12-24T16:59:59.999Z")]
    [TestCase(6, 20, 2023, Vietnam, "2023-06-19T16:59:59.999Z")]
    public void NĐ_331_Đ35_before_20_12_ends_with_the_19th_at_23_59_59_999(int month, int day, int year, string zone, string due) =>
        Assert.That(new BeforeDay(month, day).Due(year, Zone(zone)), Is.EqualTo(Given.At(due)));

    [TestCase(2028, "2028-02-29T16:59:59.999Z", TestName = "Before_1_March_the_29th_of_a_leap_year_is_still_good")]
    [TestCase(2027, "2027-02-28T16:59:59.999Z", TestName = "Before_1_March_the_28th_is_the_last_in_a_common_year")]
    public void Before_1_March(int year, string due) =>
        Assert.That(new BeforeDay(3, 1).Due(year, Zone(Vietnam)), Is.EqualTo(Given.At(due)));

    [TestCase(2028, "2028-02-28T16:59:59.999Z")]
    [TestCase(2027, "2027-02-28T16:59:59.999Z")]
    public void Before_29_February_the_28th_is_the_last_whether_or_not_there_is_a_29th(int year, string due) =>
        Assert.That(new BeforeDay(2, 29).Due(year, Zone(Vietnam)), Is.EqualTo(Given.At(due)));

    [Test]
    public void Before_the_first_of_January_is_a_matter_of_the_year_before() =>
        Assert.That(new BeforeDay(1, 1).Due(2027, Zone(Vietnam)), Is.EqualTo(Given.At("2026-12-31T23:59:59.999+07:00")));

    [TestCase(3, 30, 2026, "Europe/Berlin", "2026-03-29T21:59:59.999Z", Description = "The night before, clocks went forward.")]
    [TestCase(3, 29, 2026, "Europe/Berlin", "2026-03-28T22:59:59.999Z", Description = "They go forward later that day.")]
    [TestCase(10, 26, 2026, "Europe/Berlin", "2026-10-25T22:59:59.999Z")]
    [TestCase(10, 25, 2026, "Europe/Berlin", "2026-10-24T21:59:59.999Z")]
    public void In_a_zone_with_summer_time_the_day_ends_by_its_own_clocks(int month, int day, int year, string zone, string due) =>
        Assert.That(new BeforeDay(month, day).Due(year, Zone(zone)), Is.EqualTo(Given.At(due)));

    [TestCase(11, 4, 2018, "America/Sao_Paulo", "2018-11-04T02:59:59.999Z", Description = "00:00 does not exist: the day begins at 01:00.")]
    [TestCase(2, 18, 2018, "America/Sao_Paulo", "2018-02-18T02:59:59.999Z", Description = "23:00 to 24:00 comes twice: the second one counts.")]
    [TestCase(11, 5, 2023, "America/Havana", "2023-11-05T03:59:59.999Z", Description = "00:00 comes twice: the first one counts.")]
    public void Where_clocks_are_moved_over_midnight_the_day_begins_when_it_first_begins(int month, int day, int year, string zone, string due) =>
        Assert.That(new BeforeDay(month, day).Due(year, Zone(zone)), Is.EqualTo(Given.At(due)));

    [TestCase("2026-12-19T23:59:59.999+07:00", "2026-12-19T23:59:59.999+07:00")]
    [TestCase("2026-12-20T00:00:00+07:00", "2027-12-19T23:59:59.999+07:00")]
    [TestCase("2026-12-31T18:00:00Z", "2027-12-19T23:59:59.999+07:00", Description = "In Việt Nam it is the new year already.")]
    public void The_next_one_is_this_years_until_its_last_instant_has_passed(string now, string due) =>
        Assert.That(new BeforeDay(12, 20).NextDue(Given.At(now), Zone(Vietnam)), Is.EqualTo(Given.At(due)));

    [Test]
    public void For_any_day_and_zone_the_next_millisecond_is_of_the_day_or_after_it_and_the_last_one_is_not() => Assert.Multiple(() =>
    {
        foreach (var zone in new[] { Vietnam, "Europe/Berlin", "America/Sao_Paulo", "America/Havana", "Australia/Lord_Howe", "Asia/Beirut", "UTC" })
            for (var day = new DateOnly(2017, 12, 1); day < new DateOnly(2020, 3, 2); day = day.AddDays(1))
            {
                var last = BeforeDay.LastInstant(day, Zone(zone));
                Assert.That(DateOf(last, zone), Is.LessThan(day), $"{zone} {day}");
                Assert.That(DateOf(last.AddMilliseconds(1), zone), Is.EqualTo(day), $"{zone} {day}");
            }
    });

    private static DateOnly DateOf(DateTimeOffset instant, string zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone(zone)).DateTime);

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);
}
