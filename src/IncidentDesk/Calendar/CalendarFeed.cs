using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.People.Account;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using Microsoft.Net.Http.Headers;

namespace IncidentDesk.Calendar;

/// <summary>A person's deadlines and their own shifts for their calendar program, behind an address that only they know. Whoever asks with another is told that there is nothing.</summary>
public static class CalendarFeed
{
    public static void Map(IEndpointRouteBuilder doors) => doors.MapGet(
        "/calendar/{token}.ics",
        async (string token, HttpContext http, Database database, AuditBook book, DeskSettings settings, DeskNames names, TimeProvider clock) =>
        {
            var now = clock.GetUtcNow();
            var (owner, events) = await database.ReadAsync(reading => ReadAsync(reading, token, names.Language, now), http.RequestAborted);
            book.Opened(owner.Owner, "calendar", owner.Link);
            var text = Encoding.UTF8.GetBytes(CalendarText.Write(Texts.CalendarName.In(names.Language, settings.Name), events));
            http.Response.Headers.CacheControl = "private, no-cache";
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(text))[..32]}\"");
            // The framework answers 304 to whoever has this very text.
            return Results.File(text, CalendarText.Kind + "; charset=utf-8", entityTag: tag);
        }).OpenToAll().ExcludeFromDescription();

    /// <exception cref="RefusedException">404: the token opens nothing, or nothing any more.</exception>
    private static async Task<(CalendarLinks.Opened Owner, IReadOnlyList<CalendarEvent> Events)> ReadAsync(Reading reading, string token, Language language, DateTimeOffset now)
    {
        if (await CalendarLinks.FindAsync(reading, token, now) is not { } owner || !(owner.Owner.Has("report") || owner.Owner.Has("read")))
            throw new RefusedException(Problems.NotFound());
        return (owner,
        [
            .. await CalendarDeadlines.ReadAsync(reading, owner.Owner, language, now), .. await CalendarShifts.ReadAsync(reading, owner.Owner, language, now),
        ]);
    }
}
