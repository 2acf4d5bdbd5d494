using IncidentDesk.Centres;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Sharing;

/// <summary>The last proof that each link to each centre works: something that went by that channel and was taken at the other side. What was simulated proves nothing.</summary>
public static class ListCentreLinks
{
    /// <summary>Paper is carried to an office: no contact of the register says where.</summary>
    internal const string ByHand = "by-hand";

    public sealed record Query : IRequest<Page<Link>>;

    /// <param name="State">no-contact, never, stale (over thirty days) or proven.</param>
    /// <param name="ProvenBy">The cause of the message that proves it, test among them; by-hand where a person entered it.</param>
    /// <param name="Delivery">That message, where it was one of the desk's.</param>
    public sealed record Link(string Centre, string Name, string NameEn, string Channel, string State, DateTimeOffset? ProvenAt, long? Days, string? ProvenBy, Guid? Delivery);

    public sealed class Handler(Database database, TimeProvider clock) : IRequestHandler<Query, Page<Link>>
    {
        public Task<Page<Link>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading => new Page<Link>(await ReadAsync(reading, clock.GetUtcNow()), null), cancellation);
    }

    internal static async Task<IReadOnlyList<Link>> ReadAsync(Reading reading, DateTimeOffset now)
    {
        var centres = await reading.QueryAsync<Centre>("SELECT id, name, name_en FROM centres ORDER BY id");
        var usable = await reading.QueryAsync<Way>(
            $"SELECT DISTINCT centre_id, channel FROM centre_contacts WHERE {CentreContacts.AreUsable}", new { now });
        var proofs = await ProofsAsync(reading);
        var links = new List<Link>();
        foreach (var centre in centres)
        {
            var channels = usable.Where(way => way.CentreId == centre.Id).Select(way => way.Channel).ToHashSet();
            foreach (var channel in channels.Union(proofs.Where(proof => proof.Centre == centre.Id).Select(proof => proof.Channel)).DefaultIfEmpty("mail").Order(StringComparer.Ordinal))
            {
                var last = proofs.Where(proof => proof.Centre == centre.Id && proof.Channel == channel).MaxBy(proof => proof.At);
                links.Add(new(
                    centre.Id, centre.Name, centre.NameEn, channel, LinkProof.StateOf(channel == ByHand || channels.Contains(channel), last?.At, now), last?.At, LinkProof.DaysSince(last?.At, now),
                    last?.Cause, last?.Delivery));
            }
        }
        return [.. links.OrderBy(link => Array.IndexOf([.. LinkProof.States], link.State))];
    }

    private static async Task<IReadOnlyList<Proof>> ProofsAsync(Reading reading) =>
    [
        .. await reading.QueryAsync<Proof>(
            """
            SELECT deliveries.centre_id AS centre, deliveries.channel, max(delivery_history.at) AS at, deliveries.cause_kind AS cause, deliveries.id AS delivery
            FROM deliveries JOIN delivery_history ON delivery_history.delivery_id = deliveries.id AND delivery_history.to_state IN ('accepted', 'delivered', 'acknowledged')
            WHERE deliveries.centre_id IS NOT NULL AND deliveries.state IN ('accepted', 'delivered', 'acknowledged')
            GROUP BY deliveries.centre_id, deliveries.channel, deliveries.cause_kind, deliveries.id
            """),
        .. await reading.QueryAsync<Proof>(
            """
            SELECT centre_id AS centre, channel, max(shared_at) AS at, 'by-hand' AS cause, CAST(NULL AS TEXT) AS delivery FROM sharing_records
            WHERE centre_id IS NOT NULL GROUP BY centre_id, channel
            """),
    ];

    private sealed record Centre(string Id, string Name, string NameEn);

    private sealed record Way(string CentreId, string Channel);

    private sealed record Proof(string Centre, string Channel, DateTimeOffset At, string Cause, Guid? Delivery);

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/sharing-links", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return sender.Send(new Query(), cancellation);
        })
        .Produces<Page<Link>>().WithSummary("The last proof that the link to each centre works").NeedsDesk(Scopes.Read, Scopes.Work, Scopes.Admin);
}
