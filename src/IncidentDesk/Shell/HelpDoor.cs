using IncidentDesk.Pipeline.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Shell;

/// <summary>Pages that explain the pages.</summary>
public static class HelpDoor
{
    public static void Map(IEndpointRouteBuilder doors) =>
        doors.MapGet("/help/keys", () => new RazorComponentResult<KeysHelpPage>()).Needs().ExcludeFromDescription();
}
