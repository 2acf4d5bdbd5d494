using IncidentDesk.Channels.Guard;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Guard;

[Category("once")]
public sealed class GuardingTests
{
    private static readonly AllowList List = AllowList.Parse("@vncert.example, Truc@so-yte.example; +842400000001 https://hook.example/a");

    [TestCase("tiepnhan@vncert.example", true)]
    [TestCase("tiepnhan@VNCERT.example", true)]
    [TestCase("truc@so-yte.example", true)]
    [TestCase("khac@so-yte.example", false)]
    [TestCase("a@mail.vncert.example", false)]
    [TestCase("a@evilvncert.example", false)]
    [TestCase("@vncert.example", false)]
    [TestCase("+842400000001", true)]
    [TestCase("+842400000002", false)]
    [TestCase("https://hook.example/a", true)]
    [TestCase("https://hook.example/a?to=@vncert.example", false)]
    [TestCase("", false)]
    public void The_list_means_exactly_what_is_written(string address, bool isListed) =>
        Assert.That(List.Contains(address), Is.EqualTo(isListed));

    [Test]
    public void What_means_nothing_is_named() =>
        Assert.That(AllowList.Parse("nobody, @, a@b.example").Refused, Is.EqualTo(new[] { "nobody", "@" }));

    [TestCase("disabled", "live", GuardAct.Suppress)]
    [TestCase("live", "disabled", GuardAct.Suppress)]
    [TestCase("simulate", "live", GuardAct.Simulate)]
    [TestCase("live", "simulate", GuardAct.Simulate)]
    [TestCase("simulate", "disabled", GuardAct.Suppress)]
    [TestCase("live", "live", GuardAct.Send)]
    [TestCase("allow-list", "live", GuardAct.Suppress)]
    [TestCase("live", "allow-list", GuardAct.Suppress)]
    public void The_least_of_channel_and_recipient_decides(string channel, string recipient, GuardAct act) =>
        Assert.That(Guarding.Decide(Mode(channel), Mode(recipient), true, List, "ai-do@khac.example").Act, Is.EqualTo(act));

    [Test]
    public void Who_is_on_the_list_is_sent_to() =>
        Assert.That(Guarding.Decide(GuardMode.AllowList, GuardMode.Live, true, List, "a@vncert.example").Act, Is.EqualTo(GuardAct.Send));

    [Test]
    public void Where_the_seal_does_not_fit_nothing_is_ever_sent([Values] GuardMode channel, [Values] GuardMode recipient)
    {
        var decision = Guarding.Decide(channel, recipient, false, List, "a@vncert.example");

        Assert.That(decision.Act, Is.Not.EqualTo(GuardAct.Send));
        Assert.That(decision.Act == GuardAct.Suppress, Is.EqualTo(channel == GuardMode.Disabled || recipient == GuardMode.Disabled));
        Assert.That(decision.Reason, Is.Not.Empty);
        Assert.That(decision.ReasonVi, Is.Not.Empty);
    }

    [Test]
    public void The_reason_names_the_seal_only_where_the_seal_decided()
    {
        Assert.That(Guarding.Decide(GuardMode.Live, GuardMode.Live, false, List, "x@y.example").Reason, Does.Contain("sealed"));
        Assert.That(Guarding.Decide(GuardMode.Simulate, GuardMode.Live, false, List, "x@y.example").Reason, Does.Not.Contain("sealed"));
    }

    [Test]
    public void Each_mode_is_written_and_read_by_its_word([Values] GuardMode mode)
    {
        Assert.That(GuardWords.TryParse(mode.Word(), out var read), Is.True);
        Assert.That(read, Is.EqualTo(mode));
    }

    private static GuardMode Mode(string word) => GuardWords.TryParse(word, out var mode) ? mode : throw new ArgumentException(word);
}
