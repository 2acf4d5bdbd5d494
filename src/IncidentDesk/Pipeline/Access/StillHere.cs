using System.Collections.Concurrent;
using System.Security.Claims;
using IncidentDesk.Storage;

namespace IncidentDesk.Pipeline.Access;

/// <summary>
/// Whether a caller may still be: a person not disabled, same role, same agency; a key neither revoked nor expired. Believed for two seconds, so that a page costs
/// no look-up and a disabled person is out on every node within five.
/// </summary>
public sealed class StillHere(Database database, TimeProvider clock)
{
    private const int MostRemembered = 4096;
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(2);
    private const string Person = "SELECT role, agency_id FROM people WHERE id = @id AND disabled_at IS NULL";

    private const string Key =
        """
        SELECT keys.scopes AS role, keys.agency_id FROM keys LEFT JOIN people ON people.id = keys.person_id
        WHERE keys.id = @id AND keys.revoked_at IS NULL AND (keys.expires_at IS NULL OR keys.expires_at > @now)
          AND (keys.person_id IS NULL OR people.disabled_at IS NULL)
        """;

    private readonly ConcurrentDictionary<Guid, (Row? Found, DateTimeOffset Until)> known = new();

    public async ValueTask<bool> AsAsync(Guid id, ClaimsPrincipal ticket, CancellationToken cancellation) =>
        await FindAsync(id, Person, cancellation) is { } person
        && person.Role == ticket.FindFirstValue(ClaimTypes.Role)
        && (person.AgencyId?.ToString("D") ?? "") == (ticket.FindFirstValue("agency") ?? "");

    /// <summary>False from the moment that somebody disabled the person or revoked the key, or that the key's time is over.</summary>
    public async ValueTask<bool> IsAsync(Caller caller, CancellationToken cancellation) =>
        await FindAsync(caller.Id, caller.Kind == CallerKind.Person ? Person : Key, cancellation) is not null;

    private async ValueTask<Row?> FindAsync(Guid id, string sql, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(id, out var remembered) && remembered.Until > now)
            return remembered.Found;
        var found = await database.ReadAsync(reading => reading.SingleAsync<Row>(sql, new { id, now }), cancellation);
        if (known.Count > MostRemembered)
            known.Clear();
        known[id] = (found, now + Believed);
        return found;
    }

    private sealed record Row(string Role, Guid? AgencyId);
}
