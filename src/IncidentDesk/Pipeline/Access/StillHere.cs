using System.Collections.Concurrent;
using System.Security.Claims;
using IncidentDesk.Storage;

namespace IncidentDesk.Pipeline.Access;

/// <summary>
/// Whether a signed-in person may still be: not disabled, same role, same agency. Believed for two seconds, so that a page costs
/// no look-up and a disabled person is out on every node within five.
/// </summary>
public sealed class StillHere(Database database, TimeProvider clock)
{
    private const int MostRemembered = 4096;
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<Guid, (Row? Person, DateTimeOffset Until)> known = new();

    public async ValueTask<bool> AsAsync(Guid id, ClaimsPrincipal ticket, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { } person
        && person.Role == ticket.FindFirstValue(ClaimTypes.Role)
        && (person.AgencyId?.ToString("D") ?? "") == (ticket.FindFirstValue("agency") ?? "");

    /// <summary>False from the moment that somebody disabled the person.</summary>
    public async ValueTask<bool> IsAsync(Guid id, CancellationToken cancellation) => await FindAsync(id, cancellation) is not null;

    private async ValueTask<Row?> FindAsync(Guid id, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(id, out var remembered) && remembered.Until > now)
            return remembered.Person;
        var person = await database.ReadAsync(
            reading => reading.SingleAsync<Row>(
                "SELECT role, agency_id FROM people WHERE id = @id AND disabled_at IS NULL", new { id }),
            cancellation);
        if (known.Count > MostRemembered)
            known.Clear();
        known[id] = (person, now + Believed);
        return person;
    }

    private sealed record Row(string Role, Guid? AgencyId);
}
