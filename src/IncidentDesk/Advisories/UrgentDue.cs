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
        Require(await Urgency.OfAsync(reading, await AdvisoryReading.CvesAsync(reading, letter.Id), Urgency.Facts.Of(letter), letter.CreatedAt), null, settings);
    }

    /// <param name="dueAt">As it is to be.</param>
    /// <exception cref="RefusedException">400 on the due time, which names the one that is suggested.</exception>
    public static void Require(Urgency urgency, DateTimeOffset? dueAt, DeskSettings settings)
    {
        if (dueAt is null && urgency is { Pace.WantsForensics: true, DueAt: { } suggested })
            throw new RefusedException(Problems.Validation(Wanted(urgency.Pace.Word, suggested, new(settings.Zone.Zone))));
    }

    private static Fault Wanted(string pace, DateTimeOffset suggested, Times times) => Faults.Saying(
        "/dueAt", "required",
        $"This letter is urgent ({pace}): it needs a due time. {Bod2604.Source} suggests {times.Full(suggested, Language.English)} ({times.ZoneName}).",
        $"Văn bản này khẩn ({pace}): cần có hạn. {Bod2604.Source} gợi ý {times.Full(suggested, Language.Vietnamese)} ({times.ZoneName}).");
}
