using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Incidents;

/// <summary>The duty room's screen at /wall: read from five metres, never touched. It shows no more than the board does, and nothing marked TLP:RED.</summary>
public static class WallDoor
{
    public static void Map(IEndpointRouteBuilder doors) => doors.MapGet("/wall", async (HttpContext http, Reader reader, FragmentCache cache, SeenChanges seen) =>
    {
        Pipeline.QueryString.Of(http.Request).Done();
        var shared = await cache.GetAsync($"wall {reader.Fragment} {reader.Rights}", seen.By(reader), () => PageText.OfAsync<WallLive>(http.RequestServices, []));
        return reader.Fragment ? (IResult)shared : new RazorComponentResult<WallPage>(new { Shared = shared.Text });
    }).NeedsDesk(Scopes.Read).ExcludeFromDescription();
}
