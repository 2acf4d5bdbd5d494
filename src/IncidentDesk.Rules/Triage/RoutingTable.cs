using System.Collections.Frozen;

namespace IncidentDesk.Rules.Triage;

/// <summary>Who must hear of an incident: by what the agency needs, or by the role that the law names.</summary>
/// <param name="Roles">The name of each recipient role, and the centre that holds it where one does.</param>
/// <param name="Centres">The name of each centre.</param>
public sealed record RoutingTable(
    FrozenDictionary<string, NeedRoute> Needs,
    string DefaultWhenSerious,
    string DefaultWhenOrdinary,
    FrozenDictionary<string, RecipientRole> Roles,
    FrozenDictionary<string, Bilingual> Centres)
{
    /// <summary>Whose systems there are, each with its name and whether the centres of a need are told of them.</summary>
    public required FrozenDictionary<string, Jurisdiction> Jurisdictions { get; init; }
}

/// <param name="ByNeed">False: only who its own law names is told.</param>
public sealed record Jurisdiction(string Word, Bilingual Name, bool ByNeed);

/// <summary>Where a need leads; role and centre are null where nobody is asked.</summary>
public sealed record NeedRoute(string Need, string? Role, string? Centre, Bilingual Name);

public sealed record RecipientRole(string Role, string? Centre, Bilingual Name);
