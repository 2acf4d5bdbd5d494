using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People.Register;

/// <summary>The people by user name: the desk sees all, the lead of an agency those of the agency and below it.</summary>
public static class ListPeople
{
    public sealed record Query(string? Role, string? State, string? Agency, string? Words, int Limit, string? Cursor) : IRequest<Page<PersonView>>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page<PersonView>>
    {
        public Task<Page<PersonView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("people", $"{query.Role}|{query.State}|{query.Agency}|{query.Words}", "user", caller.Id.ToString("D"));
                var rows = await reading.QueryAsync<PersonView>(
                    $"""
                    {PersonView.Select}
                    WHERE {caller.MaySee("people")} AND people.user_name > @after
                      AND {(query.Role is null ? "1 = 1" : "people.role = @role")}
                      AND {(query.State is null ? "1 = 1" : $"{PersonView.StateSql} = @state")}
                      AND {(query.Agency is null ? "1 = 1" : "agencies.code = @agency")}
                      AND {(query.Words is null ? "1 = 1" : "(lower(people.name) LIKE @words ESCAPE '!' OR people.user_name LIKE @words ESCAPE '!')")}
                    ORDER BY people.user_name LIMIT @limit
                    """,
                    new
                    {
                        after = place.Read(query.Cursor)?.Text(0) ?? "", role = query.Role ?? "", state = query.State ?? "", agency = query.Agency ?? "",
                        words = $"%{Escaped(query.Words ?? "")}%", limit = query.Limit + 1L,
                    });
                return place.Page(rows, query.Limit, row => [row.User], row => row.For(caller));
            }, cancellation);

        private static string Escaped(string words) => words.ToLowerInvariant()
            .Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);
    }

    public static Query Of(QueryString query) => new(
        query.Word("role", Scopes.Roles), query.Word("state", PersonView.States), query.Text("agency"), query.Text("q"), query.Limit(), query.Cursor());

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/people", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = Of(query);
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<PersonView>>().Lists("role", "state", "agency", "q").WithSummary("People, by user name").Needs(Scopes.Read, Scopes.Approve, Scopes.Admin);
}
