using IncidentDesk.Rules.Deadlines;

namespace IncidentDesk.Rules.Triage;

/// <summary>The facts of one report with what the first rules found in them.</summary>
internal sealed record Case(TriageFacts Facts, Category Category, decimal? Score)
{
    public static Conditions ConditionsOf(TriageFacts facts, bool serious)
    {
        var holding = Conditions.Always;
        if (serious)
            holding |= Conditions.Serious;
        if (facts.Flags.NationalSecurity)
            holding |= Conditions.NationalSecurity;
        if (facts.Flags.SeriousDisruption)
            holding |= Conditions.SeriousDisruption;
        if (facts.Flags.BeyondCapacity)
            holding |= Conditions.BeyondCapacity;
        if (facts.PersonalData.Involved)
            holding |= Conditions.PersonalData;
        if (facts.PersonalData is { Involved: true, LocationOrBiometric: true })
            holding |= Conditions.LocationOrBiometric;
        if (facts.SystemLevel == 5)
            holding |= Conditions.ImportantSystem;
        return holding;
    }
}
