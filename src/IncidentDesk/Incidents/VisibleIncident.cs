using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>An incident that the caller may see. One that they may not is the same to them as one that never was.</summary>
public sealed record VisibleIncident(Guid Id, string Number, Guid AgencyId, string Status)
{
    public static Task<VisibleIncident?> FindAsync(Reading reading, IncidentRef incident, Caller caller) =>
        reading.SingleAsync<VisibleIncident>(
            $"SELECT id, number, agency_id, status FROM incidents WHERE {incident.Condition} AND {caller.MaySee("incidents")}",
            incident.Parameters);

    /// <summary>For doors: the incident that the address names, or 404.</summary>
    public static async Task<VisibleIncident> RequireAsync(Reading reading, string incident, Caller caller) =>
        IncidentRef.Parse(incident) is { } named && await FindAsync(reading, named, caller) is { } found
            ? found
            : throw new RefusedException(Problems.NotFound());
}
