namespace IncidentDesk.Reference;

/// <summary>No word may stand twice in a list: of two entries one would silently win.</summary>
internal static class Distinct
{
    public static void Check(ReferenceNode node, string member, IReadOnlyList<string> words)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var n = 0; n < words.Count; n++)
            if (!seen.Add(words[n]))
                node.Fault($"{member}/{n}", $"'{words[n]}' stands twice");
    }
}
