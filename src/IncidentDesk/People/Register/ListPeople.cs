using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Text;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People.Register;

/// <summary>The people by user name, or by agency and name as Vietnamese readers expect it: the desk sees all, the lead of an agency those of the agency and below it.</summary>
public static class ListPeople
{
    public sealed record Query(string? Role, string? State, string? Agency, string? Words, int Limit, string? Cursor, string? Sort = null) : IRequest<Page<PersonView>>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page<PersonView>>
    {
        public Task<Page<PersonView>> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(
            reading =>
            {
                var byName = query.Sort == "name";
                var place = new ListPlace("people", $"{query.Role}|{query.State}|{query.Agency}|{query.Words}", byName ? "name" : "user", caller.Id.ToString("D"));
                var after = place.Read(query.Cursor)?.Text(0) ?? "";
                return byName ? ByNameAsync(reading, query, place, after) : ByUserAsync(reading, query, place, after);
            },
            cancellation);

        private async Task<Page<PersonView>> ByUserAsync(Reading reading, Query query, ListPlace place, string after)
        {
            var rows = await reading.QueryAsync<PersonView>(
                $"{PersonView.Select} WHERE {Condition(query)} AND people.user_name > @after ORDER BY people.user_name LIMIT @limit", Parameters(query, after));
            return place.Page(rows, query.Limit, row => [row.User], row => row.For(caller));
        }

        // The key of a name is ours, and people are few: all names are put in order, and only the page is read whole.
        private async Task<Page<PersonView>> ByNameAsync(Reading reading, Query query, ListPlace place, string after)
        {
            var names = await reading.QueryAsync<Named>(
                $"""
                SELECT people.id, people.user_name AS "user", people.name, agencies.sort_key AS agency
                FROM people LEFT JOIN agencies ON agencies.id = people.agency_id WHERE {Condition(query)}
                """,
                Parameters(query, after));
            var keys = names.ToDictionary(one => one.Id, one => $"{one.Agency} {SortKey.Of(one.Name)} {one.User}");
            var ids = keys.Where(one => string.CompareOrdinal(one.Value, after) > 0).OrderBy(one => one.Value, StringComparer.Ordinal).Take(query.Limit + 1).Select(one => $"'{one.Key:D}'").ToList();
            // Ids are Guids and so cannot carry SQL.
            var rows = ids.Count == 0 ? [] : await reading.QueryAsync<PersonView>($"{PersonView.Select} WHERE people.id IN ({string.Join(", ", ids)})");
            return place.Page([.. rows.OrderBy(row => keys[row.Id], StringComparer.Ordinal)], query.Limit, row => [keys[row.Id]], row => row.For(caller));
        }

        private string Condition(Query query) =>
            $"""
            {caller.MaySee("people")}
              AND {(query.Role is null ? "1 = 1" : "people.role = @role")}
              AND {(query.State is null ? "1 = 1" : $"{PersonView.StateSql} = @state")}
              AND {(query.Agency is null ? "1 = 1" : "agencies.code = @agency")}
              AND {(query.Words is null ? "1 = 1" : "(lower(people.name) LIKE @words ESCAPE '!' OR people.user_name LIKE @words ESCAPE '!')")}
            """;

        private static object Parameters(Query query, string after) => new
        {
            after, role = query.Role ?? "", state = query.State ?? "", agency = query.Agency ?? "", words = $"%{Escaped(query.Words ?? "")}%", limit = query.Limit + 1L,
        };

        private static string Escaped(string words) => words.ToLowerInvariant()
            .Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);

        private sealed record Named(Guid Id, string User, string Name, string? Agency);
    }

    public static Query Of(QueryString query) => new(
        query.Word("role", Scopes.Roles), query.Word("state", PersonView.States), query.Text("agency"), query.Text("q"), query.Limit(), query.Cursor(), query.Word("sort", "user", "name"));

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/people", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = Of(query);
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<PersonView>>().Lists("role", "state", "agency", "q", "sort").WithSummary("People, by user name, or by agency and name").Needs(Scopes.Read, Scopes.Approve, Scopes.Admin);
}
