using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Delivery;

/// <summary>The post room's book: every message, newest first; of one incident, in the order in which they were planned.</summary>
public static class ListDeliveries
{
    private static readonly IReadOnlyList<string> Channels = ["mail", "call", "voice", "sms", "webhook", "by-hand"];

    public sealed record Query(
        IReadOnlyList<string> States, string? Centre, string? Channel, string? Incident, string Filters, bool OldestFirst, int Limit, string? Cursor, string? Q = null)
        : IRequest<Page<DeliveryView>>;

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, Page<DeliveryView>>
    {
        public Task<Page<DeliveryView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(reading => ReadAsync(reading, query), cancellation);

        private async Task<Page<DeliveryView>> ReadAsync(Reading reading, Query query)
        {
            var incident = query.Incident is null ? null : await IncidentAsync(reading, query);
            if (query.Incident is not null && incident is null)
                return new([], null);
            var place = new ListPlace(
                "deliveries", $"{query.Filters}&{incident?.Id}", query.OldestFirst ? "oldest" : "newest", caller.Id.ToString("D"));
            var after = place.Read(query.Cursor)?.Text(0);
            var search = query.Q is null ? "" : "AND " + await DeliverySearch.ConditionAsync(reading, query.Q);
            var rows = await DeliveryViews.RowsAsync(
                reading,
                $"""
                {caller.MaySee("incidents")}
                AND {OwnPeople.DeliveriesFor(caller)}
                {(incident is null ? "" : "AND deliveries.about = @incident")}
                {(query.States.Count == 0 ? "" : "AND deliveries.state IN @states")}
                {(query.Centre is null ? "" : "AND deliveries.centre_id = @centre")}
                {(query.Channel is null ? "" : "AND deliveries.channel = @channel")}
                {search}
                {(after is null ? "" : query.OldestFirst ? "AND deliveries.id > @after" : "AND deliveries.id < @after")}
                """,
                query.OldestFirst ? "deliveries.id LIMIT @limit" : "deliveries.id DESC LIMIT @limit",
                new
                {
                    incident = incident?.Id, states = query.States, centre = query.Centre, channel = query.Channel, after,
                    limit = query.Limit + 1L,
                    typed = DeliverySearch.Typed(query.Q), messageId = $"<{query.Q?.Trim().Trim('<', '>')}>", messageIdBare = query.Q?.Trim().Trim('<', '>') ?? "",
                });
            // Each line names whom to reach and how.
            if (query.OldestFirst)
                book.Opened(caller, "incident", incident!.Id);
            else
                book.Opened(caller, "delivery", "list");
            var attempts = await DeliveryViews.AttemptsAsync(reading, rows.Take(query.Limit).Select(row => row.Id));
            return place.Page(rows, query.Limit, row => [row.Id.ToString("D")], row => row.ToView(attempts[row.Id]).For(caller));
        }

        // The incident that an address names is there or 404; one that a filter names merely matches nothing.
        private async Task<VisibleIncident?> IncidentAsync(Reading reading, Query query) =>
            query.OldestFirst ? await VisibleIncident.RequireAsync(reading, query.Incident!, caller)
            : IncidentRef.Parse(query.Incident!) is { } named ? await VisibleIncident.FindAsync(reading, named, caller)
            : null;
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/deliveries", (HttpContext http, ISender sender, CancellationToken cancellation) =>
            sender.Send(Read(http, null), cancellation))
            .Produces<Page<DeliveryView>>().Lists("state", "centre", "channel", "incident", "q").WithSummary("The post room's book, newest first").Needs(Scopes.Report, Scopes.Read);
        doors.MapGet("/incidents/{incident}/deliveries", (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
            sender.Send(Read(http, incident), cancellation))
            .Produces<Page<DeliveryView>>().Lists("state", "centre", "channel", "q").WithSummary("Whom the desk told, and how far each message got").Needs(Scopes.Report, Scopes.Read);
    }

    private static Query Read(HttpContext http, string? incident)
    {
        var query = QueryString.Of(http.Request);
        var wanted = new Query(
            query.Words("state", DeliveryStates.All), query.Text("centre"), query.Word("channel", Channels),
            incident ?? query.Text("incident"), query.Filters, incident is not null, query.Limit(), query.Cursor(), query.Text("q"));
        query.Done();
        return wanted with { Filters = query.Filters };
    }
}
