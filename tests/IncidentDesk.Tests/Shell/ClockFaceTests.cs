using IncidentDesk.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Shell;

[Category("once")]
public sealed class ClockFaceTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 9, 45, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Due = Start.AddHours(24);

    [TestCase(0, "calm")]
    [TestCase(17.9, "calm")]
    [TestCase(18, "soon")]
    [TestCase(22.9, "soon")]
    [TestCase(23, "last")]
    [TestCase(24, "overdue")]
    [TestCase(30, "overdue")]
    public void A_deadline_turns_warmer_in_its_last_quarter_its_last_hour_and_at_its_end(double hours, string mood) =>
        Assert.That(ClockFace.Of(Start, Due, Start.AddHours(hours)).Mood, Is.EqualTo(mood));

    [Test]
    public void The_pie_fills_with_the_time_that_has_run()
    {
        Assert.That(ClockFace.Of(Start, Due, Start.AddHours(6)).Pie, Is.EqualTo("M7 7V2A5 5 0 0 1 12 7z"));
        Assert.That(ClockFace.Of(Start, Due, Start.AddHours(18)).Pie, Is.EqualTo("M7 7V2A5 5 0 1 1 2 7z"));
    }
}
