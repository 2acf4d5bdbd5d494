using IncidentDesk.Storage;

namespace IncidentDesk.Pipeline.Access;

/// <summary>Whether somebody whom the desk let in long ago may still be here: for answers that go on for hours.</summary>
public sealed class StillHere(Database database, SessionBook sessions, TimeProvider clock)
{
    private const string Key = $"SELECT count(*) FROM {LiveKeys.From} WHERE keys.id = @id AND {LiveKeys.AreLive}";

    /// <summary>
    /// False from the moment that somebody ended the session or revoked the key, that its time is over, or that its person has another role or agency: what they were let in
    /// to see is no longer theirs.
    /// </summary>
    public async ValueTask<bool> IsAsync(Caller caller, CancellationToken cancellation) => caller.Session is { } session
        ? await sessions.IsAsBeforeAsync(caller, session, cancellation)
        : await database.ReadAsync(reading => reading.SingleAsync<long>(Key, new { id = caller.Id, now = clock.GetUtcNow() }), cancellation) > 0;
}
