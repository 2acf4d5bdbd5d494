using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery.Arming;

/// <summary>What arming would do, as it stands at this moment: where the database was sealed, where it is, and who becomes live.</summary>
/// <param name="ContentHash">SHA-256 of place and recipients, to the letter: whoever agrees, agrees to exactly this.</param>
/// <param name="OnTheirWay">Messages that would otherwise go out at once; arming lets them down instead.</param>
public sealed record ArmPlan(SealLook Seal, IReadOnlyList<LiveRecipient> Recipients, long OnTheirWay, string ContentHash)
{
    public static async Task<ArmPlan> ReadAsync(
        Reading reading, Seal seal, ChannelBook channels, DateTimeOffset now, CancellationToken cancellation)
    {
        var look = await seal.ReadAsync(reading, cancellation);
        var recipients = await LiveRecipient.AllAsync(reading, channels.All, now);
        var under = await reading.SingleAsync<long>(
            "SELECT count(*) FROM deliveries WHERE state IN ('planned', 'queued', 'retry-wait', 'claimed', 'in-doubt')");
        return new(look, recipients, under, HashOf(look, recipients));
    }

    private static string HashOf(SealLook look, IReadOnlyList<LiveRecipient> recipients) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { look.Epoch, look.Differences, recipients }, Json.Options))));
}
