using IncidentDesk.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Connections;
using Microsoft.Net.Http.Headers;

namespace IncidentDesk.Pipeline;

/// <summary>Writes an error to a person: the shell's page. The status and headers are set already.</summary>
public delegate Task ErrorPage(HttpContext http, Problem problem);

/// <summary>Turns every refusal, fault and empty error status into a problem; pages get the shell's error page instead.</summary>
public sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> log, ErrorPage errorPage)
{
    private static readonly PathString[] Machines =
        ["/api", "/healthz", "/readyz", "/metrics", "/openapi", "/taxii2", "/.well-known"];

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception) when (http.Response.HasStarted)
        {
            // Half an answer is out: cutting the connection is the only honest end, and the server does that.
            throw;
        }
        catch (Exception aborted) when (IsGone(http, aborted))
        {
            return;
        }
        catch (Exception fault)
        {
            await AnswerAsync(http, ProblemOf(http, fault));
            return;
        }
        if (IsEmptyError(http.Response))
            await AnswerAsync(http, ProblemOf(http.Response));
    }

    private Problem ProblemOf(HttpContext http, Exception fault)
    {
        switch (fault)
        {
            case RefusedException refused:
                return refused.Problem;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return Problems.TooLarge(null);
            case BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType }:
                return Problems.UnsupportedMediaType();
            case BadHttpRequestException bad:
                return Problems.NotWhole() with { Status = bad.StatusCode };
            // A form with files that is torn or has no boundary: whoever looked for its token was the first to read it.
            case AntiforgeryValidationException or InvalidDataException when http.Request.HasFormContentType:
            case IOException { Source: "Microsoft.AspNetCore.WebUtilities" }:
                return Problems.NotWhole();
            case OverloadedException:
                return Problems.Overloaded(TimeSpan.FromSeconds(1));
            case StorageOutageException:
                log.LogError(fault, "The store does not answer, trace {TraceId}", ProblemResult.TraceIdOf(http));
                return Problems.ReadOnly();
            default:
                // The door, not the address: a link in an address opens something.
                log.LogError(fault, "A request failed, trace {TraceId}: {Method} {Door}",
                    ProblemResult.TraceIdOf(http), http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
                return Problems.Internal();
        }
    }

    private async Task AnswerAsync(HttpContext http, Problem problem)
    {
        var response = http.Response;
        // What the failed door had prepared is not true of this answer; security headers stay.
        foreach (var name in (ReadOnlySpan<string>)[HeaderNames.ContentLength, HeaderNames.ContentType, HeaderNames.ETag, HeaderNames.Location, HeaderNames.LastModified])
            response.Headers.Remove(name);
        if (!IsPage(http.Request))
        {
            await ProblemResult.WriteAsync(http, problem);
            return;
        }
        response.StatusCode = problem.Status;
        foreach (var (name, value) in problem.Headers)
            response.Headers[name] = value;
        await errorPage(http, problem with { TraceId = ProblemResult.TraceIdOf(http) });
    }

    private static Problem ProblemOf(HttpResponse response)
    {
        var problem = response.StatusCode switch
        {
            401 => Problems.Unauthenticated(),
            403 => Problems.Forbidden(),
            404 => Problems.NotFound(),
            405 => Problems.MethodNotAllowed().WithHeader(HeaderNames.Allow, Allowed(response)),
            406 => Problems.NotAcceptable(),
            412 => Problems.Stale(),
            413 => Problems.TooLarge(null),
            415 => Problems.UnsupportedMediaType(),
            428 => Problems.VersionRequired(),
            429 => Problems.RateLimited(TimeSpan.FromSeconds(1)),
            503 => Problems.Overloaded(TimeSpan.FromSeconds(1)),
            < 500 => Problems.Validation() with { Status = response.StatusCode },
            _ => Problems.Internal() with { Status = response.StatusCode },
        };
        // A handler that wrote its own challenge or wait knew better.
        return problem with { Headers = problem.Headers.RemoveRange(response.Headers.Keys.Where(name => name != HeaderNames.Allow)) };
    }

    // HEAD works wherever GET does (see HeadAsGet), though routing does not know.
    private static string Allowed(HttpResponse response)
    {
        var methods = response.Headers.Allow.ToString();
        return methods.Contains("GET", StringComparison.Ordinal) && !methods.Contains("HEAD", StringComparison.Ordinal)
            ? methods + ", HEAD" : methods;
    }

    private static bool IsEmptyError(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentLength: null } && string.IsNullOrEmpty(response.ContentType);

    private static bool IsGone(HttpContext http, Exception fault) =>
        fault is ConnectionResetException or ConnectionAbortedException
        || (http.RequestAborted.IsCancellationRequested && fault is OperationCanceledException or IOException and not BadHttpRequestException);

    private static bool IsPage(HttpRequest request) =>
        !Array.Exists(Machines, machine => request.Path.StartsWithSegments(machine, StringComparison.Ordinal))
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
