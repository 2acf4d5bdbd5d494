namespace IncidentDesk.Rules.Papers;

/// <summary>The stored facts that a field of a form may be filled from. Each has exactly one place in the desk that looks it up.</summary>
public static class FactWords
{
    public static readonly IReadOnlyList<string> All =
    [
        "issuer.above", "issuer.name", "issuer.symbol", "place", "recipient", "copies", "now",
        "agency.name", "agency.owner", "agency.phone", "agency.email", "desk.phone",
        "incident.number", "incident.title", "incident.description", "incident.category", "incident.detected", "incident.occurred", "incident.received",
        "incident.serious", "incident.standing", "incident.need", "incident.handling", "incident.told",
        "system.name", "system.level", "system.provider", "system.purpose",
        "contact.name", "contact.phone", "contact.email", "personal.kinds",
        "cause", "scope", "consequences", "measures", "progress", "result",
        "obligation.article", "obligations.all", "obligations.open", "paper.ordinal", "paper.earlier",
        "annual.year", "annual.from", "annual.to", "annual.total", "annual.classified", "annual.incidents", "annual.systems",
        "period.from", "period.to", "period.total", "period.incidents",
    ];
}
