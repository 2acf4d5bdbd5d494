using IncidentDesk.Shell;

namespace IncidentDesk.Duty;

/// <summary>What the forms of this room call their fields, by the pointers of the API: a refusal names a field as its reader sees it.</summary>
internal static class DutyLabels
{
    public static readonly IReadOnlyDictionary<string, Text> Line = new Dictionary<string, Text>
    {
        ["/person"] = Texts.DutyWho, ["/post"] = Texts.DutyPost, ["/from"] = Texts.DutyFrom, ["/to"] = Texts.DutyTo, ["/people"] = Texts.DutyWho, ["/changes"] = Texts.RosterChanges,
        ["/with"] = Texts.SwapWith, ["/for"] = Texts.SwapFor, ["/note"] = Texts.NoteOptional,
    };

    public static readonly IReadOnlyDictionary<string, Text> Roster = new Dictionary<string, Text>
    {
        ["/name"] = Texts.RosterName, ["/from"] = Texts.DutyFrom, ["/to"] = Texts.DutyTo, ["/posts"] = Texts.DutyPost, ["/restHours"] = Texts.RosterRest, ["/rest"] = Texts.RosterRest,
    };
}
