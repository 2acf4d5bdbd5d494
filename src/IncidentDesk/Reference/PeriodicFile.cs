using IncidentDesk.Rules;
using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Rules.Periodic;
using IncidentDesk.Rules.Statistics;

namespace IncidentDesk.Reference;

/// <summary>periodic.json: the duties that come with the calendar, each with its law.</summary>
internal static class PeriodicFile
{
    public static IReadOnlyList<PeriodicRule> Read(ReferenceNode? file)
    {
        if (file is null)
            return [];

        file.Only("note", "duties");
        var nodes = file.Items("duties");
        var rules = nodes.ConvertAll(Rule);
        Distinct.Check(file, "duties", nodes.ConvertAll(node => node.Text("code")));
        return file.Sound ? rules.ConvertAll(make => make()) : [];
    }

    private static Func<PeriodicRule> Rule(ReferenceNode node)
    {
        node.Only("code", "kind", "holder", "rule", "recipient", "form", "law", "article", "source", "sureness", "validFrom", "validTo", "before", "figures",
            "opensDaysBefore", "remindsDaysBefore", "en", "vi");
        var (source, sureness) = node.Provenance();
        var (code, kind, holder) = (node.Text("code"), node.Word("kind", Words.ObligationKinds), node.Word("holder", PeriodicRule.Holders));
        var (rule, recipient, form) = (node.Text("rule"), node.Word("recipient", Words.RecipientRoles), node.TextOrNull("form"));
        var (law, article, validity) = (node.Text("law"), node.Text("article"), node.Validity());
        var (before, figures) = (Before(node.Child("before")), node.Word("figures", ReportSpan.All.Select(one => one.Code)));
        var (opens, reminds, name) = (node.Small("opensDaysBefore", 1), node.Small("remindsDaysBefore", 1), node.Bilingual());
        if (reminds > opens)
            node.Fault("remindsDaysBefore", "lies before the duty is opened");
        return () => new(
            code, kind, holder, rule, recipient, form, law, article, source, sureness, validity, before!, ReportSpan.Find(figures)!, opens, reminds, name);
    }

    private static BeforeDay? Before(ReferenceNode? node)
    {
        if (node is null)
            return null;

        node.Only("month", "day");
        var (month, day) = (node.Small("month", 1), node.Small("day", 1));
        if (month > 12 || day > DateTime.DaysInMonth(2000, Math.Min(month, 12)))
            node.Fault("", "must be a day of the year");
        return new(month, day);
    }
}
