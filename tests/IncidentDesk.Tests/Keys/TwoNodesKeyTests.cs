using System.Text;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Keys;

/// <summary>A key that is taken away on one node opens nothing on another within five seconds, by the machine's own time.</summary>
public sealed class TwoNodesKeyTests
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(5);

    [Test]
    public async Task A_revoked_key_is_refused_on_every_node_within_five_seconds()
    {
        await using var first = await Desk.StartAsync();
        // A SQLite file is served by one process; there the one node must keep the promise.
        await using var second = TestEngine.IsPostgres ? await first.StartBesideAsync() : null;
        var secret = await first.KeyAsync(null, "read");
        using var admin = first.Client(await first.KeyAsync(null, "admin"));
        var nodes = second is null ? new[] { first.Client(secret) } : [first.Client(secret), second.Client(secret)];
        foreach (var node in nodes)
            Assert.That((await node.ReadAsync("/api/v1/incidents")).Code, Is.EqualTo(200), "each node knows the key and remembers it");

        var id = await first.Database.ReadAsync(
            reading => reading.SingleAsync<Guid>("SELECT id FROM keys WHERE scopes = 'read'"), CancellationToken.None);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/keys/{id}/revocation")
        {
            Content = new StringContent("""{"reason":"x"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        Assert.That((await Wire.SendAsync(admin, request)).Code, Is.EqualTo(200));
        var revoked = TimeProvider.System.GetTimestamp();

        foreach (var node in nodes)
        {
            while ((await node.ReadAsync("/api/v1/incidents")).Code == 200 && TimeProvider.System.GetElapsedTime(revoked) < Allowed)
                await Task.Delay(100);
            Assert.That((await node.ReadAsync("/api/v1/incidents")).Code, Is.EqualTo(401));
            Assert.That(TimeProvider.System.GetElapsedTime(revoked), Is.LessThan(Allowed));
        }
    }
}
