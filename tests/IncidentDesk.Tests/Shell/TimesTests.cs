using IncidentDesk.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Shell;

[Category("once")]
public sealed class TimesTests
{
    private static readonly Times Desk = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh"));
    private static readonly DateTimeOffset Saturday = new(2026, 11, 21, 9, 45, 0, TimeSpan.Zero);

    [Test]
    public void Near_times_name_hour_day_and_date_in_the_desks_zone()
    {
        Assert.That(Desk.Near(Saturday, Saturday, Language.Vietnamese), Is.EqualTo("16:45 T7 21/11"));
        Assert.That(Desk.Near(Saturday, Saturday, Language.English), Is.EqualTo("16:45 Sat 21 Nov"));
    }

    [TestCase("2026-01-02", "02/01/2026", "2 Jan 2026")]
    [TestCase("không rõ", "không rõ", "không rõ")]
    public void A_day_of_the_calendar_cannot_be_read_two_ways_in_English(string day, string vietnamese, string english) =>
        Assert.That((Times.Day(day, Language.Vietnamese), Times.Day(day, Language.English)), Is.EqualTo((vietnamese, english)));

    [Test]
    public void Sunday_is_CN_and_Monday_is_T2()
    {
        Assert.That(Desk.Near(Saturday.AddDays(1), Saturday, Language.Vietnamese), Is.EqualTo("16:45 CN 22/11"));
        Assert.That(Desk.Near(Saturday.AddDays(2), Saturday, Language.Vietnamese), Is.EqualTo("16:45 T2 23/11"));
    }

    [Test]
    public void A_time_of_another_year_names_its_year()
    {
        var then = new DateTimeOffset(2023, 1, 25, 15, 10, 0, TimeSpan.Zero);

        Assert.That(Desk.Near(then, Saturday, Language.Vietnamese), Is.EqualTo("22:10 T4 25/01/2023"));
        Assert.That(Desk.Near(then, Saturday, Language.English), Is.EqualTo("22:10 Wed 25 Jan 2023"));
    }

    [Test]
    public void The_year_is_that_of_the_desks_zone()
    {
        var newYear = new DateTimeOffset(2026, 12, 31, 17, 30, 0, TimeSpan.Zero);

        Assert.That(Desk.Near(newYear, Saturday, Language.Vietnamese), Is.EqualTo("00:30 T6 01/01/2027"));
    }

    [Test]
    public void Full_times_cannot_be_read_two_ways()
    {
        Assert.That(Desk.Full(Saturday, Language.Vietnamese), Is.EqualTo("16:45, Thứ Bảy 21/11/2026"));
        Assert.That(Desk.Full(Saturday, Language.English), Is.EqualTo("Sat 21 Nov 2026, 16:45"));
    }

    [Test]
    public void Exact_times_carry_seconds_and_offset() =>
        Assert.That(Desk.Exact(Saturday), Is.EqualTo("2026-11-21 16:45:00 +07:00"));
}
