using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.People;

/// <summary>
/// Once a minute: writes when sessions were last seen, ends people whose last day has come, and clears away what nobody will ask for again. With nothing to do it writes nothing.
/// </summary>
public sealed class SessionKeeper(Database database, SessionBook book, TimeProvider clock, ILogger<SessionKeeper> log)
    : TurningLoop("session-keeper", "The sessions could not be looked after", TimeSpan.FromMinutes(1), clock, log)
{
    private static readonly TimeSpan SessionsKept = TimeSpan.FromDays(90), AttemptsKept = TimeSpan.FromDays(1), DevicesKept = TimeSpan.FromDays(180);

    public override TimeSpan LongestSleep => TimeSpan.FromSeconds(90);

    public override async Task TurnAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        // In one order everywhere: two nodes that saw the same sessions never wait for each other in a circle.
        if (book.TakeSeen() is { Count: > 0 } seen)
            await database.WriteAsync(transaction => transaction.ExecuteAllAsync(
                "UPDATE sessions SET seen_at = @at WHERE id = @session AND seen_at < @at", seen.OrderBy(one => one.Session).Select(one => new { session = one.Session, at = one.At })), cancellation);
        var due = await database.ReadAsync(reading => reading.QueryAsync<Guid>(
            "SELECT id FROM people WHERE disabled_at IS NULL AND ends_at <= @now LIMIT 100", new { now }), cancellation);
        await EndOfAgenciesAsync(now, cancellation);
        if (due.Count > 0)
            await database.WriteAsync(async transaction =>
            {
                foreach (var person in due)
                    await EndAsync(transaction, person, now);
            }, cancellation);
        var before = new { sessions = now - SessionsKept, attempts = now - AttemptsKept, devices = now - DevicesKept };
        if (await database.ReadAsync(reading => reading.SingleAsync<long>(
            """
            SELECT (SELECT count(*) FROM sessions WHERE started_at < @sessions) + (SELECT count(*) FROM sign_in_attempts WHERE last_at < @attempts)
                + (SELECT count(*) FROM known_devices WHERE known_at < @devices)
            """, before), cancellation) > 0)
            await database.WriteAsync(async transaction =>
            {
                await transaction.ExecuteAsync("DELETE FROM sessions WHERE started_at < @sessions", before);
                await transaction.ExecuteAsync("DELETE FROM sign_in_attempts WHERE last_at < @attempts", before);
                await transaction.ExecuteAsync("DELETE FROM known_devices WHERE known_at < @devices", before);
            }, cancellation);
    }

    // They are out from the end of their agency on; here their rows say so.
    private async Task EndOfAgenciesAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var people = await database.ReadAsync(reading => reading.QueryAsync<Guid>(
            """
            SELECT DISTINCT people.id FROM sessions JOIN people ON people.id = sessions.person_id JOIN agencies ON agencies.id = people.agency_id
            WHERE sessions.ended_at IS NULL AND agencies.valid_to <= @now ORDER BY people.id LIMIT 100
            """, new { now }), cancellation);
        if (people.Count > 0)
            await database.WriteAsync(async transaction =>
            {
                foreach (var person in people)
                    if (await SessionRows.EndAllAsync(transaction, person, "agency-ended", now) is > 0 and var ended)
                        await AuditTrail.AppendAsync(
                            transaction, Actor.Desk.Word, "session.end", person.ToString("D"), ended.ToString(System.Globalization.CultureInfo.InvariantCulture), now);
            }, cancellation);
    }

    private static async Task EndAsync(Transaction transaction, Guid person, DateTimeOffset now)
    {
        if (await transaction.ExecuteAsync(
            "UPDATE people SET disabled_at = @now, version = version + 1 WHERE id = @person AND disabled_at IS NULL AND ends_at <= @now", new { person, now }) == 0)
            return;
        await SessionRows.EndAllAsync(transaction, person, "person-ended", now);
        await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "person.end", person.ToString("D"), "ended", now);
    }
}
