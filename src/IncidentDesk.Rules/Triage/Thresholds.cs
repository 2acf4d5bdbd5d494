using System.Collections.Frozen;

namespace IncidentDesk.Rules.Triage;

/// <summary>A system of at least this level, for incidents of these classes.</summary>
public sealed record SystemThreshold(int MinLevel, FrozenSet<string> Classes)
{
    public bool Reached(int? level, string incidentClass) => level >= MinLevel && Classes.Contains(incidentClass);
}

/// <summary>How many people's data make an incident weigh more: fewer when the data is sensitive.</summary>
public sealed record PersonalDataThreshold(long Basic, long Sensitive)
{
    public bool Reached(PersonalDataFacts data) => data.Involved && data.Subjects >= For(data);

    public long For(PersonalDataFacts data) => data.Sensitive ? Sensitive : Basic;
}
