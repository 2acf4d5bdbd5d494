using IncidentDesk.Pipeline;

namespace IncidentDesk.Incidents.Moves;

/// <summary>What the doors of moves share.</summary>
internal static class MoveDoors
{
    public const int MostBytes = 64 << 10;
    public const int MostNote = 2000;

    public static async Task<T> ReadAsync<T>(HttpContext http, CancellationToken cancellation)
    {
        QueryString.Of(http.Request).Done();
        return (await Body.ReadAsync<T>(http, MostBytes, cancellation)).Value;
    }

    public static IResult Say(HttpContext http, Casework.Answer answer)
    {
        ETags.Write(http.Response, answer.Version);
        return Results.Json(answer.Incident, Json.Options);
    }
}
