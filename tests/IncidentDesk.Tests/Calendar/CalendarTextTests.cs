using System.Text;
using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Calendar;
using NUnit.Framework;

namespace IncidentDesk.Tests.Calendar;

[Category("once")]
public sealed class CalendarTextTests
{
    private static readonly DateTimeOffset Due = new(2026, 12, 19, 16, 59, 59, 999, TimeSpan.Zero);

    [Test]
    public void Whatever_is_written_a_strict_reader_reads_back() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Words().ToArbitrary(), words =>
        {
            var read = Read(words);
            return read.Parts.Single().Only("SUMMARY") == words.Replace("\r", "", StringComparison.Ordinal) && read.Parts.Single().Parts.Count == 2;
        }));

    [Test]
    public void Long_Vietnamese_is_folded_between_characters()
    {
        var words = string.Concat(Enumerable.Repeat("Thông báo vi phạm dữ liệu cá nhân 🚨 ", 12)).Trim();

        Assert.That(Read(words).Parts.Single().Only("SUMMARY"), Is.EqualTo(words));
    }

    [Test]
    public void A_cancelled_one_says_so_and_reminds_nobody_and_no_instant_moves_to_later()
    {
        var read = StrictCalendar.Read(Encoding.UTF8.GetBytes(CalendarText.Write("x", [Event("x") with { IsCancelled = true, Sequence = 3 }]))).Parts.Single();

        Assert.That((read.Only("STATUS"), read.Only("SEQUENCE"), read.Parts.Count, read.Only("DTSTART")), Is.EqualTo(("CANCELLED", "3", 0, "20261219T165959Z")));
    }

    [Test]
    public void An_empty_calendar_is_one() => Assert.That(StrictCalendar.Read(Encoding.UTF8.GetBytes(CalendarText.Write("Trống", []))).Parts, Is.Empty);

    [TestCase("\r\n", "\n", "CRLF")]
    [TestCase("STATUS:CONFIRMED", "STATUS:MAYBE", "STATUS")]
    [TestCase("SUMMARY:x", "SUMMARY:x,y", "escaped")]
    [TestCase("SUMMARY:x", "SUMMARY:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "octets")]
    [TestCase("END:VEVENT\r\n", "", "END")]
    [TestCase("UID:x\r\n", "", "UID")]
    public void The_strict_reader_refuses_what_is_broken(string good, string broken, string word)
    {
        var text = CalendarText.Write("x", [Event("x")]);
        Assert.That(text, Does.Contain(good));
        Assert.That(() => StrictCalendar.Read(Encoding.UTF8.GetBytes(text.Replace(good, broken, StringComparison.Ordinal))), Throws.InstanceOf<FormatException>().With.Message.Contains(word));
    }

    private static StrictCalendar.Component Read(string summary) => StrictCalendar.Read(Encoding.UTF8.GetBytes(CalendarText.Write("Lịch", [Event(summary)])));

    private static CalendarEvent Event(string summary) => new("x", 0, Due.AddDays(-3), Due, summary, false, [TimeSpan.FromDays(7), TimeSpan.FromHours(1)]);

    private static Gen<string> Words() =>
        from parts in Gen.Elements("a", " ", ";", ",", "\\", "\n", "\r\n", ":", "ữ", "đ", "🚨", "n", "N", "INC-2026-000001", "\"", "Báo cáo").ListOf()
        select string.Concat(parts);
}
