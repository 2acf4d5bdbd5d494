using IncidentDesk.Rules.Advisories;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Advisories;

[Category("once")]
public sealed class AdvisoryRulesTests
{
    private static readonly DateTimeOffset Now = new(2022, 10, 11, 3, 0, 0, TimeSpan.Zero);

    [TestCase("nnnP", "FSU")]
    [TestCase("ynnP", "14D")]
    [TestCase("nynP", "60D")]
    [TestCase("nnyP", "60D")]
    [TestCase("nnnT", "FSU")]
    [TestCase("yynP", "14D")]
    [TestCase("ynyP", "14D")]
    [TestCase("nyyP", "14D")]
    [TestCase("ynnT", "14D")]
    [TestCase("nynT", "14D")]
    [TestCase("nnyT", "60D")]
    [TestCase("yyyP", "3D")]
    [TestCase("yynT", "3DF")]
    [TestCase("ynyT", "3DF")]
    [TestCase("nyyT", "3D")]
    [TestCase("yyyT", "3DF")]
    public void Every_row_of_the_directive_gives_its_pace(string row, string pace)
    {
        var found = Bod2604.PaceOf(new(row[0] == 'y', row[1] == 'y', row[2] == 'y', row[3] == 'T'));
        Assert.That(found.Word, Is.EqualTo(pace));
        Assert.That(found.WantsForensics, Is.EqualTo(pace == "3DF"));
        Assert.That(found.DueFrom(Now), Is.EqualTo(pace == "FSU" ? (DateTimeOffset?)null : Now.AddDays(int.Parse(pace.TrimEnd('D', 'F'), System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Test]
    public void What_nobody_knows_counts_as_the_worse()
    {
        Assert.That(Bod2604.PaceOf(new(true, null, null, null)).Word, Is.EqualTo("3DF"));
        Assert.That(Bod2604.PaceOf(new(false, null, false, false)).Word, Is.EqualTo("60D"));
    }

    [Test]
    public void The_moves_lead_from_every_state_somewhere_and_from_silence_never_back_to_it()
    {
        Assert.That(CellMoves.All.Select(move => move.From).Distinct(), Is.EquivalentTo(CellMoves.States));
        Assert.That(CellMoves.All.SelectMany(move => new[] { move.From, move.To }).Distinct(), Is.SubsetOf(CellMoves.States));
        Assert.That(CellMoves.All.Where(move => !CellMoves.IsSilent(move.From) && move.From != CellMoves.NotSent && CellMoves.IsSilent(move.To)), Is.Empty);
        Assert.That(CellMoves.All.Where(move => move.To == CellMoves.Verified).Select(move => move.From), Is.EquivalentTo(new[] { "not-affected", "patched" }));
    }

    [TestCase("not-sent", "patched", false)]
    [TestCase("sent", "verified", false)]
    [TestCase("mitigated", "affected", true)]
    [TestCase("verified", "patched", false)]
    [TestCase("no-reply", "not-affected", true)]
    [TestCase("nonsense", "sent", false)]
    public void Only_legal_moves_are_allowed(string from, string to, bool isLegal) => Assert.That(CellMoves.Allows(from, to), Is.EqualTo(isLegal));

    [TestCase("not-affected", "affected", true)]
    [TestCase("patched", "mitigated", true)]
    [TestCase("patched", "verified", false)]
    [TestCase("affected", "patched", false)]
    public void An_agency_is_no_safer_than_its_systems(string whole, string system, bool contradicts) =>
        Assert.That(CellMoves.Contradicts(whole, system), Is.EqualTo(contradicts));

    private static IEnumerable<TestCaseData> Replies() =>
    [
        new TestCaseData(new Reply("assessing", null, null, null, null), "").SetArgDisplayNames("looking into it needs nothing"),
        new TestCaseData(new Reply("not-affected", null, " ", null, null), "evidence required").SetArgDisplayNames("not affected without evidence"),
        new TestCaseData(new Reply("not-affected", 2, "Không dùng", null, null), "affected out-of-range").SetArgDisplayNames("not affected, and two of them"),
        new TestCaseData(new Reply("affected", null, null, null, null), "affected required").SetArgDisplayNames("affected, nobody knows how many"),
        new TestCaseData(new Reply("affected", 0, null, null, null), "affected out-of-range").SetArgDisplayNames("affected, none"),
        new TestCaseData(new Reply("affected", 12, null, null, null), "").SetArgDisplayNames("twelve affected"),
        new TestCaseData(new Reply("mitigated", 12, null, null, null), "evidence required").SetArgDisplayNames("mitigated without saying how"),
        new TestCaseData(new Reply("patched", null, null, null, null), "evidence required").SetArgDisplayNames("patched without proof"),
        new TestCaseData(new Reply("excepted", null, null, null, null), "reason required,until required").SetArgDisplayNames("an exception without reason and end"),
        new TestCaseData(new Reply("excepted", null, null, "x", Now), "until out-of-range").SetArgDisplayNames("an exception that is over"),
        new TestCaseData(new Reply("excepted", null, null, "x", Now.AddDays(400)), "until out-of-range").SetArgDisplayNames("an exception for ever"),
        new TestCaseData(new Reply("excepted", null, null, "x", Now.AddDays(90)), "").SetArgDisplayNames("an exception of three months"),
        new TestCaseData(new Reply("patched", null, "x", null, Now.AddDays(1)), "until out-of-range").SetArgDisplayNames("an end of what has none"),
    ];

    [TestCaseSource(nameof(Replies))]
    public void An_answer_is_more_than_a_word(Reply reply, string faults) =>
        Assert.That(string.Join(',', ReplyRules.Faults(reply, Now).Select(fault => $"{fault.Field} {fault.Code}")), Is.EqualTo(faults));

    [Test]
    public void Reminders_stand_around_the_due_time_and_none_of_them_comes_with_the_letter()
    {
        Assert.That(
            ReminderSchedule.Of(Now, Now.AddDays(10)).Select(at => (at - Now).TotalDays), Is.EqualTo(new[] { 9.0, 10, 13, 17 }));
        Assert.That(ReminderSchedule.Of(Now, Now.AddDays(1)).Select(at => (at - Now).TotalDays), Is.EqualTo(new[] { 1.0, 4, 8 }));
        Assert.That(ReminderSchedule.Of(Now, null).Select(at => (at - Now).TotalDays), Is.EqualTo(new[] { 3.0, 7, 14 }));
    }

    [TestCase(1, 0)]
    [TestCase(2, 1)]
    [TestCase(3, 2)]
    public void With_the_second_reminder_the_agency_above_hears_of_it_and_then_the_one_above_that(int n, int steps) =>
        Assert.That(ReminderSchedule.StepsUp(n), Is.EqualTo(steps));
}
