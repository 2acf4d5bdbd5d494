namespace IncidentDesk.Pipeline;

/// <summary>201 as every door says it: what was made, where it is from now on, and its version.</summary>
public static class Made
{
    /// <param name="address">Null where what was made has no address of its own.</param>
    /// <param name="version">Null where it never changes.</param>
    public static IResult Say<T>(HttpContext http, T made, string? address = null, long? version = null)
    {
        if (address is not null)
            http.Response.Headers.Location = address;
        if (version is { } known)
            ETags.Write(http.Response, known);
        return Results.Json(made, Json.Options, statusCode: StatusCodes.Status201Created);
    }
}
