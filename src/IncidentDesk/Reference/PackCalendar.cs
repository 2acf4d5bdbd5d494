using IncidentDesk.Rules;
using IncidentDesk.Rules.Deadlines;

namespace IncidentDesk.Reference;

/// <summary>On any day at most one pack of a family is in force, and no code stands for two packs.</summary>
internal static class PackCalendar
{
    /// <param name="isShipped">Whether a file is the program's own: what an operator added is at fault, not what it collides with.</param>
    public static void Check(IReadOnlyList<ReadPack> packs, Predicate<string> isShipped)
    {
        for (var later = 1; later < packs.Count; later++)
            for (var earlier = 0; earlier < later; earlier++)
            {
                var (one, other) = (packs[earlier], packs[later]);
                if (isShipped(other.File.File) && !isShipped(one.File.File))
                    (one, other) = (other, one);
                if (one.Code == other.Code && one.Code.Length > 0)
                    other.File.Fault("code", $"'{other.Code}' is taken by {one.File.File}");
                if (one.Family == other.Family && one.Validity.Overlaps(other.Validity))
                    other.File.Fault("validFrom", $"{other.Code} overlaps {one.Code} ({one.File.File})");
            }
    }
}

/// <summary>What a rule file said; <paramref name="Pack"/> is null when it has faults, but its days can still be compared.</summary>
internal sealed record ReadPack(ReferenceNode File, string Code, string Family, Validity Validity, RulePack? Pack);
