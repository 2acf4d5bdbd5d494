using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Operations;

/// <summary>What needs a person, newest first. An agency sees the alarms of its own incidents; those of the desk itself are the desk's.</summary>
public static class ListAlarms
{
    public sealed record Query(bool? Open, string Filters, int Limit, string? Cursor) : IRequest<Page<AlarmView>>;

    public sealed record AlarmView(
        Guid Id, string Kind, string Severity, string Subject, DateTimeOffset Since, string? AcknowledgedBy, DateTimeOffset? EndedAt,
        string Text, string TextVi);

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page<AlarmView>>
    {
        public Task<Page<AlarmView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("alarms", query.Filters, "newest", caller.Id.ToString("D"));
                var after = place.Read(query.Cursor)?.Text(0);
                var rows = await reading.QueryAsync<AlarmView>(
                    $"""
                    SELECT alarms.id, alarms.kind, alarms.severity, alarms.subject, alarms.since, people.name AS acknowledged_by,
                        alarms.ended_at, alarms.text, alarms.text_vi
                    FROM alarms
                    LEFT JOIN incidents ON incidents.id = alarms.incident_id
                    LEFT JOIN people ON people.id = alarms.acknowledged_by
                    WHERE {caller.MaySee("incidents")}
                    {(query.Open switch { true => "AND alarms.ended_at IS NULL", false => "AND alarms.ended_at IS NOT NULL", _ => "" })}
                    {(after is null ? "" : "AND alarms.id < @after")}
                    ORDER BY alarms.id DESC LIMIT @limit
                    """,
                    new { after, limit = query.Limit + 1L });
                return place.Page(rows, query.Limit, row => [row.Id.ToString("D")], row => row);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/alarms", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Flag("open"), "", query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted with { Filters = query.Filters }, cancellation);
        })
        .Produces<Page<AlarmView>>().WithSummary("What needs a person").Needs(Scopes.Report, Scopes.Read);
}
