using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>To whom of the desk an incident may be given; an agency is told of nobody.</summary>
public static class ListDeskPeople
{
    public sealed record Query : IRequest<IReadOnlyList<Item>>;

    public sealed record Item(Guid Id, string Name);

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellation) => !caller.IsDesk
            ? Task.FromResult<IReadOnlyList<Item>>([])
            : database.ReadAsync(reading => reading.QueryAsync<Item>(
                "SELECT id, name FROM people WHERE agency_id IS NULL AND disabled_at IS NULL AND role <> 'auditor' ORDER BY name, id LIMIT 500"), cancellation);
    }
}
