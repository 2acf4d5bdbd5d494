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

    /// <param name="After">The last call of the page before.</param>
    public sealed record Query(Guid? After = null) : IRequest<Page>;

    /// <param name="Next">Where the page after this one begins; null on the last.</param>
    public sealed record Page(IReadOnlyList<OpenCall> Calls, Guid? Next);

    /// <param name="IsHeld">Somebody said that they are calling just now.</param>
    public sealed record OpenCall(Guid Id, string? Number, DateTimeOffset PlannedAt, long Attempts, bool IsHeld, CallScript.Words Script);

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page>
    {
        public Task<Page> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var rows = await reading.QueryAsync<Row>(
                    $"""
                    SELECT deliveries.id, incidents.number, deliveries.planned_at, deliveries.attempts, deliveries.state, deliveries.content
                    FROM deliveries LEFT JOIN incidents ON incidents.id = deliveries.incident_id
                    WHERE deliveries.channel = 'call' AND deliveries.state IN ('queued', 'retry-wait', 'claimed', 'in-doubt')
                      AND deliveries.content IS NOT NULL AND deliveries.id > @after AND {caller.MaySee("incidents")}
                    ORDER BY deliveries.id LIMIT @most
                    """,
                    new { most = Most + 1, after = query.After?.ToString("D") ?? "" });
                return new Page([.. rows.Take(Most).Select(row => row.ToCall())], rows.Count > Most ? rows[Most - 1].Id : null);
            }, cancellation);
    }

    private sealed record Row(Guid Id, string? Number, DateTimeOffset PlannedAt, long Attempts, string State, string Content)
    {
        public OpenCall ToCall() => new(
            Id, Number, PlannedAt, Attempts, State == DeliveryStates.Claimed, JsonSerializer.Deserialize<CallScript.Words>(Content, Json.Options)!);
    }
}
