using IncidentDesk.Operations.Watch;
using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.Operations;

/// <summary>/healthz: the process answers. /readyz: the last look at the store found nothing that forbids work; what the watchdog found is said there too.</summary>
public static class Health
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/healthz", () => Results.Text("ok")).OpenToAll().ExcludeFromDescription();
        doors.MapGet("/readyz", (Readiness readiness, Watchdog watchdog) =>
        {
            var report = readiness.Report;
            return Results.Json(
                report with { Findings = [.. report.Findings, .. watchdog.Findings] },
                statusCode: report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        })
            .OpenToAll().ExcludeFromDescription();
    }
}
