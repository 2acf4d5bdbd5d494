using IncidentDesk.Pipeline;
using IncidentDesk.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NUnit.Framework;

namespace IncidentDesk.Tests.Shell;

[Category("once")]
public sealed class FormsTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");

    [TestCase("0001-01-01T00:00")]
    [TestCase("9999-12-31T23:59")]
    [TestCase("2026-13-01T00:00")]
    public void A_time_that_no_clock_shows_is_refused_in_words(string text) =>
        Assert.That(() => Read(text), Throws.TypeOf<RefusedException>());

    [Test]
    public void A_time_of_the_desks_zone_is_an_instant() =>
        Assert.That(Read("2026-11-20T16:45"), Is.EqualTo(new DateTimeOffset(2026, 11, 20, 9, 45, 0, TimeSpan.Zero)));

    private static DateTimeOffset? Read(string text) =>
        Forms.Instant(new FormCollection(new Dictionary<string, StringValues> { ["from"] = text }), "from", Zone);
}
