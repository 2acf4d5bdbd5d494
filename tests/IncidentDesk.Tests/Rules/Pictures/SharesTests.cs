using IncidentDesk.Rules.Pictures;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Pictures;

[Category("once")]
public sealed class SharesTests
{
    [TestCase("5", 5, 5)]
    [TestCase("1 2", 1, 2)]
    [TestCase("1 2 3 4 5 6 7 8 9 100", 5, 9)]
    [TestCase("9 1 5", 5, 9)]
    [TestCase("-3 4", 0, 4, TestName = "What was taken before it came took no time")]
    public void Half_and_nine_in_ten_are_figures_that_one_of_them_really_had(string minutes, int half, int nine)
    {
        var took = Took.Of(minutes.Split(' ').Select(one => TimeSpan.FromMinutes(int.Parse(one, System.Globalization.CultureInfo.InvariantCulture))));

        Assert.That((took.Half?.TotalMinutes, took.NineInTen?.TotalMinutes), Is.EqualTo(((double?)half, (double?)nine)));
    }

    [Test]
    public void Of_nothing_there_is_no_figure_and_no_nought() => Assert.That(Took.Of([]), Is.EqualTo(new Took(0, null, null)));

    [TestCase("2026-11-23", "2026-11-23")]
    [TestCase("2026-11-29", "2026-11-23", TestName = "Sunday belongs to the Monday before it")]
    [TestCase("2027-01-01", "2026-12-28", TestName = "A week goes on over the year's end")]
    public void Weeks_begin_on_monday(string day, string monday) =>
        Assert.That(Periods.WeekOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(monday));

    [Test]
    public void Months_run_back_over_the_years_end() =>
        Assert.That(Periods.Months(new(2026, 2, 15), 3), Is.EqualTo(new DateOnly[] { new(2025, 12, 1), new(2026, 1, 1), new(2026, 2, 1) }));
}
