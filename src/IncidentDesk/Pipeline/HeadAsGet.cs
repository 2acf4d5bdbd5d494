namespace IncidentDesk.Pipeline;

/// <summary>HEAD runs the door of GET; the server keeps the body back because it knows what was asked.</summary>
internal static class HeadAsGet
{
    public static Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsHead(http.Request.Method))
            http.Request.Method = HttpMethods.Get;
        return next(http);
    }
}
