using IncidentDesk.Rules;

namespace IncidentDesk.Reference;

/// <summary>
/// Two rules of a pack that nobody could tell apart, and one that follows a sending which the pack never wants: kind, recipient and trigger say
/// which duty it is, for ever.
/// </summary>
internal static class SameDuties
{
    public static void Check(ReferenceNode file, IReadOnlyList<ReferenceNode> obligations)
    {
        var seen = new Dictionary<(string Kind, string Trigger, string Recipient), int>();
        var kinds = obligations.Select(one => one.Peek("kind")).ToHashSet();
        for (var n = 0; n < obligations.Count; n++)
        {
            var one = obligations[n];
            foreach (var recipient in one.Recipients().Distinct())
                if (!seen.TryAdd((one.Peek("kind"), one.Peek("trigger"), recipient), n) && seen[(one.Peek("kind"), one.Peek("trigger"), recipient)] != n)
                    file.Fault($"obligations/{n}", $"has kind, trigger and recipient '{recipient}' of obligation {seen[(one.Peek("kind"), one.Peek("trigger"), recipient)]}");
            if (one.Peek("after") is { Length: > 0 } after && Words.ObligationKinds.Contains(after) && !kinds.Contains(after))
                file.Fault($"obligations/{n}/after", $"no obligation here is of kind '{after}'");
        }
    }
}
