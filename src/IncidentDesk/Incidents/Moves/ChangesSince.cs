using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>What happened to an incident while somebody had its form open: whose change, when, and what.</summary>
public static class ChangesSince
{
    public sealed record Query(string Incident, DateTimeOffset SeenAt) : IRequest<IReadOnlyList<Change>>;

    public sealed record Change(DateTimeOffset At, string Kind, string ActorName, string Text, string TextVi);

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, IReadOnlyList<Change>>
    {
        public Task<IReadOnlyList<Change>> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            var incident = await VisibleIncident.RequireAsync(reading, query.Incident, caller);
            return await reading.QueryAsync<Change>(
                $"""
                SELECT at, kind, actor_name, text, text_vi FROM timeline
                WHERE incident_id = @incident AND at >= @seen AND kind NOT IN ('delivery', 'ladder', 'alarm', 'obligation') AND {(caller.IsDesk ? "1 = 1" : "visibility = 'agency'")} ORDER BY id DESC LIMIT 10
                """,
                new { incident = incident.Id, seen = query.SeenAt });
        }, cancellation);
    }
}
