using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reference;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Incidents;

/// <summary>The board at /board: the list of GET /incidents by what is due next. Its state is its address.</summary>
public static class BoardDoor
{
    /// <summary>What the board shows when nobody asked for a status.</summary>
    public static readonly IReadOnlyList<string> Running = ["new", "triaged", "open", "contained", "resolved"];

    public static void Map(IEndpointRouteBuilder doors) => doors.MapGet("/board", (HttpContext http, ReferenceLibrary library) =>
    {
        var query = Pipeline.QueryString.Of(http.Request);
        var filter = IncidentFilter.Of(query, library.RuleBook.Taxonomy);
        var cursor = query.Cursor();
        query.Text("refresh");
        query.Done();
        return new RazorComponentResult<BoardPage>(new { Filter = filter, Cursor = cursor });
    }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
}
