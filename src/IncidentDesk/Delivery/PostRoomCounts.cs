using IncidentDesk.Operations;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Delivery;

/// <summary>How many messages of the last thirty days stand where: what needs a person first.</summary>
public static class PostRoomCounts
{
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    public sealed record Query : IRequest<IReadOnlyDictionary<string, long>>;

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, IReadOnlyDictionary<string, long>>
    {
        public Task<IReadOnlyDictionary<string, long>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync<IReadOnlyDictionary<string, long>>(async reading => (await reading.QueryAsync<Counted>(
                $"""
                SELECT deliveries.state, CAST(count(*) AS BIGINT) AS many FROM deliveries LEFT JOIN incidents ON incidents.id = deliveries.incident_id
                WHERE deliveries.id >= @since AND {caller.MaySee("incidents")} GROUP BY deliveries.state
                """,
                // Ids follow time: this reads a month of one index.
                new { since = Ids.Around(clock.GetUtcNow() - Window, -1) })).ToDictionary(one => one.State, one => one.Many), cancellation);
    }

    private sealed record Counted(string State, long Many);
}
