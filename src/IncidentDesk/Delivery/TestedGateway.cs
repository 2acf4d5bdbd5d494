using IncidentDesk.Channels;
using IncidentDesk.Channels.Guard;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>
/// Holds a gateway back until a test sent with exactly its settings was taken by the provider: a template that is wrong says "sent" and
/// nobody's phone rings. The test itself passes, and is what opens the way.
/// </summary>
public sealed class TestedGateway(IGuarded gateway, ChannelBook book, Database database, TimeProvider clock, ILogger<TestedGateway> log) : IGuarded
{
    private static readonly Outcome Untested = new(Verdict.NotSent, "this gateway has not been tested with its present settings: send a test first")
    {
        ReplyVi = "cổng này chưa được thử với cài đặt hiện tại: hãy gửi tin thử trước", Blame = Blame.Setting, Attempted = false,
    };

    public string Name => gateway.Name;

    public string Breaker => gateway.Breaker;

    public async Task<Outcome> SendAsync(Message message, CancellationToken cancellation)
    {
        var entry = book.Of(Name);
        var (isTest, isProven) = await LookAsync(entry, message.Id, cancellation);
        if (!isTest && !isProven)
            return Untested;
        var outcome = await gateway.SendAsync(message, cancellation);
        if (isTest && outcome.Verdict == Verdict.Ok)
            await ProveAsync(entry, message.Id);
        return outcome;
    }

    private async Task<(bool IsTest, bool IsProven)> LookAsync(ChannelEntry entry, Guid delivery, CancellationToken cancellation)
    {
        try
        {
            return await database.ReadAsync(async reading => (
                await reading.SingleAsync<string>("SELECT cause_kind FROM deliveries WHERE id = @delivery", new { delivery }) == TestSend.Cause,
                await ChannelBook.IsProvenAsync(reading, entry)), cancellation);
        }
        catch (StorageOutageException fault)
        {
            log.LogWarning(fault, "Whether the gateway {Channel} was tested could not be looked up.", Name);
            return (false, false);
        }
    }

    /// <summary>What was sent was sent, also where this cannot be written down: then the test is repeated, and nothing worse.</summary>
    private async Task ProveAsync(ChannelEntry entry, Guid delivery)
    {
        try
        {
            await database.WriteAsync(transaction => transaction.ExecuteAsync(
                """
                INSERT INTO gateway_tests (channel, settings_hash, tested_at, delivery_id) VALUES (@channel, @proof, @at, @delivery)
                ON CONFLICT (channel, settings_hash) DO UPDATE SET tested_at = excluded.tested_at, delivery_id = excluded.delivery_id
                """,
                new { channel = entry.Channel, proof = entry.Proof, at = clock.GetUtcNow(), delivery }), CancellationToken.None);
        }
        catch (Exception fault) when (fault is StorageOutageException or OverloadedException)
        {
            log.LogError(fault, "The test of the gateway {Channel} could not be written down: send another.", Name);
        }
    }
}
