using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>What happened, oldest first. An agency does not see what the desk keeps to itself.</summary>
public static class ShowTimeline
{
    public sealed record Query(string Incident, int Limit, string? Cursor) : IRequest<Page<Entry>>;

    public sealed record Entry(
        Guid Id, DateTimeOffset At, string Kind, EntryActor Actor, string Visibility, string Text, string TextVi, RawJson? Data);

    public sealed record EntryActor(string Kind, Guid? Id, string Name);

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, Page<Entry>>
    {
        public Task<Page<Entry>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var incident = await VisibleIncident.RequireAsync(reading, query.Incident, caller);
                book.Opened(caller, "incident", incident.Id);
                var place = new ListPlace("timeline", incident.Id.ToString("D"), "oldest", caller.Id.ToString("D"));
                var after = place.Read(query.Cursor)?.Text(0) ?? "";
                var visible = caller.IsDesk ? "1 = 1" : "visibility = 'agency'";
                var rows = await reading.QueryAsync<Row>(
                    $"""
                    SELECT id, at, kind, actor_kind, actor_id, actor_name, visibility, text, text_vi, facts
                    FROM timeline WHERE incident_id = @incident AND id > @after AND {visible} ORDER BY id LIMIT @limit
                    """,
                    new { incident = incident.Id, after, limit = (long)query.Limit + 1 });
                var hide = await ContactNames.HiddenFromAsync(reading, incident.Id, caller);
                return place.Page(rows, query.Limit, row => [row.Id.ToString("D")], row => row.ToEntry(hide));
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/incidents/{incident}/timeline", (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(incident, query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Lists().WithSummary("What happened, oldest first").Needs(Scopes.Report, Scopes.Read);

    private sealed record Row(
        Guid Id, DateTimeOffset At, string Kind, string ActorKind, Guid? ActorId, string ActorName, string Visibility,
        string Text, string TextVi, string? Facts)
    {
        public Entry ToEntry(Func<StoryWords, StoryWords> hide)
        {
            var said = hide(new(Kind, ActorKind, ActorId, ActorName, Text, TextVi, Facts));
            return new(Id, At, Kind, new(ActorKind, ActorId, said.ActorName), Visibility, said.Text, said.TextVi, Facts is null ? null : new RawJson(Facts));
        }
    }
}
