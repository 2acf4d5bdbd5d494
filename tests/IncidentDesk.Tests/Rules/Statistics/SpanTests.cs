using IncidentDesk.Rules.Periodic;
using IncidentDesk.Rules.Statistics;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Statistics;

[Category("once")]
public sealed class SpanTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");

    [TestCase("annual", 2026, "2025-12-15T00:00:00+07:00", "2026-12-15T00:00:00+07:00")]
    [TestCase("annual-legacy", 2025, "2024-12-15T00:00:00+07:00", "2025-12-15T00:00:00+07:00")]
    [TestCase("six-month", 2024, "2023-12-15T00:00:00+07:00", "2024-06-15T00:00:00+07:00")]
    [TestCase("leadership", 2026, "2026-01-01T00:00:00+07:00", "2027-01-01T00:00:00+07:00")]
    public void A_report_is_of_the_days_that_its_law_names(string report, int year, string from, string to) =>
        Assert.That(ReportSpan.Find(report)!.Of(year, Zone), Is.EqualTo(new Span(Given.At(from), Given.At(to))));

    [Test]
    public void The_annual_report_is_wanted_before_the_20th_and_the_25th() =>
        Assert.That(
            ReportSpan.Find("annual")!.Before.Select(day => day.Due(2026, PeriodicRule.LawZone)),
            Is.EqualTo(new[] { Given.At("2026-12-19T23:59:59.999+07:00"), Given.At("2026-12-24T23:59:59.999+07:00") }));

    [Test]
    public void A_leap_day_is_of_its_February()
    {
        var months = Span.OfYear(2028, Zone).Months(Zone);

        Assert.That(months.Select(one => one.Month), Is.EqualTo(Enumerable.Range(1, 12).Select(n => $"2028-{n:00}")));
        Assert.That(months[1].To, Is.EqualTo(Given.At("2028-03-01T00:00:00+07:00")));
        Assert.That(months[1].To - months[1].From, Is.EqualTo(TimeSpan.FromDays(29)));
    }

    [Test]
    public void The_months_of_a_span_join_without_a_gap_and_begin_and_end_with_it([Values("Asia/Ho_Chi_Minh", "Europe/Berlin", "America/Sao_Paulo")] string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var span = new Span(Given.At("2017-12-31T17:00:00.001Z"), Given.At("2019-02-28T12:00:00Z"));
        var months = span.Months(zone);

        Assert.That((months[0].From, months[^1].To), Is.EqualTo((span.From, span.To)));
        foreach (var (before, after) in months.Zip(months.Skip(1)))
            Assert.That(after.From, Is.EqualTo(before.To));
        Assert.That(months.Select(one => one.Month), Is.Unique.And.Ordered);
    }
}
