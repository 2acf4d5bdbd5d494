using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.Audit;

/// <summary>Notes who was turned away from which door. Stands outside of all that refuses, and sees the answer that left.</summary>
public sealed class RefusalGate(RequestDelegate next, AuditBook book)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        // What became of a sign-in is noted by its own door.
        if (http.Response.StatusCode is not (401 or 403 or 404 or 429) || http.Request.Path.StartsWithSegments("/sign-in", StringComparison.Ordinal))
            return;
        var caller = http.Items[typeof(Caller)] as Caller;
        book.Counted("request.refuse", caller is null ? "nobody" : Actor.Of(caller).Word, DoorOf(http), $"{http.Response.StatusCode}");
    }

    // The door's own pattern: an address that somebody typed may hold anything.
    private static string DoorOf(HttpContext http) =>
        (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } door ? $"{MethodOf(http.Request.Method)} {door}" : "no door";

    private static string MethodOf(string method) => method is "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "PATCH" ? method : "other";
}
