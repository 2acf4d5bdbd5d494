using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Search;

/// <summary>The page of results, and the few that are shown while somebody types.</summary>
public static class SearchDoor
{
    private const int OnPage = 50, WhileTyping = 8;

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/search", async (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Text("refresh");
            var (typed, cursor) = (query.Text("q"), query.Cursor());
            query.Done();
            var found = typed is null ? null : await sender.Send(new FindAnything.Query(typed, OnPage, cursor), http.RequestAborted);
            return new RazorComponentResult<SearchPage>(new { Typed = typed, Found = found });
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapGet("/search/options", async (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            var typed = query.Text("q");
            query.Done();
            var found = await sender.Send(new FindAnything.Query(typed ?? "", WhileTyping, null), http.RequestAborted);
            return new RazorComponentResult<SearchOptions>(new { Found = found });
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
    }
}
