using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Storage;

namespace IncidentDesk.Pipeline.Access;

/// <summary>
/// Knows the sessions of people by the SHA-256 of the token in their cookie. What was looked up is believed for two seconds, so that a page costs no look-up and an
/// ended session, a disabled person or another role is noticed on every node within five. When each was last seen is kept here and written in batches.
/// </summary>
public sealed class SessionBook(Database database, SessionRules rules, TimeProvider clock)
{
    public const string Claim = "session";

    private const int MostRemembered = 4096;
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, (Caller? Caller, DateTimeOffset Until)> known = new();
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> seen = new();

    /// <summary>Over people: who may be here at all, themselves and by their agency, which may have ended or merged. It takes @now.</summary>
    public const string MayBeHere =
        """
        people.disabled_at IS NULL AND (people.ends_at IS NULL OR people.ends_at > @now)
        AND NOT EXISTS (SELECT 1 FROM agencies WHERE agencies.id = people.agency_id AND agencies.valid_to <= @now)
        """;

    /// <summary>Over sessions joined with people: what is open now. Its parameters are now, idle and longest.</summary>
    public const string IsOpen = $"sessions.ended_at IS NULL AND sessions.seen_at > @idle AND sessions.started_at > @longest AND {MayBeHere}";

    /// <summary>A new token: what the cookie carries, and what the desk keeps.</summary>
    public static (string Shown, string Hash) Mint()
    {
        var shown = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return (shown, HashOf(shown));
    }

    public static string HashOf(string shown) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shown)));

    /// <summary>Whose session this is; null when it is over.</summary>
    public async ValueTask<Caller?> FindAsync(string shown, CancellationToken cancellation)
    {
        var (hash, now) = (HashOf(shown), clock.GetUtcNow());
        if (!known.TryGetValue(hash, out var remembered) || remembered.Until <= now)
        {
            if (known.Count > MostRemembered)
                known.Clear();
            remembered = known[hash] = (await LookUpAsync("sessions.token_hash = @which", hash, now, cancellation), now + Believed);
        }
        if (remembered.Caller?.Session is { } session)
            seen[session] = now;
        return remembered.Caller;
    }

    /// <summary>
    /// Whether the session is still open and its person still what they were when they were let in; who asks for an open page is there, so it counts as seen.
    /// </summary>
    public async ValueTask<bool> IsAsBeforeAsync(Caller caller, Guid session, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await LookUpAsync("sessions.id = @which", session.ToString("D"), now, cancellation) is not { } found || found.Role != caller.Role || found.Agency != caller.Agency)
            return false;
        seen[session] = now;
        return true;
    }

    /// <summary>Forgets what was remembered; for the node on which a session was just ended or proved anew.</summary>
    public void Forget() => known.Clear();

    /// <summary>Which sessions were seen since the last time that this was asked.</summary>
    public IReadOnlyList<(Guid Session, DateTimeOffset At)> TakeSeen()
    {
        var taken = new List<(Guid, DateTimeOffset)>();
        foreach (var session in seen.Keys)
            if (seen.TryRemove(session, out var at))
                taken.Add((session, at));
        return taken;
    }

    private async Task<Caller?> LookUpAsync(string which, string value, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = await database.ReadAsync(reading => reading.SingleAsync<Row>(
            $"""
            SELECT sessions.id, people.id AS person, people.name, people.role, people.agency_id, sessions.proved_at, sessions.two_factors_at, second_factors.confirmed_at
            FROM sessions JOIN people ON people.id = sessions.person_id
            LEFT JOIN second_factors ON second_factors.person_id = people.id
            WHERE {which} AND {IsOpen}
            """,
            new { which = value, now, idle = now - rules.Idle, longest = now - rules.Longest }), cancellation);
        return row is null ? null : new(CallerKind.Person, row.Person, row.Name, row.AgencyId, row.Person, row.Role, Scopes.OfRole(row.Role))
        {
            Session = row.Id, ProvedAt = row.ProvedAt, MustEnrol = row.ConfirmedAt is null && row.TwoFactorsAt is null && rules.AsksTwice(row.AgencyId is null),
        };
    }

    private sealed record Row(
        Guid Id, Guid Person, string Name, string Role, Guid? AgencyId, DateTimeOffset ProvedAt, DateTimeOffset? TwoFactorsAt, DateTimeOffset? ConfirmedAt);
}
