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

    [Test]
    public void A_fault_is_said_with_the_label_of_its_field_and_of_the_list_in_which_it_lies()
    {
        var labels = new Dictionary<string, Text> { ["/title"] = new("Tên", "Title"), ["/systems"] = new("Hệ thống", "Systems"), ["/kind"] = new("Loại", "Kind") };
        var problem = Problems.Validation(
            Faults.At("/title", "too-long", 200), Faults.At("/systems/3/code", "required"), Faults.At("/kind", "not-in-list", "hunt", "scan"), Faults.At("/purpose", "required"));
        Assert.That(Forms.Said(problem, labels).Select(text => text.En), Is.EqualTo(new[]
        {
            "Title: Write at most 200 characters.", "Systems: This field is required: give a value.", "Kind: Choose one of the list.", "This field is required: give a value.",
        }));
        Assert.That(Forms.Said(problem, labels)[0].Vi, Is.EqualTo("Tên: Hãy viết tối đa 200 ký tự."));
        Assert.That(Forms.Said(problem)[0].En, Is.EqualTo("Write at most 200 characters."));
    }

    [TestCase("hunt-ended")]
    [TestCase("request-ended")]
    [TestCase("items-open")]
    [TestCase("provider-known")]
    [TestCase("drill-state")]
    [TestCase("drill-incomplete")]
    [TestCase("outside-window")]
    [TestCase("reply-systems")]
    [TestCase("reply-state")]
    [TestCase("roster-gaps")]
    [TestCase("already-acknowledged")]
    public void A_rule_that_says_no_names_no_member_of_the_api(string code)
    {
        var said = Forms.Said(Problems.Conflict(code)).Single();
        Assert.That(said.Vi + said.En, Does.Not.Match("'[A-Za-z]+'"));
    }

    [Test]
    public void A_record_that_changed_meanwhile_is_said_without_headers() =>
        Assert.That(Forms.Said(Problems.Stale()).Single().En, Does.Contain("changed since you opened").And.Not.Contain("If-Match"));

    private static DateTimeOffset? Read(string text) =>
        Forms.Instant(new FormCollection(new Dictionary<string, StringValues> { ["from"] = text }), "from", Zone);
}
