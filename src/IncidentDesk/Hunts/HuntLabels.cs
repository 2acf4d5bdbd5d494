using IncidentDesk.Shell;

namespace IncidentDesk.Hunts;

/// <summary>What the forms of this room call their fields, by the pointers of the API and the names of their inputs: a refusal names a field as its reader sees it.</summary>
internal static class HuntLabels
{
    public static readonly IReadOnlyDictionary<string, Text> Scope = new Dictionary<string, Text>
    {
        ["/body"] = Texts.HuntWhom, ["/scope"] = Texts.HuntWhom, ["/agencies"] = Texts.HuntCodes, ["/scope/agencies"] = Texts.HuntCodes, ["/systems"] = Texts.HuntSystems,
        ["/scope/systems"] = Texts.HuntSystems,
    };

    public static readonly IReadOnlyDictionary<string, Text> Hunt = new Dictionary<string, Text>(Scope)
    {
        ["/title"] = Texts.HuntTitle, ["/hypothesis"] = Texts.HuntHypothesis, ["/indicators"] = Texts.HuntIndicators, ["/queries"] = Texts.HuntQueries, ["/tlp"] = new("TLP", "TLP"),
        ["/period"] = Texts.HuntPeriod, ["/from"] = From(Texts.HuntPeriod), ["/period/from"] = From(Texts.HuntPeriod), ["/to"] = To(Texts.HuntPeriod),
        ["/period/to"] = To(Texts.HuntPeriod), ["/dueAt"] = Texts.HuntDueAt,
    };

    public static readonly IReadOnlyDictionary<string, Text> Result = new Dictionary<string, Text>
    {
        ["/outcome"] = Texts.HuntOutcome, ["/query"] = Texts.HuntQuery, ["/searchedFrom"] = From(Texts.HuntSearched), ["/searchedTo"] = To(Texts.HuntSearched),
        ["/system"] = Texts.HuntAbout, ["/systems"] = Texts.HuntSearchedSystems, ["/searched"] = Texts.HuntSearchedSystems, ["/evidence"] = Texts.HuntEvidence,
        ["/note"] = Texts.NoteOptional, ["/report/description"] = Texts.NoteOptional, ["/incident"] = Texts.HuntFindIncident, ["/report"] = Texts.HuntFindTitle,
        ["/title"] = Texts.HuntFindTitle, ["/category"] = Texts.HuntFindCategory, ["/report/category"] = Texts.HuntFindCategory,
    };

    public static readonly IReadOnlyDictionary<string, Text> Check = new Dictionary<string, Text>
    {
        ["/system"] = Texts.HuntSystemOne, ["/agency"] = Texts.HuntSystemOne, ["/kind"] = Texts.CheckKind, ["/doneAt"] = Texts.CheckDoneAt, ["/method"] = Texts.CheckMethod,
        ["/findings"] = Texts.CheckFindings, ["/note"] = Texts.NoteOptional,
    };

    /// <summary>Of a closure or a cancellation: one text, which the API calls by what it is.</summary>
    public static IReadOnlyDictionary<string, Text> Ending(Text label) => new Dictionary<string, Text> { ["/text"] = label, ["/summary"] = label, ["/reason"] = label };

    private static Text From(Text of) => new($"{of.Vi} – {Texts.HuntFrom.Vi}", $"{of.En} – {Texts.HuntFrom.En}");

    private static Text To(Text of) => new($"{of.Vi} – {Texts.HuntTo.Vi}", $"{of.En} – {Texts.HuntTo.En}");
}
