using System.Diagnostics;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Shell;

/// <summary>What people see when there is no page, or no page for them: words and a way on, never a bare code.</summary>
public static partial class ErrorPages
{
    /// <summary>
    /// Stands outside the access gate and looks after pages only; the API answers with problem details of its own.
    /// </summary>
    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!IsForPeople(http))
        {
            await next(http);
            return;
        }
        try
        {
            await next(http);
        }
        catch (Exception fault) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await ShowAsync(http, StatusOf(fault, http));
            return;
        }
        if (!http.Response.HasStarted && http.Response.StatusCode >= 400 && http.Response.ContentType is null && http.Response.ContentLength is null)
            await ShowAsync(http, http.Response.StatusCode);
    });

    /// <summary>The page for a status; slices that know better words give them.</summary>
    public static RazorComponentResult<ErrorPage> Of(int status, Text heading, Text next) =>
        new(new { Heading = heading, Next = next }) { StatusCode = status };

    private static async Task ShowAsync(HttpContext http, int status)
    {
        var (heading, next) = status switch
        {
            StatusCodes.Status400BadRequest => (Texts.FilterWrong, Texts.FilterWrongNext),
            StatusCodes.Status403Forbidden => (Texts.Forbidden, Texts.ForbiddenNext),
            StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => (Texts.PageMissing, Texts.PageMissingNext),
            StatusCodes.Status503ServiceUnavailable => (Texts.Busy, Texts.BusyNext),
            _ => (Texts.Fault, Texts.FaultNext),
        };
        if (status == StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = "20";
        var page = new RazorComponentResult<ErrorPage>(new
        {
            Heading = heading,
            Next = next,
            Trace = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier,
        }) { StatusCode = status };
        await page.ExecuteAsync(http);
    }

    private static int StatusOf(Exception fault, HttpContext http)
    {
        if (fault is RefusedException refused)
            return refused.Problem.Status;
        if (fault is OverloadedException)
            return StatusCodes.Status503ServiceUnavailable;
        var log = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ErrorPages));
        LogFault(log, http.Request.Path, fault);
        return StatusCodes.Status500InternalServerError;
    }

    private static bool IsForPeople(HttpContext http)
    {
        var path = http.Request.Path;
        return !path.StartsWithSegments("/api") && !path.StartsWithSegments("/assets") && !path.StartsWithSegments("/openapi")
            && !path.StartsWithSegments("/healthz") && !path.StartsWithSegments("/readyz") && !path.StartsWithSegments("/metrics")
            && !path.StartsWithSegments("/problems");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The page {Path} could not be shown.")]
    private static partial void LogFault(ILogger log, PathString path, Exception fault);
}
