using System.Globalization;
using System.Text;

namespace IncidentDesk.Calendar;

/// <summary>One deadline or one shift as a calendar shows it.</summary>
/// <param name="Uid">The same for ever.</param>
/// <param name="Sequence">Grows with every change of it.</param>
/// <param name="ChangedAt">Of its last change, so that an unchanged calendar is the same text.</param>
/// <param name="Reminders">How long before it the calendar program reminds.</param>
public sealed record CalendarEvent(
    string Uid, long Sequence, DateTimeOffset ChangedAt, DateTimeOffset DueAt, string Summary, bool IsCancelled, IReadOnlyList<TimeSpan> Reminders)
{
    /// <summary>Of a shift, which lasts; null for a deadline, which is an instant.</summary>
    public DateTimeOffset? EndsAt { get; init; }
}

/// <summary>Deadlines as iCalendar (RFC 5545): lines end with CRLF and hold at most 75 octets, no character is cut in two.</summary>
public static class CalendarText
{
    public const string Kind = "text/calendar";

    private const int MostOctets = 75;

    public static string Write(string name, IEnumerable<CalendarEvent> events)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN", "VCALENDAR");
        Line(text, "VERSION", "2.0");
        Line(text, "PRODID", "-//IncidentDesk//Deadlines//VI");
        Line(text, "CALSCALE", "GREGORIAN");
        Line(text, "X-WR-CALNAME", Escape(name));
        Line(text, "REFRESH-INTERVAL;VALUE=DURATION", "PT15M");
        foreach (var one in events)
            Event(text, one);
        Line(text, "END", "VCALENDAR");
        return text.ToString();
    }

    private static void Event(StringBuilder text, CalendarEvent one)
    {
        Line(text, "BEGIN", "VEVENT");
        Line(text, "UID", Escape(one.Uid));
        Line(text, "DTSTAMP", Instant(one.ChangedAt));
        Line(text, "LAST-MODIFIED", Instant(one.ChangedAt));
        Line(text, "SEQUENCE", one.Sequence.ToString(CultureInfo.InvariantCulture));
        Line(text, "DTSTART", Instant(one.DueAt));
        if (one.EndsAt is { } end)
            Line(text, "DTEND", Instant(end));
        Line(text, "SUMMARY", Escape(one.Summary));
        Line(text, "STATUS", one.IsCancelled ? "CANCELLED" : "CONFIRMED");
        Line(text, "TRANSP", "TRANSPARENT");
        foreach (var before in one.IsCancelled ? [] : one.Reminders)
            Alarm(text, one, before);
        Line(text, "END", "VEVENT");
    }

    private static void Alarm(StringBuilder text, CalendarEvent one, TimeSpan before)
    {
        Line(text, "BEGIN", "VALARM");
        Line(text, "ACTION", "DISPLAY");
        Line(text, "DESCRIPTION", Escape(one.Summary));
        Line(text, "TRIGGER", string.Create(CultureInfo.InvariantCulture, $"-PT{(long)before.TotalMinutes}M"));
        Line(text, "END", "VALARM");
    }

    /// <summary>The form of a UTC instant; what is finer than a second a calendar does not know, so it is left off: a deadline never moves to later.</summary>
    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text.Replace("\r", "", StringComparison.Ordinal)
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    // A line that goes on begins with a blank, which counts too.
    private static void Line(StringBuilder text, string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
