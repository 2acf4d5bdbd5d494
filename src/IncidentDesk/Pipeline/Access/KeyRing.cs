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
    private ConcurrentDictionary<Guid, DateTimeOffset> used = new();

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
        var caller = known.TryGetValue(hash, out var remembered) && remembered.Until > now
            ? remembered.Caller
            : await LookUpAsync(hash, now, cancellation);
        if (caller is not null)
            used[caller.Id] = clock.GetUtcNow();
        return caller;
    }

    /// <summary>Which keys were used since this was last asked, and when; they are noted nowhere else.</summary>
    public IReadOnlyDictionary<Guid, DateTimeOffset> TakeUsed() => Interlocked.Exchange(ref used, new());

    /// <summary>What could not be written down is kept, unless the key was used again since.</summary>
    public void KeepUsed(IReadOnlyDictionary<Guid, DateTimeOffset> uses)
    {
        foreach (var (key, at) in uses)
            used.TryAdd(key, at);
    }

    /// <summary>Forgets what was remembered; for the node on which a key was just revoked.</summary>
    public void Forget() => known.Clear();

    private async Task<Caller?> LookUpAsync(string hash, long now, CancellationToken cancellation)
    {
        var row = await database.ReadAsync(reading => reading.SingleAsync<Row>(
            $"""
            SELECT keys.id, keys.name, keys.agency_id, keys.person_id, people.name AS person_name, people.role, keys.scopes FROM {LiveKeys.From}
            WHERE (keys.hash = @hash OR (keys.old_hash = @hash AND keys.old_until_at > @now)) AND {LiveKeys.AreLive}
            """,
            new { hash, now = clock.GetUtcNow() }), cancellation);
        if (row is null)
        {
            known.TryRemove(hash, out _);
            return null;
        }
        if (known.Count > MostRemembered)
            known.Clear();
        // Whoever may do less than when it was made does no more by it than by themselves.
        var scopes = row.Scopes.Split(' ').Where(scope => Scopes.MayHold(row.Role, scope)).ToFrozenSet();
        var caller = new Caller(CallerKind.Key, row.Id, row.Name, row.AgencyId, row.PersonId, null, scopes) { BoundTo = row.PersonName };
        known[hash] = (caller, now + (long)(Believed.TotalSeconds * clock.TimestampFrequency));
        return caller;
    }

    public static string HashOf(string shown) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shown)));

    private sealed record Row(Guid Id, string Name, Guid? AgencyId, Guid? PersonId, string? PersonName, string? Role, string Scopes);
}
