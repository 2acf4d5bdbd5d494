using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Reports.Form;

/// <summary>What the account knows already and nobody should type again: the person, their agencies, the systems of these.</summary>
public static class ShowReporter
{
    public sealed record Query : IRequest<Answer>;

    public sealed record Answer(Person? Person, IReadOnlyList<AgencyOf> Agencies, IReadOnlyList<SystemOf> Systems);

    public sealed record Person(string Name, string? Phone, string? Email);

    public sealed record AgencyOf(Guid Id, string Code, string Name, string NameEn, string? Phone, string? SafeEmail);

    public sealed record SystemOf(string Code, string Name, string Agency);

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Answer>
    {
        // The desk files for anybody: it names the agency on its own page, and is offered no list of all systems.
        public Task<Answer> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading => new Answer(
            caller.Person is null ? null : await reading.SingleAsync<Person>("SELECT name, phone, email FROM people WHERE id = @person", new { person = caller.Person }),
            caller.IsDesk ? [] : await reading.QueryAsync<AgencyOf>(
                """
                SELECT id, code, name, name_en, phone, safe_email FROM agencies
                WHERE id IN (SELECT descendant_id FROM agency_tree WHERE ancestor_id = @agency) AND (valid_to IS NULL OR valid_to > @now)
                ORDER BY CASE WHEN id = @agency THEN 0 ELSE 1 END, sort_key, code LIMIT 200
                """,
                new { agency = caller.Agency, now = clock.GetUtcNow() }),
            caller.IsDesk ? [] : await reading.QueryAsync<SystemOf>(
                $"""
                SELECT systems.code, systems.name, agencies.code AS agency FROM systems JOIN agencies ON agencies.id = systems.agency_id
                WHERE {caller.MaySee("systems")} ORDER BY systems.sort_key, systems.code LIMIT 300
                """)), cancellation);
    }
}
