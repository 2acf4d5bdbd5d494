using System.Diagnostics;
using System.Text.Json;

namespace IncidentDesk.Pipeline;

/// <summary>A problem as the answer of a door.</summary>
public sealed class ProblemResult(Problem problem) : IResult
{
    public const string ContentType = "application/problem+json; charset=utf-8";

    public Problem Problem { get; } = problem;

    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, Problem);

    public static async Task WriteAsync(HttpContext http, Problem problem)
    {
        var response = http.Response;
        response.StatusCode = problem.Status;
        foreach (var (name, value) in problem.Headers)
            response.Headers[name] = value;
        var body = JsonSerializer.SerializeToUtf8Bytes(problem with { TraceId = TraceIdOf(http) }, Json.Options);
        response.ContentType = ContentType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        await response.Body.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>What the log line of this request carries too.</summary>
    public static string TraceIdOf(HttpContext http) => Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
}
