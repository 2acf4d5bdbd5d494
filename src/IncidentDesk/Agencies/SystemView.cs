using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Agencies;

/// <summary>An information system as every door shows it. Agency is a code.</summary>
public sealed record SystemView(
    Guid Id, string Code, string Agency, string Name, long Level, string PersonalData, string Exposure, string? Provider, long Version)
{
    public const string Select =
        """
        SELECT systems.id, systems.code, agencies.code AS agency, systems.name, systems.level, systems.personal_data, systems.exposure,
            systems.provider, systems.version
        FROM systems JOIN agencies ON agencies.id = systems.agency_id
        """;

    /// <param name="named">The system's id, or its code where only one visible agency has a system of that code.</param>
    /// <returns>Null when there is none that the caller may see, or when the code leads to several.</returns>
    public static async Task<SystemView?> FindAsync(Reading reading, string named, Caller caller)
    {
        var found = await reading.QueryAsync<SystemView>(
            $"{Select} WHERE (systems.code = @named OR systems.id = @named) AND {caller.MaySee("systems")} LIMIT 2", new { named });
        return found is [var only] ? only : null;
    }
}
