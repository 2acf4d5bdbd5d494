using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;

namespace IncidentDesk.Reports;

/// <summary>How a filing's outcome is told over HTTP; the batch tells each item's the same way.</summary>
public sealed class ReportAnswer(ReportIncident.Outcome outcome) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => outcome switch
    {
        ReportIncident.Outcome.Filed filed => WriteAsync(httpContext, StatusCodes.Status201Created, filed.Incident, filed.Version),
        ReportIncident.Outcome.Replayed replayed => WriteAsync(httpContext, StatusCodes.Status200OK, replayed.Incident, replayed.Version),
        _ => throw new RefusedException(ProblemOf(outcome)),
    };

    /// <summary>The refusal that an outcome amounts to, for those that are one.</summary>
    public static Problem ProblemOf(ReportIncident.Outcome outcome) => outcome switch
    {
        ReportIncident.Outcome.Differs differs => Problems.IdempotencyConflict(
            [.. differs.Paths.Select(path => Faults.At(path, "differs"))], new { id = differs.IncidentId, number = differs.Number }),
        ReportIncident.Outcome.Ended ended => Problems.Conflict("not-in-this-status"),
        _ => throw new InvalidOperationException($"{outcome} is no refusal."),
    };

    private static Task WriteAsync(HttpContext http, int status, IncidentView incident, long version)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.ETag = $"\"{version}\"";
        if (status == StatusCodes.Status201Created)
            http.Response.Headers.Location = incident.Links.Self;
        else
            http.Response.Headers["Idempotent-Replayed"] = "true";
        return http.Response.WriteAsJsonAsync(incident, Json.Options, http.RequestAborted);
    }
}
