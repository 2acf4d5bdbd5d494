using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Reference;

/// <summary>rsit.json: the classes and values that a category may be.</summary>
internal static class RsitFile
{
    public static Taxonomy? Read(ReferenceNode? file)
    {
        if (file is null)
            return null;

        file.Only("source", "licence", "sureness", "validFrom", "validTo", "version", "classes").Provenance();
        file.Validity();
        var classes = file.Items("classes").ConvertAll(Class);
        var version = file.Text("version");
        Distinct.Check(file, "classes", classes.ConvertAll(known => known.Word));
        return file.Sound ? new(version, classes) : null;
    }

    private static IncidentClass Class(ReferenceNode node)
    {
        node.Only("word", "en", "vi", "values");
        var values = node.Items("values").ConvertAll(
            value => new IncidentValue(value.Only("word", "en", "vi").Text("word"), value.Bilingual()));
        Distinct.Check(node, "values", values.ConvertAll(value => value.Word));
        return new(node.Text("word"), node.Bilingual(), values);
    }
}
