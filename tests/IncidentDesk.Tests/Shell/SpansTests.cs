using IncidentDesk.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Shell;

[Category("once")]
public sealed class SpansTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 11, 5, 0, TimeSpan.Zero);

    [TestCase("00:00:00", "0 giây", "0 s")]
    [TestCase("00:00:59", "59 giây", "59 s")]
    [TestCase("00:09:41", "9 phút 41 giây", "9 min 41 s")]
    [TestCase("00:05:00", "5 phút", "5 min")]
    [TestCase("00:10:41", "10 phút", "10 min")]
    [TestCase("01:20:00", "1 giờ 20 phút", "1 h 20 min")]
    [TestCase("02:00:30", "2 giờ", "2 h")]
    [TestCase("23:59:59", "23 giờ 59 phút", "23 h 59 min")]
    [TestCase("1.00:00:00", "1 ngày", "1 d")]
    [TestCase("1.22:41:00", "1 ngày 22 giờ", "1 d 22 h")]
    public void Spans_say_seconds_only_under_ten_minutes_and_no_minutes_from_a_day_on(string span, string vi, string en)
    {
        var length = TimeSpan.Parse(span, System.Globalization.CultureInfo.InvariantCulture);

        Assert.That(Plain(Spans.Say(length, Language.Vietnamese)), Is.EqualTo(vi));
        Assert.That(Plain(Spans.Say(length, Language.English)), Is.EqualTo(en));
    }

    [Test]
    public void Before_its_instant_a_deadline_has_time_left_and_from_it_on_it_is_overdue()
    {
        Assert.That(Plain(Spans.Left(Now.AddMinutes(161), Now, Language.Vietnamese)), Is.EqualTo("còn 2 giờ 41 phút"));
        Assert.That(Plain(Spans.Left(Now.AddMinutes(161), Now, Language.English)), Is.EqualTo("2 h 41 min left"));
        Assert.That(Plain(Spans.Left(Now.AddMinutes(-80), Now, Language.Vietnamese)), Is.EqualTo("quá 1 giờ 20 phút"));
        Assert.That(Plain(Spans.Left(Now, Now, Language.Vietnamese)), Is.EqualTo("quá 0 giây"));
    }

    [Test]
    public void No_line_ends_between_a_number_and_its_unit()
    {
        Assert.That(Spans.Say(TimeSpan.FromMinutes(161), Language.Vietnamese), Is.EqualTo("2\u00a0giờ 41\u00a0phút"));
        Assert.That(Spans.Say(TimeSpan.FromHours(25), Language.English), Is.EqualTo("1\u00a0d 1\u00a0h"));
    }

    private static string Plain(string span) => span.Replace('\u00a0', ' ');
}
