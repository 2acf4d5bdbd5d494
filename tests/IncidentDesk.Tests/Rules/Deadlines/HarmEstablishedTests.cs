using IncidentDesk.Rules.Deadlines;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules;

[Category("once")]
public sealed class HarmEstablishedTests
{
    private static readonly DateTimeOffset One = Given.At("2026-11-20T08:00:00+07:00"), Two = One.AddHours(5), Three = One.AddDays(2);

    [Test]
    public void Where_nobody_names_an_instant_there_is_none()
    {
        Assert.That(HarmEstablished.Of([]), Is.Null);
        Assert.That(HarmEstablished.Of([new("initial", null), new("progress", null), new("correction", null)]), Is.Null);
    }

    [Test]
    public void Of_reports_that_contradict_each_other_the_earliest_counts_in_any_order()
    {
        var random = new Random(331);
        HarmSaying[] said = [new("initial", Two), new("progress", Three), new("progress", One), new("final", null), new("progress", Two)];
        for (var round = 0; round < 50; round++)
        {
            random.Shuffle(said);
            Assert.That(HarmEstablished.Of(said), Is.EqualTo(One), string.Join(", ", said.Select(one => one.EstablishedAt)));
        }
    }

    [Test]
    public void What_a_correction_puts_in_its_place_counts_alone_whatever_reports_came_before_or_come_after()
    {
        HarmSaying[] others = [new("progress", One), new("progress", Two)];
        Assert.That(HarmEstablished.Of([new("initial", Two), .. others, new("correction", Three)]), Is.EqualTo(Three));
        Assert.That(HarmEstablished.Of([new("initial", Two), new("correction", Three), .. others]), Is.EqualTo(Three));
        Assert.That(HarmEstablished.Of([new("initial", null), .. others, new("correction", Three)]), Is.EqualTo(Three), "named for the first time");
        Assert.That(HarmEstablished.Of([new("initial", Two), new("correction", Three), new("correction", One)]), Is.EqualTo(One), "of two the last");
    }

    [Test]
    public void Told_after_a_correction_an_earlier_instant_takes_another_correction()
    {
        HarmSaying[] said = [new("initial", null), new("correction", Two), new("progress", One)];
        Assert.That(HarmEstablished.Of(said), Is.EqualTo(Two), "a follow-up repeats unseen what stood in the report before");
        Assert.That(HarmEstablished.Of([.. said, new("correction", One)]), Is.EqualTo(One));
    }

    [Test]
    public void A_correction_of_something_else_that_repeats_the_instant_or_leaves_it_out_takes_no_earlier_one_away()
    {
        Assert.That(HarmEstablished.Of([new("initial", Two), new("progress", One), new("correction", Two)]), Is.EqualTo(One));
        Assert.That(HarmEstablished.Of([new("initial", Two), new("progress", One), new("correction", null)]), Is.EqualTo(One));
        Assert.That(HarmEstablished.Of([new("initial", Two), new("correction", Three), new("correction", Three), new("progress", One)]), Is.EqualTo(Three), "nor what was corrected");
    }
}
