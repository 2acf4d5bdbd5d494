using IncidentDesk.Rules.Providers;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Providers;

[Category("once")]
public sealed class CoverageTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [TestCase("", false, "uncovered", "")]
    [TestCase("", true, "none", "")]
    [TestCase("-100..200", false, "covered", "")]
    [TestCase("-100..", false, "covered", "")]
    [TestCase("-100..30", false, "ending", "ending 30..")]
    [TestCase("-100..31", false, "covered", "")]
    [TestCase("-100..0", false, "ending", "ending 0..")]
    [TestCase("-100..-1", false, "ended", "ended 0..")]
    [TestCase("-100..-1", true, "none", "")]
    [TestCase("-100..10 11..300", false, "covered", "", TestName = "What follows on the next day is no gap")]
    [TestCase("-100..10 20..300", false, "gap", "gap 11..19")]
    [TestCase("-100..-20 -10..300", false, "gap", "gap -19..-11")]
    [TestCase("-900..-500 -400..300", false, "covered", "", TestName = "A gap of more than a year ago is history")]
    [TestCase("-100..-5 5..300", false, "gap", "gap -4..4")]
    [TestCase("5..300", false, "uncovered", "uncovered ..4")]
    [TestCase("-100..50 -50..20", false, "covered", "", TestName = "A shorter one inside a longer one shortens nothing")]
    [TestCase("-100.. -50..20", false, "covered", "")]
    [TestCase("10..5", false, "uncovered", "", TestName = "A period that is turned round covers nothing")]
    public void Each_gap_is_told_with_its_days(string periods, bool none, string state, string findings)
    {
        var coverage = Coverage.Of([.. periods.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Period)], none, Today);

        Assert.That(coverage.State, Is.EqualTo(state));
        Assert.That(string.Join(", ", coverage.Findings.Where(one => findings.Length > 0 || one.From is not null).Select(one => $"{one.Kind} {Days(one.From)}..{Days(one.To)}")), Is.EqualTo(findings));
    }

    [TestCase(0, null)]
    [TestCase(364, null)]
    [TestCase(366, "stale")]
    [TestCase(null, "never-verified")]
    public void A_contact_that_nobody_tried_for_a_year_is_told(int? days, string? warning)
    {
        var now = new DateTimeOffset(2026, 11, 20, 9, 45, 0, TimeSpan.Zero);
        Assert.That(ContactCheck.WarningOf(days is { } ago ? now.AddDays(-ago) : null, now), Is.EqualTo(warning));
    }

    private static CommitmentPeriod Period(string text) =>
        text.Split("..") is [var from, var to] ? new(Today.AddDays(int.Parse(from, null)), to.Length == 0 ? null : Today.AddDays(int.Parse(to, null))) : throw new ArgumentException(text);

    private static string Days(DateOnly? day) => day is { } one ? $"{one.DayNumber - Today.DayNumber}" : "";
}
