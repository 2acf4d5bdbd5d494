using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Advisories;

/// <summary>
/// A letter of three days and a hunt goes out with its due time, or agencies read that it is urgent and not until when, and their reminders come by the calendar of one that
/// can wait. The table only suggests: the person who sends it sets the time.
/// </summary>
internal static class UrgentDue
{
    /// <exception cref="RefusedException">400 on the due time, which names the one that is suggested.</exception>
    public static async Task RequireAsync(Reading reading, AdvisoryRow letter, DeskSettings settings)
    {
        if (letter.DueAt is not null)
            return;
        var urgency = await Urgency.OfAsync(reading, await AdvisoryReading.CvesAsync(reading, letter.Id), Urgency.Facts.Of(letter), letter.CreatedAt);
        if (urgency is { Pace.WantsForensics: true, DueAt: { } suggested })
            throw new RefusedException(Problems.Validation(Wanted(urgency.Pace.Word, suggested, new(settings.Zone.Zone))));
    }

    private static Fault Wanted(string pace, DateTimeOffset suggested, Times times) => Faults.Saying(
        "/dueAt", "required",
        $"This letter is urgent ({pace}): set its due time before it is sent. {Bod2604.Source} suggests {times.Full(suggested, Language.English)} ({times.ZoneName}).",
        $"Văn bản này khẩn ({pace}): hãy đặt hạn trước khi gửi. {Bod2604.Source} gợi ý {times.Full(suggested, Language.Vietnamese)} ({times.ZoneName}).");
}
