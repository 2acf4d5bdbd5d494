using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Evidence;

/// <summary>How large a file may come now, asked before a byte of it is read: whoever may not see the incident sends nothing.</summary>
public static class AskRoom
{
    /// <param name="Form">The key of a form that is being filled in: what it becomes will have the room of one incident.</param>
    public sealed record Query(string? Incident, Guid? Form = null) : IRequest<long>;

    public sealed class Handler(Database database, Caller caller, EvidenceRoom room) : IRequestHandler<Query, long>
    {
        public Task<long> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            var incident = query.Incident is { } named ? await EvidenceOf.RequireAsync(reading, named, caller) : null;
            var left = await room.LeftAsync(reading, incident?.Id, incident is null ? caller.Agency : incident.AgencyId);
            return query.Form is { } form ? Math.Min(left, await room.LeftOfFormAsync(reading, form, caller)) : left;
        }, cancellation);
    }
}
