using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Papers;

/// <summary>The papers of an incident, or all that the caller may see; oldest first.</summary>
public static class ListPapers
{
    /// <param name="Incident">Null: of all incidents and agencies.</param>
    public sealed record Query(string? Incident, int Limit, string? Cursor) : IRequest<Page<Item>>;

    /// <param name="State">draft, review, approved, sending, sent or withdrawn.</param>
    public sealed record Item(Guid Id, string? Incident, string Agency, string Form, string Name, string NameVi, string Sureness, bool Official, string State, long Latest, Guid? Obligation, DateTimeOffset CreatedAt);

    public sealed class Handler(Database database, PaperForms forms, Caller caller, AuditBook book) : IRequestHandler<Query, Page<Item>>
    {
        public Task<Page<Item>> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            var incident = query.Incident is { } named ? await VisibleIncident.RequireAsync(reading, named, caller) : null;
            if (incident is not null)
                book.Opened(caller, "incident", incident.Id);
            var place = new ListPlace("papers", incident?.Id.ToString("D") ?? "", "oldest", caller.Id.ToString("D"));
            var rows = await reading.QueryAsync<PaperRow>(
                $"""
                {PaperRow.Select}
                WHERE papers.id > @after AND {PapersOnPage.VisibleTo(caller)}{(incident is null ? "" : " AND papers.incident_id = @incident")}
                ORDER BY papers.id LIMIT @limit
                """,
                new { after = place.Read(query.Cursor)?.Text(0) ?? "", incident = incident?.Id ?? Guid.Empty, limit = query.Limit + 1L });
            return place.Page(rows, query.Limit, row => [row.Id.ToString("D")], ItemOf);
        }, cancellation);

        private Item ItemOf(PaperRow row)
        {
            var form = forms.Of(row);
            return new(row.Id, row.Number, row.Agency, row.Form, form.Name.En, form.Name.Vi, form.Sureness, form.IsOfficial, row.State, row.Latest, row.ObligationId, row.CreatedAt);
        }
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/incidents/{incident}/papers", (string incident, HttpContext http, ISender sender, CancellationToken cancellation) => SendAsync(incident, http, sender, cancellation))
            .Produces<Page<Item>>().Lists().WithSummary("The papers of an incident").Needs(Scopes.Report, Scopes.Read);
        doors.MapGet("/papers", (HttpContext http, ISender sender, CancellationToken cancellation) => SendAsync(null, http, sender, cancellation))
            .Produces<Page<Item>>().Lists().WithSummary("All papers").Needs(Scopes.Report, Scopes.Read);
    }

    private static Task<Page<Item>> SendAsync(string? incident, HttpContext http, ISender sender, CancellationToken cancellation)
    {
        var query = QueryString.Of(http.Request);
        var wanted = new Query(incident, query.Limit(), query.Cursor());
        query.Done();
        return sender.Send(wanted, cancellation);
    }
}
