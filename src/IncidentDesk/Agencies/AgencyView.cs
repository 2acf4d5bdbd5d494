using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Agencies;

/// <summary>An agency as every door shows it. Parent and successor are codes.</summary>
public sealed record AgencyView(
    Guid Id, string Code, string Name, string NameEn, string Kind, string Jurisdiction, string? Parent, string? Successor,
    DateTimeOffset ValidFrom, DateTimeOffset? ValidTo, string? Phone, string? Email, string? SafeEmail, long Version)
{
    public const string Select =
        """
        SELECT agencies.id, agencies.code, agencies.name, agencies.name_en, agencies.kind, agencies.jurisdiction,
            parent.code AS parent, successor.code AS successor, agencies.valid_from, agencies.valid_to, agencies.phone, agencies.email,
            agencies.safe_email, agencies.version
        FROM agencies
        LEFT JOIN agencies parent ON parent.id = agencies.parent_id
        LEFT JOIN agencies successor ON successor.id = agencies.successor_id
        """;

    /// <summary>The wall over the table agencies itself; the id is a Guid and so cannot carry SQL.</summary>
    public static string MaySee(Caller caller) => caller.Agency is { } own
        ? $"agencies.id IN (SELECT descendant_id FROM agency_tree WHERE ancestor_id = '{own:D}')"
        : "1 = 1";

    /// <param name="named">The agency's code, or its id.</param>
    /// <returns>Null when there is none, or none that the caller may see.</returns>
    public static Task<AgencyView?> FindAsync(Reading reading, string named, Caller caller) =>
        reading.SingleAsync<AgencyView>(
            $"{Select} WHERE (agencies.code = @named OR agencies.id = @named) AND {MaySee(caller)}", new { named });
}
