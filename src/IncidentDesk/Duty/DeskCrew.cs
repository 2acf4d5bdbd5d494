using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty;

/// <summary>The desk's own people who are there, by name: whom a duty line or a rung may name.</summary>
public static class DeskCrew
{
    public sealed record Query : IRequest<IReadOnlyList<Member>>;

    public sealed record Member(Guid Id, string Name, string? Position, string? Phone, string? Email);

    public sealed class Handler(Database database) : IRequestHandler<Query, IReadOnlyList<Member>>
    {
        public Task<IReadOnlyList<Member>> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(
            reading => reading.QueryAsync<Member>("SELECT id, name, position, phone, email FROM people WHERE agency_id IS NULL AND disabled_at IS NULL ORDER BY name, id"),
            cancellation);
    }
}
