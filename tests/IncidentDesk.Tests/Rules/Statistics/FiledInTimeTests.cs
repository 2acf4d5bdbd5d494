using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Rules.Statistics;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Statistics;

[Category("once")]
public sealed class FiledInTimeTests
{
    [Test]
    public void However_the_figures_are_told_apart_together_they_are_the_whole() => ForAnyCells(cells =>
    {
        var whole = FiledInTime.Count(cells);
        return FiledInTime.By.All(by => FiledInTime.Apart(cells, by).Aggregate(FiledTally.None, (sum, one) => Plus(sum, one.Tally)) == whole);
    });

    [Test]
    public void Every_real_duty_is_counted_once_and_once_only() => ForAnyCells(cells =>
    {
        var whole = FiledInTime.Count(cells);
        return whole.Total == cells.Where(cell => cell.Reality == "real").Sum(cell => cell.Number)
            && whole.Total == whole.MetInTime + whole.Late + whole.Overdue + whole.NotYetDue + whole.Waived + whole.Void + whole.ClosedUnproven;
    });

    [Test]
    public void A_drill_and_a_test_change_no_figure_of_what_is_real() => ForAnyCells(cells =>
        FiledInTime.Count(cells) == FiledInTime.Count(cells.Where(cell => cell.Reality == "real"))
        && FiledInTime.Apart(cells, "agency").SequenceEqual(FiledInTime.Apart(cells.Where(cell => cell.Reality == "real"), "agency")));

    [TestCase("met", false, false, 1, 0, 0, 0, 0, 0, 0)]
    [TestCase("late", true, false, 0, 1, 0, 0, 0, 0, 0)]
    [TestCase("open", true, false, 0, 0, 1, 0, 0, 0, 0)]
    [TestCase("open", false, false, 0, 0, 0, 1, 0, 0, 0)]
    [TestCase("waived", true, false, 0, 0, 0, 0, 1, 0, 0)]
    [TestCase("void", true, false, 0, 0, 0, 0, 0, 1, 0)]
    [TestCase("met", true, true, 0, 0, 0, 0, 0, 0, 1)]
    [TestCase("waived", true, true, 0, 0, 0, 0, 0, 0, 1)]
    public void Each_state_is_a_figure_of_its_own(string state, bool isPast, bool isUnproven, params int[] figures)
    {
        var tally = FiledInTime.Count([Cell(state) with { IsPast = isPast, IsUnproven = isUnproven }]);

        Assert.That(
            new[] { tally.MetInTime, tally.Late, tally.Overdue, tally.NotYetDue, tally.Waived, tally.Void, tally.ClosedUnproven },
            Is.EqualTo(figures.Select(one => (long)one)));
    }

    [Test]
    public void The_rate_is_of_what_was_due_and_there_is_none_where_nothing_was()
    {
        var tally = FiledInTime.Count([Cell("met"), Cell("late") with { IsPast = true, Number = 2, LateMilliseconds = 9_000, LatestMilliseconds = 6_000 }, Cell("waived")]);

        Assert.That((tally.Due, tally.InTimePercent, tally.MeanLateSeconds, tally.LongestLateSeconds), Is.EqualTo((3L, (decimal?)33.3m, (long?)4, (long?)6)));
        Assert.That((FiledTally.None.InTimePercent, FiledTally.None.MeanLateSeconds), Is.EqualTo(((decimal?)null, (long?)null)));
    }

    [Test]
    public void A_state_that_nobody_knows_is_no_figure() =>
        Assert.That(() => FiledInTime.Count([Cell("lost")]), Throws.ArgumentException);

    private static FiledCell Cell(string state) => new("report", "VN-ND331", "SO-YTE", "real", "2026-11", state, false, false, 1, 0, 0, 0);

    private static FiledTally Plus(FiledTally one, FiledTally other) => new(
        one.MetInTime + other.MetInTime, one.Late + other.Late, one.Overdue + other.Overdue, one.NotYetDue + other.NotYetDue, one.Waived + other.Waived,
        one.Void + other.Void, one.ClosedUnproven + other.ClosedUnproven, one.Internal + other.Internal, one.LateMilliseconds + other.LateMilliseconds,
        Math.Max(one.LatestMilliseconds, other.LatestMilliseconds));

    private static void ForAnyCells(Func<IReadOnlyList<FiledCell>, bool> holds)
    {
        var cells =
            from kind in Gen.Elements("report", "initial-notice", "immediate-notice")
            from rule in Gen.Elements("VN-ND331", "VN-PD-L91")
            from agency in Gen.Elements("SO-YTE", "SO-GDDT", "UBND")
            from reality in Gen.Elements("real", "real", "real", "drill", "test")
            from month in Gen.Elements("2026-02", "2026-11", "2026-12")
            from state in Gen.Elements("open", "met", "late", "waived", "void")
            from past in Gen.Elements(true, false)
            from unproven in Gen.Elements(true, false, false, false)
            from number in Gen.Choose(1, 1000)
            from late in Gen.Choose(1, 1_000_000)
            select new FiledCell(kind, rule, agency, reality, month, state, past, unproven, number, late, late, number / 2);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(cells.ListOf().Select(list => (IReadOnlyList<FiledCell>)[.. list]).ToArbitrary(), holds));
    }
}
