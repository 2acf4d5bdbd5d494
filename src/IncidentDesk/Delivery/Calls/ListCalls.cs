using System.Text.Json;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Delivery.Calls;

/// <summary>The calls that lie open for people, the oldest first, each with its script.</summary>
public static class ListCalls
{
    private const int Most = 50;

    public sealed record Query : IRequest<IReadOnlyList<OpenCall>>;

    /// <param name="IsHeld">Somebody said that they are calling just now.</param>
    public sealed record OpenCall(Guid Id, string? Number, DateTimeOffset PlannedAt, long Attempts, bool IsHeld, CallScript.Words Script);

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, IReadOnlyList<OpenCall>>
    {
        public Task<IReadOnlyList<OpenCall>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync<IReadOnlyList<OpenCall>>(async reading =>
            {
                var rows = await reading.QueryAsync<Row>(
                    $"""
                    SELECT deliveries.id, incidents.number, deliveries.planned_at, deliveries.attempts, deliveries.state, deliveries.content
                    FROM deliveries LEFT JOIN incidents ON incidents.id = deliveries.incident_id
                    WHERE deliveries.channel = 'call' AND deliveries.state IN ('queued', 'retry-wait', 'claimed', 'in-doubt')
                      AND deliveries.content IS NOT NULL AND {caller.MaySee("incidents")}
                    ORDER BY deliveries.id LIMIT @most
                    """,
                    new { most = Most });
                return [.. rows.Select(row => row.ToCall())];
            }, cancellation);
    }

    private sealed record Row(Guid Id, string? Number, DateTimeOffset PlannedAt, long Attempts, string State, string Content)
    {
        public OpenCall ToCall() => new(
            Id, Number, PlannedAt, Attempts, State == DeliveryStates.Claimed, JsonSerializer.Deserialize<CallScript.Words>(Content, Json.Options)!);
    }
}
