using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers;

/// <summary>A paper as a door answers it, with its version.</summary>
public sealed record PaperAnswer(PaperView Paper, long Version)
{
    public const int MostBytes = 1 << 20;

    public static async Task<PaperAnswer> OfAsync(Reading reading, PaperViews views, Guid id, Caller caller)
    {
        var row = await PaperRow.RequireAsync(reading, id.ToString("D"), caller);
        return new(await views.OfAsync(reading, row, caller), row.Version);
    }

    public IResult Say(HttpContext http)
    {
        ETags.Write(http.Response, Version);
        return Results.Json(Paper, Json.Options);
    }

    public IResult Created(HttpContext http) => Made.Say(http, Paper, Paper.Links.Self, Version);
}
