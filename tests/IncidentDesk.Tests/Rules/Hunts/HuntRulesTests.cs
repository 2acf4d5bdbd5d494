using IncidentDesk.Rules.Hunts;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Hunts;

[Category("once")]
public sealed class HuntRulesTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 3, 0, 0, TimeSpan.Zero);

    [TestCase("2026-05-29T10:00:00+07:00", "2026-11-29T10:00:00+07:00")]
    [TestCase("2026-08-31T10:00:00+07:00", "2027-02-28T10:00:00+07:00")]
    [TestCase("2027-08-31T10:00:00+07:00", "2028-02-29T10:00:00+07:00")]
    [TestCase("2026-12-31T23:30:00+07:00", "2027-06-30T23:30:00+07:00")]
    public void A_system_is_due_again_six_months_of_the_calendar_later(string done, string due) =>
        Assert.That(HuntCycle.NextDue(At(done), Zone), Is.EqualTo(At(due)));

    [TestCase(null, "never")]
    [TestCase(-1, "overdue")]
    [TestCase(0, "soon")]
    [TestCase(30 * 86_400, "soon")]
    [TestCase((30 * 86_400) + 1, "in-time")]
    public void What_was_never_done_is_no_less_than_overdue_and_what_is_due_now_is_in_time(int? seconds, string standing) =>
        Assert.That(HuntCycle.StandingOf(seconds is { } ahead ? Now.AddSeconds(ahead) : null, Now), Is.EqualTo(standing));

    [Test]
    public void Nothing_found_without_a_query_and_a_period_is_refused_and_so_is_a_find_without_an_incident()
    {
        Assert.That(Faults(new("nothing-found", " ", null, null, null, false)), Is.EqualTo(new[] { "query required", "searchedFrom required", "searchedTo required" }));
        Assert.That(Faults(new("nothing-found", "x", Now.AddDays(-9), Now, null, false)), Is.Empty);
        Assert.That(Faults(new("found", "x", Now.AddDays(-9), Now, null, false)), Is.EqualTo(new[] { "incident required" }));
        Assert.That(Faults(new("nothing-found", "x", Now.AddDays(-9), Now, null, true)), Is.EqualTo(new[] { "incident differs" }));
        Assert.That(Faults(new("found", "x", Now, Now.AddDays(-1), Now.AddDays(1), true)), Is.EqualTo(new[] { "searchedTo out-of-range", "doneAt in-the-future" }));
        Assert.That(Faults(new("found", "x", Now, Now.AddDays(1), null, true)), Is.EqualTo(new[] { "searchedTo in-the-future" }));
    }

    [TestCase(-9, 0, true)]
    [TestCase(-10, 0, true)]
    [TestCase(-8, 0, false)]
    [TestCase(-10, -1, false)]
    public void A_search_covers_the_period_only_where_it_holds_all_of_it(int from, int to, bool covers) =>
        Assert.That(HuntResultRules.Covers(Now.AddDays(from), Now.AddDays(to), Now.AddDays(-9), Now), Is.EqualTo(covers));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> Faults(HuntResult result) => HuntResultRules.Faults(result, Now).Select(fault => $"{fault.Field} {fault.Code}");
}
