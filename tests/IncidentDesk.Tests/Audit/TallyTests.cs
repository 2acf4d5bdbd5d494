using System.Net;
using IncidentDesk.Audit;
using NUnit.Framework;

namespace IncidentDesk.Tests.Audit;

public sealed class TallyTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 9, 45, 0, TimeSpan.Zero);
    private readonly List<Note> rows = [];
    private Tally tally = null!;

    [SetUp]
    public void Make()
    {
        tally = new();
        rows.Clear();
    }

    [Test]
    public void A_record_that_is_opened_again_is_one_row_in_five_minutes()
    {
        foreach (var second in new[] { 0, 1, 60, 299, 300, 301 })
            tally.Opened(Note("person:1", "incident.open", "a", second), Start.AddSeconds(second));
        Take(301);

        Assert.That(rows.Select(row => row.At), Is.EqualTo(new[] { Start, Start.AddSeconds(300) }));
    }

    [Test]
    public void Another_person_and_another_record_are_rows_of_their_own()
    {
        foreach (var (person, record) in new[] { ("1", "a"), ("2", "a"), ("1", "b") })
            tally.Opened(Note("person:" + person, "incident.open", record), Start);

        Assert.That(Take(0), Is.EqualTo(3));
    }

    [Test]
    public void A_flood_of_reads_costs_one_row_a_minute_with_its_count()
    {
        Flood(10, second => tally.Opened(Note("person:1", "incident.open", Guid.NewGuid().ToString(), second), Start.AddSeconds(second)));

        Assert.That(rows, Has.Count.EqualTo(Tally.RecordsAMinute + 10));
        Assert.That(rows[^1].Subject, Is.EqualTo(Tally.Many));
        Assert.That(rows.Count(row => row.Outcome == "opened") + rows.Where(row => row.Outcome != "opened").Sum(row => CountIn(row)), Is.EqualTo(10 * 60 * 100));
    }

    [Test]
    public void What_is_taken_out_again_is_counted_minute_by_minute_and_another_thing_is_a_row_beside_it()
    {
        Flood(3, second => tally.Taken(Note("person:1", "evidence.open", "a", second, "clean") with { Detail = "sum" }, Start.AddSeconds(second)));
        tally.Taken(Note("person:1", "evidence.open", "b", 180, "clean") with { Detail = "other" }, Start.AddSeconds(180));
        Take(240);

        Assert.That(rows.Select(row => $"{row.Subject} {row.Outcome} {row.Detail}"), Is.EqualTo(new[]
        {
            "a clean sum", "a clean 5999 more ", "a clean 6000 more ", "a clean 6000 more ", "b clean other",
        }));
    }

    [Test]
    public void Of_what_is_taken_by_name_no_flood_swallows_a_record_and_only_the_same_again_is_counted()
    {
        for (var n = 0; n < 1000; n++)
            for (var again = 0; again < 3; again++)
                tally.TakenByName(Note("person:1", "evidence.open", $"file-{n}", 0, "infected") with { Detail = "sum" }, Start);
        Take(60);

        Assert.That(rows.SkipLast(1).Select(row => $"{row.Subject} {row.Outcome}"), Is.EqualTo(Enumerable.Range(0, 1000).Select(n => $"file-{n} infected")));
        Assert.That((rows[^1].Subject, rows[^1].Outcome), Is.EqualTo((Tally.Many, "infected 2000 more")));
        tally.TakenByName(Note("person:1", "evidence.open", "file-0", 300, "infected") with { Detail = "sum" }, Start.AddSeconds(300));
        Assert.That(Take(301), Is.EqualTo(1), "it is forgotten after five minutes, and a row again");
    }

    [Test]
    public void A_flood_of_refusals_costs_one_row_a_minute_with_its_count()
    {
        Flood(10, second => tally.Counted(Note("nobody", "request.refuse", "GET /api/v1/reports", second, "401"), Start.AddSeconds(second)));

        Assert.That(rows, Has.Count.EqualTo(1 + 10));
        Assert.That(1 + rows.Skip(1).Sum(row => CountIn(row)), Is.EqualTo(10 * 60 * 100));
        Assert.That(rows.Select(row => row.Subject), Is.All.EqualTo("GET /api/v1/reports"));
    }

    [Test]
    public void A_flood_from_everywhere_is_counted_together()
    {
        for (var n = 0; n < 100_000; n++)
            tally.Counted(Note("nobody", "request.refuse", "x", 0, "401", $"198.51.{n}.0/24"), Start);
        Take(60);

        Assert.That(rows, Has.Count.LessThan(Tally.MostWindows + 5));
        Assert.That(rows[^1], Has.Property("Actor").EqualTo(Tally.Many).And.Property("Address").Null);
    }

    [Test]
    public void What_is_counted_when_the_desk_stops_is_not_lost()
    {
        for (var n = 0; n < 5; n++)
            tally.Counted(Note("nobody", "request.refuse", "x", 0, "401"), Start);
        rows.AddRange(tally.Take(Start, all: true));

        Assert.That(rows.Select(row => row.Outcome), Is.EqualTo(new[] { "401", "401 4 more" }));
    }

    [Test]
    public void A_clock_that_is_set_back_hides_no_record_that_is_opened_afterwards()
    {
        tally.Opened(Note("person:1", "incident.open", "a"), Start);
        tally.Opened(Note("person:1", "incident.open", "a", -3600), Start.AddSeconds(-3600));

        Assert.That(Take(-3600), Is.EqualTo(2));
    }

    [Test]
    public void A_clock_that_is_set_back_holds_no_count_back_until_it_has_caught_up()
    {
        for (var n = 0; n < 5; n++)
            tally.Counted(Note("nobody", "request.refuse", "x", 0, "401"), Start);
        Take(-3600);

        Assert.That(rows.Select(row => row.Outcome), Is.EqualTo(new[] { "401", "401 4 more" }));
    }

    [Test]
    public void What_could_not_be_written_is_written_later()
    {
        tally.Did(Note("person:1", "person.sign-in", "1"));
        tally.PutBack(tally.Take(Start, all: false));

        Assert.That(Take(1), Is.EqualTo(1));
    }

    [TestCase("203.0.113.77", "203.0.113.0/24")]
    [TestCase("::ffff:203.0.113.77", "203.0.113.0/24")]
    [TestCase("2001:db8:1:2::7", "2001:db8:1::/48")]
    public void Of_an_address_only_the_network_is_kept(string address, string network) =>
        Assert.That(Network.Of(IPAddress.Parse(address)), Is.EqualTo(network));

    // A hundred a second, written each second as the loop does.
    private void Flood(int minutes, Action<int> once)
    {
        for (var second = 0; second < minutes * 60; second++)
        {
            for (var n = 0; n < 100; n++)
                once(second);
            Take(second + 1);
        }
    }

    private int Take(int second)
    {
        var taken = tally.Take(Start.AddSeconds(second), all: false);
        rows.AddRange(taken);
        return taken.Count;
    }

    private static int CountIn(Note row) => int.Parse(row.Outcome.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static Note Note(string actor, string action, string subject, int second = 0, string outcome = "opened", string? address = "192.0.2.0/24") =>
        new(Start.AddSeconds(second), action, actor, subject, outcome, address, null);
}
