using IncidentDesk.Rules.Deadlines;

namespace IncidentDesk.Reference;

/// <summary>Lists of conditions, any one of which is enough.</summary>
internal static class ConditionWords
{
    public static Conditions Read(ReferenceNode node, string member)
    {
        var all = Conditions.None;
        foreach (var word in node.Words(member, Condition.Words))
            all |= Condition.Parse(word) ?? Conditions.None;
        return all;
    }
}
