using System.Collections.Frozen;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Deadlines;

namespace IncidentDesk.Reference;

/// <summary>reminders.json: when people are reminded of an obligation, by its kind.</summary>
internal static class RemindersFile
{
    public static ReminderPlan? Read(ReferenceNode? file)
    {
        if (file is null)
            return null;

        file.Only("source", "sureness", "validFrom", "validTo", "usual", "immediateGraceMinutes", "kinds").Provenance();
        file.Validity();
        var usual = Offsets(file, "usual");
        var kinds = file.Items("kinds").ConvertAll(node => KeyValuePair.Create(
            node.Only("kind", "before").Word("kind", Words.ObligationKinds), Offsets(node, "before")));
        Distinct.Check(file, "kinds", kinds.ConvertAll(kind => kind.Key));
        var grace = TimeSpan.FromMinutes(file.Small("immediateGraceMinutes"));
        return file.Sound ? new(usual, kinds.ToFrozenDictionary(), grace) : null;
    }

    private static IReadOnlyList<ReminderOffset> Offsets(ReferenceNode node, string member)
    {
        var offsets = new List<ReminderOffset>();
        foreach (var word in node.Texts(member))
            if (ReminderOffset.Parse(word) is { } offset)
                offsets.Add(offset);
            else
                node.Fault(member, $"'{word}' is no offset such as 50%, 24h, 90m or 3d");
        return offsets;
    }
}
