using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty.Rosters;

/// <summary>Whom a roster may name: of the desk's the desk's own people, of an agency's those of it and below it. Nobody learns names from behind their wall.</summary>
public static class RosterPeople
{
    /// <param name="Agency">By code; null: the desk.</param>
    public sealed record Query(string? Agency) : IRequest<IReadOnlyList<OnePerson>>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, IReadOnlyList<OnePerson>>
    {
        public async Task<IReadOnlyList<OnePerson>> Handle(Query query, CancellationToken cancellation) => query.Agency is null && !caller.IsDesk
            ? []
            : await database.ReadAsync(reading => reading.QueryAsync<OnePerson>(
                $"""
                SELECT people.id, people.name FROM people WHERE people.disabled_at IS NULL AND people.role <> 'auditor' AND {caller.MaySee("people")}
                  AND {(query.Agency is null
                    ? "people.agency_id IS NULL"
                    : "people.agency_id IN (SELECT descendant_id FROM agency_tree JOIN agencies ON agencies.id = ancestor_id WHERE agencies.code = @agency)")}
                ORDER BY people.name, people.id LIMIT 500
                """,
                new { agency = query.Agency ?? "" }), cancellation);
    }
}
