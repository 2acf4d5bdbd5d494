namespace IncidentDesk.Shell;

/// <summary>Nothing from outside, nothing inline, no frame: what a page may do is said to the browser with every answer.</summary>
public static class PageHeaders
{
    private const string Policy =
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    // The API's own page (Swagger UI) writes its styles inline; it shows nothing but the public document.
    private const string DocsPolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

    // By how the type begins: all of Office's are vnd.openxmlformats.
    private static readonly string[] Private =
    [
        "text/html", "text/csv", "application/json", "application/problem+json", "application/zip", "application/octet-stream", "application/pdf", "application/vnd.openxmlformats",
    ];

    public static IApplicationBuilder UsePageHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments("/docs") ? DocsPolicy : Policy;
        http.Response.OnStarting(() =>
        {
            // A page is true at one instant and for one person: no cache keeps it. Nor does one keep what the API says of incidents.
            if (headers.CacheControl.Count == 0 && Private.Any(type => headers.ContentType.ToString().StartsWith(type, StringComparison.Ordinal)))
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(http);
    });
}
