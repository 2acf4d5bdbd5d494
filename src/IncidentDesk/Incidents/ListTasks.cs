using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>What is to be done about an incident, and what is done. The desk's own list: an agency has no part in it.</summary>
public static class ListTasks
{
    public sealed record Query(string Incident) : IRequest<IReadOnlyList<Item>>;

    /// <param name="Checklist">The class whose list it comes from; null for one that a person wrote.</param>
    public sealed record Item(
        Guid Id, string? Checklist, string Text, string TextVi, DateTimeOffset AddedAt, string AddedBy, DateTimeOffset? DoneAt, string? DoneBy, string? Note);

    internal const string Select = "SELECT id, checklist, text, text_vi, added_at, added_by, done_at, done_by, note FROM incident_tasks";

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var incident = await VisibleIncident.RequireAsync(reading, query.Incident, caller);
                book.Opened(caller, "incident", incident.Id);
                return caller.IsDesk
                    ? await reading.QueryAsync<Item>($"{Select} WHERE incident_id = @incident ORDER BY id LIMIT 500", new { incident = incident.Id })
                    : [];
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/incidents/{incident}/tasks", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return new Page<Item>(await sender.Send(new Query(incident), cancellation), null);
        })
        .WithSummary("What is to be done about an incident").Needs(Scopes.Report, Scopes.Read);
}
