using System.Buffers.Text;
using System.Security.Cryptography;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation.Climbing;

/// <summary>
/// Signs the link of a rung's mail: its delivery's id and an HMAC over it. The secret lies in the database, so that every node knows it;
/// whoever can read it there could read the links in the stored mails as well.
/// </summary>
public static class LinkKey
{
    private const string Fact = "link-key";
    private const int IdBytes = 16, SignatureBytes = 16;

    public static Task PlantAsync(Transaction transaction) => transaction.ExecuteAsync(
        "INSERT INTO desk_facts (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING",
        new { name = Fact, value = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) });

    public static async Task<string> TokenAsync(Reading reading, Guid delivery)
    {
        var id = delivery.ToByteArray(bigEndian: true);
        return Base64Url.EncodeToString([.. id, .. Sign(await KeyAsync(reading), id)]);
    }

    /// <returns>The delivery that the token was made for; null when this desk never made it.</returns>
    public static async Task<Guid?> DeliveryAsync(Reading reading, string token)
    {
        if (token.Length > 100 || !Base64Url.IsValid(token) || Base64Url.DecodeFromChars(token) is not { Length: IdBytes + SignatureBytes } bytes)
            return null;
        var signature = Sign(await KeyAsync(reading), bytes[..IdBytes]);
        return CryptographicOperations.FixedTimeEquals(signature, bytes.AsSpan(IdBytes)) ? new Guid(bytes.AsSpan(0, IdBytes), bigEndian: true) : null;
    }

    private static byte[] Sign(byte[] key, byte[] id) => HMACSHA256.HashData(key, (byte[])[.. "acknowledge "u8, .. id])[..SignatureBytes];

    private static async Task<byte[]> KeyAsync(Reading reading) => Convert.FromHexString(
        await reading.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = @name", new { name = Fact })
        ?? throw new InvalidOperationException("This desk has no key for its links: it was not opened as a desk opens its store."));
}
