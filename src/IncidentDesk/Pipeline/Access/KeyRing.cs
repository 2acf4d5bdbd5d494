using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Storage;

namespace IncidentDesk.Pipeline.Access;

/// <summary>
/// Knows API keys by the SHA-256 of what the caller shows. What was looked up is believed for two seconds, so a revoked key is
/// refused on every node well within five.
/// </summary>
public sealed class KeyRing(Database database, TimeProvider clock)
{
    public const string Prefix = "idk_";

    private const int MostRemembered = 4096;
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, (Caller Caller, long Until)> known = new();

    /// <summary>A new key: what is shown to the person once, and what the desk keeps.</summary>
    public static (string Shown, string Hash) Mint()
    {
        var shown = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        return (shown, HashOf(shown));
    }

    public async ValueTask<Caller?> FindAsync(string shown, CancellationToken cancellation)
    {
        if (shown.Length is < 20 or > 200 || !shown.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var hash = HashOf(shown);
        var now = clock.GetTimestamp();
        if (known.TryGetValue(hash, out var remembered) && remembered.Until > now)
            return remembered.Caller;
        return await LookUpAsync(hash, now, cancellation);
    }

    /// <summary>Forgets what was remembered; for the node on which a key was just revoked.</summary>
    public void Forget() => known.Clear();

    private async Task<Caller?> LookUpAsync(string hash, long now, CancellationToken cancellation)
    {
        var row = await database.ReadAsync(reading => reading.SingleAsync<Row>(
            """
            SELECT keys.id, keys.name, keys.agency_id, keys.person_id, keys.scopes FROM keys
            LEFT JOIN people ON people.id = keys.person_id
            WHERE keys.hash = @hash AND keys.revoked_at IS NULL AND (keys.expires_at IS NULL OR keys.expires_at > @instant)
              AND (keys.person_id IS NULL OR people.disabled_at IS NULL)
            """,
            new { hash, instant = clock.GetUtcNow() }), cancellation);
        if (row is null)
        {
            known.TryRemove(hash, out _);
            return null;
        }
        if (known.Count > MostRemembered)
            known.Clear();
        var caller = new Caller(
            CallerKind.Key, row.Id, row.Name, row.AgencyId, row.PersonId, null, row.Scopes.Split(' ').ToFrozenSet());
        known[hash] = (caller, now + (long)(Believed.TotalSeconds * clock.TimestampFrequency));
        return caller;
    }

    private static string HashOf(string shown) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shown)));

    private sealed record Row(Guid Id, string Name, Guid? AgencyId, Guid? PersonId, string Scopes);
}
