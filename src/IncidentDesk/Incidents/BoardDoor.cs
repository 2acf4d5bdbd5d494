using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reference;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace IncidentDesk.Incidents;

/// <summary>The board at /board: by what is due next. Its state is its address, and a person keeps addresses under names.</summary>
public static class BoardDoor
{
    /// <summary>What the board shows when nobody asked for a status.</summary>
    public static readonly IReadOnlyList<string> Running = ["new", "triaged", "open", "contained", "resolved"];

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/board", ShowAsync).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapGet("/waiting", (HttpContext http) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Text("refresh");
            query.Done();
            return new RazorComponentResult<WaitingPage>();
        }).Needs(Scopes.Report, Scopes.Read, Scopes.Approve).ExcludeFromDescription();
        doors.MapGet("/waiting/chips", (HttpContext http) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return new RazorComponentResult<WaitingChips>();
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapPost("/board/views", SaveAsync).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, ReferenceLibrary library, Reader reader, FragmentCache cache, SeenChanges seen)
    {
        var query = Pipeline.QueryString.Of(http.Request);
        var filter = IncidentFilter.Of(query, library.RuleBook.Taxonomy);
        var cursor = query.Cursor();
        query.Text("refresh");
        query.Done();
        // Two hundred boards that hear of the same change get what was rendered once for all who see the same.
        var shared = await cache.GetAsync(
            $"board {reader.Here} {reader.Fragment} {reader.Rights}", seen.By(reader),
            () => PageText.OfAsync<BoardLive>(http.RequestServices, new() { ["Filter"] = filter, ["Cursor"] = cursor }));
        return reader.Fragment ? shared : new RazorComponentResult<BoardPage>(new { Filter = filter, Shared = shared.Text });
    }

    private static async Task<IResult> SaveAsync(HttpContext http, ISender sender, IAntiforgery antiforgery)
    {
        var query = "";
        var faults = await Forms.SendAsync(http, antiforgery, form =>
        {
            query = Kept(form["query"].ToString());
            return Guid.TryParse(form["remove"], out var view)
                ? sender.Send(new BoardViews.Remove(view), http.RequestAborted)
                : sender.Send(new BoardViews.Save(form["name"].ToString(), query), http.RequestAborted);
        });
        return faults.Count == 0 ? TypedResults.LocalRedirect(LocalAddress.OrHome("/board" + query))
            : new RazorComponentResult<BoardViewPage>(new { Query = query, Faults = faults }) { StatusCode = Forms.StatusOf(faults) };
    }

    // Only what the board reads itself: a saved view is an address that somebody will follow.
    private static string Kept(string query) => QueryHelpers.ParseQuery(query)
        .Where(pair => IncidentFilter.Names.Contains(pair.Key)).SelectMany(pair => pair.Value, (pair, value) => (pair.Key, Value: value))
        .Where(pair => !string.IsNullOrEmpty(pair.Value))
        .Aggregate("", (address, pair) => QueryHelpers.AddQueryString(address, pair.Key, pair.Value!));
}
