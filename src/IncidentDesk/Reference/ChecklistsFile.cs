using IncidentDesk.Rules;

namespace IncidentDesk.Reference;

/// <summary>What is usually to be done about incidents of one class, in its order.</summary>
public sealed record Checklist(string Class, Bilingual Name, IReadOnlyList<Bilingual> Tasks);

/// <summary>checklists.json: one list for a class of incident; a class without one has the list of "other".</summary>
internal static class ChecklistsFile
{
    public static IReadOnlyDictionary<string, Checklist>? Read(ReferenceNode? file, IReadOnlyCollection<string>? classes)
    {
        if (file is null)
            return null;

        file.Only("source", "sureness", "validFrom", "validTo", "checklists").Provenance();
        file.Validity();
        var nodes = file.Items("checklists");
        var lists = nodes.ConvertAll(node => new Checklist(
            node.Only("class", "en", "vi", "tasks").Word("class", classes ?? []), node.Bilingual(),
            node.Items("tasks").ConvertAll(task => task.Only("en", "vi").Bilingual())));
        Distinct.Check(file, "checklists", lists.ConvertAll(list => list.Class));
        if (!lists.Exists(list => list.Class == "other"))
            file.Fault("checklists", "must have one of the class other");
        return file.Sound ? lists.ToDictionary(list => list.Class) : null;
    }
}
