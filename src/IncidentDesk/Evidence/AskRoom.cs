using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Evidence;

/// <summary>How large a file may come now, asked before a byte of it is read: whoever may not see the incident sends nothing.</summary>
public static class AskRoom
{
    public sealed record Query(string? Incident) : IRequest<long>;

    public sealed class Handler(Database database, Caller caller, EvidenceRoom room) : IRequestHandler<Query, long>
    {
        public Task<long> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            var incident = query.Incident is { } named ? await EvidenceOf.RequireAsync(reading, named, caller) : null;
            return await room.LeftAsync(reading, incident?.Id, incident is null ? caller.Agency : incident.AgencyId);
        }, cancellation);
    }
}
