using IncidentDesk.Shell;

namespace IncidentDesk.Drills;

/// <summary>What the forms of this room call their fields, by the pointers of the API and the names of their inputs: a refusal names a field as its reader sees it.</summary>
internal static class DrillLabels
{
    public static readonly IReadOnlyDictionary<string, Text> Plan = new Dictionary<string, Text>
    {
        ["/name"] = Texts.DrillName, ["/kind"] = Texts.DrillKind, ["/goal"] = Texts.DrillGoal, ["/scenario"] = Texts.DrillScenario, ["/tools"] = Texts.DrillTools,
        ["/limits"] = Texts.DrillLimits, ["/protectionPlan"] = Texts.DrillProtection, ["/from"] = Texts.DrillFrom, ["/window/from"] = Texts.DrillFrom, ["/to"] = Texts.DrillTo,
        ["/window/to"] = Texts.DrillTo, ["/people"] = Texts.DrillPeople, ["/agencies"] = Texts.DrillAgencies, ["/systems"] = Texts.DrillSystems,
    };

    /// <summary>Of all that is done with a plan: none of these forms has a field that another one calls otherwise.</summary>
    public static readonly IReadOnlyDictionary<string, Text> Act = new Dictionary<string, Text>
    {
        ["/reason"] = Texts.DrillReason, ["/summary"] = Texts.DrillSummary, ["/findings"] = Texts.DrillFindingsHow,
    };
}
