using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Text;
using IncidentDesk.Shell;

namespace IncidentDesk.Reports.Form;

/// <summary>When it was noticed, of a day and a time as people type them, in the desk's zone.</summary>
public static class FormTime
{
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <param name="answers">With <c>day</c> and <c>time</c>; without a day it is today.</param>
    /// <param name="now">In the desk's zone.</param>
    /// <param name="faults">Where what is wrong is added.</param>
    public static DateTimeOffset Detected(FormAnswers answers, DateTimeOffset now, List<Fault> faults)
    {
        var today = DateOnly.FromDateTime(now.DateTime);
        var day = answers.Or("day") is { } typedDay ? TypedTime.Day(typedDay, today) : today;
        var hour = answers.Or("time") is { } typedTime ? TypedTime.Hour(typedTime) : null;
        if (day is null)
            faults.Add(FormReading.Said("day", "bad-format", Texts.FormDayWrong));
        if (answers.Or("time") is null)
            faults.Add(FormReading.Said("time", "required", Texts.FormTimeMissing));
        else if (hour is null)
            faults.Add(FormReading.Said("time", "bad-format", Texts.FormTimeWrong));
        if (day is null || hour is null)
            return now;
        // Vietnam keeps one offset all year; a zone that does not is read by the offset of now.
        var detected = new DateTimeOffset(day.Value.ToDateTime(hour.Value), now.Offset);
        if (detected > now + Slack)
            faults.Add(FormReading.Said("time", "in-the-future", Texts.FormTimeFuture, now.ToString("HH:mm, dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture)));
        return detected;
    }
}
