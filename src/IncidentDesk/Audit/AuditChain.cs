using IncidentDesk.Storage;

namespace IncidentDesk.Audit;

/// <summary>How far the chain has come, with which key, and who may go on with it at the moment.</summary>
/// <param name="KeyId">The key that the last row was sealed with; null before the first.</param>
/// <param name="NextKeyId">The key that an administrator, or a restore, let take over.</param>
/// <param name="Leased">1 while <paramref name="Sealer"/> holds the chain.</param>
public sealed record AuditChain(long Seq, string Hash, string? KeyId, string? NextKeyId, string? Sealer, long Leased)
{
    public static async Task<AuditChain> ReadAsync(Reading reading, string leaseTime, DateTimeOffset now) =>
        (await reading.SingleAsync<AuditChain>(
            $"""
            SELECT CAST(seq AS BIGINT) AS seq, CAST(hash AS TEXT) AS hash, CAST(key_id AS TEXT) AS key_id, CAST(next_key_id AS TEXT) AS next_key_id,
                CAST(sealer AS TEXT) AS sealer, CAST(CASE WHEN lease_until > {leaseTime} THEN 1 ELSE 0 END AS BIGINT) AS leased
            FROM audit_chain WHERE name = 'audit'
            """,
            new { now }))!;

    /// <summary>Lets another key go on from here, and whoever has it at once; its first row will say so.</summary>
    public static Task LetTakeOverAsync(Transaction transaction, AuditKey key) => transaction.ExecuteAsync(
        "UPDATE audit_chain SET next_key_id = @key, sealer = NULL, lease_until = NULL WHERE name = 'audit' AND key_id <> @key", new { key = key.Id });

    public bool MayBeSealedWith(AuditKey key) => KeyId is null || KeyId == key.Id || NextKeyId == key.Id;

    public bool IsHeldByAnother(string node) => Leased == 1 && Sealer != node;
}
