using IncidentDesk.Rules.Inbound;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Inbound;

[Category("once")]
public sealed class AnswerCourseTests
{
    [TestCase("bounce", "accepted", "failed")]
    [TestCase("bounce", "delivered", "failed")]
    [TestCase("bounce", "in-doubt", "failed")]
    [TestCase("bounce", "acknowledged", "")]
    [TestCase("bounce", "simulated", "")]
    [TestCase("delay", "accepted", "")]
    [TestCase("delivered", "accepted", "delivered")]
    [TestCase("displayed", "in-doubt", "accepted delivered")]
    [TestCase("displayed", "acknowledged", "")]
    [TestCase("reply", "accepted", "acknowledged")]
    [TestCase("reply", "in-doubt", "accepted acknowledged")]
    [TestCase("reply", "failed", "")]
    [TestCase("reply", "awaiting-approval", "")]
    [TestCase("auto-reply", "accepted", "")]
    [TestCase("unmatched", "accepted", "")]
    public void An_answer_moves_it_only_forwards(string kind, string state, string through) =>
        Assert.That(string.Join(' ', AnswerCourse.Of(kind, state).Through), Is.EqualTo(through));

    [Test]
    public void Only_what_could_move_it_waits_for_the_attempt_under_way() =>
        Assert.That(
            MailKinds.All.Where(kind => AnswerCourse.Of(kind, "claimed").IsTooEarly), Is.EqualTo(new[] { "bounce", "delivered", "displayed", "reply" }));
}
