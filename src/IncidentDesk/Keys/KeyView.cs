using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Keys;

/// <summary>A key as administrators see it: never its secret, which the desk does not have.</summary>
/// <param name="Agency">Code; null for a key of the desk.</param>
/// <param name="Person">User name of the person in whose name it acts.</param>
/// <param name="State">live, revoked, expired, or owner-ended where its agency has ended or its person was disabled.</param>
/// <param name="LastUsedAt">To the minute.</param>
/// <param name="OldSecretUntil">Until when the secret before the last rotation still opens.</param>
public sealed record KeyView(
    Guid Id, string Name, string? Agency, string? Person, IReadOnlyList<string> Scopes, string State, DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RotatedAt, DateTimeOffset? OldSecretUntil,
    DateTimeOffset? RevokedAt, string? RevokedReason, long Version)
{
    public const string Live = "live", Revoked = "revoked", Expired = "expired", OwnerEnded = "owner-ended";

    private const string Select =
        $"""
        SELECT keys.id, keys.name, agencies.code AS agency, people.user_name AS person, keys.scopes,
            CASE WHEN {LiveKeys.AreLive} THEN 'live' WHEN keys.revoked_at IS NOT NULL THEN 'revoked'
                WHEN keys.expires_at <= @now THEN 'expired' ELSE 'owner-ended' END AS state,
            keys.created_at, keys.expires_at, keys.last_used_at, keys.rotated_at, keys.old_until_at, keys.revoked_at, keys.revoked_reason,
            keys.version
        FROM {LiveKeys.From}
        """;

    public static async Task<KeyView?> FindAsync(Reading reading, Guid key, DateTimeOffset now) =>
        await reading.SingleAsync<Row>($"{Select} WHERE keys.id = @key", new { key, now }) is { } row ? Of(row, now) : null;

    /// <param name="after">The last id of the page before; the newest keys come first.</param>
    public static async Task<IReadOnlyList<KeyView>> ListAsync(Reading reading, string? agency, Guid? after, int most, DateTimeOffset now) =>
    [
        .. (await reading.QueryAsync<Row>(
            $"""
            {Select}
            WHERE {(after is null ? "1 = 1" : "keys.id < @after")} AND {(agency is null ? "1 = 1" : "agencies.code = @agency")}
            ORDER BY keys.id DESC LIMIT @most
            """,
            new { agency = agency ?? "", after = after ?? Guid.Empty, most = (long)most, now })).Select(row => Of(row, now)),
    ];

    private static KeyView Of(Row row, DateTimeOffset now) => new(
        row.Id, row.Name, row.Agency, row.Person, row.Scopes.Split(' '), row.State, row.CreatedAt, row.ExpiresAt, row.LastUsedAt, row.RotatedAt,
        row.State == Live && row.OldUntilAt > now ? row.OldUntilAt : null, row.RevokedAt, row.RevokedReason, row.Version);

    private sealed record Row(
        Guid Id, string Name, string? Agency, string? Person, string Scopes, string State, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt,
        DateTimeOffset? LastUsedAt, DateTimeOffset? RotatedAt, DateTimeOffset? OldUntilAt, DateTimeOffset? RevokedAt, string? RevokedReason,
        long Version);
}

/// <summary>A key with its secret: the only answer in which that ever stands.</summary>
public sealed record ShownOnce(KeyView Key, string Secret)
{
    /// <summary>No cache between here and there may keep it.</summary>
    public static void Tell(HttpResponse response, ShownOnce shown)
    {
        response.Headers.CacheControl = "no-store";
        Pipeline.ETags.Write(response, shown.Key.Version);
    }
}
