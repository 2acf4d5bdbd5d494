using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.Operations;

/// <summary>/healthz: the process answers. /readyz: the last look at the store found nothing that forbids work.</summary>
public static class Health
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/healthz", () => Results.Text("ok")).OpenToAll().ExcludeFromDescription();
        doors.MapGet("/readyz", (Readiness readiness) => Results.Json(
            readiness.Report, statusCode: readiness.Report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable))
            .OpenToAll().ExcludeFromDescription();
    }
}
