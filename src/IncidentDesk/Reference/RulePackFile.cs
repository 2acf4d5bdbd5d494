using System.Collections.Frozen;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Deadlines;

namespace IncidentDesk.Reference;

/// <summary>rules/*.json: one body of law each, with the obligations that it opens.</summary>
internal static class RulePackFile
{
    private static readonly string[] Families = [RulePack.Incident, RulePack.PersonalData];

    public static ReadPack Read(ReferenceNode file)
    {
        file.Only("code", "family", "validFrom", "validTo", "jurisdictions", "law", "article", "source", "sureness", "note",
            "escalation", "obligations");
        var (source, sureness) = file.Provenance();
        var (code, family, validity) = (file.Text("code"), file.Word("family", Families), file.Validity());
        if (!file.Has("validFrom"))
            file.Fault("validFrom", "is missing");
        var jurisdictions = file.Words("jurisdictions", Words.Jurisdictions);
        var escalation = file.Has("escalation")
            ? Jurisdictional(file, "escalation", (node, member) => node.Word(member, Words.RecipientRoles))
            : null;
        var obligations = file.Items("obligations").ConvertAll(Obligation);
        var (law, article) = (file.Text("law"), file.Text("article"));
        var pack = file.Sound
            ? new RulePack(code, family, validity, jurisdictions.ToFrozenSet(StringComparer.Ordinal), law, article, source,
                sureness, escalation, obligations.ConvertAll(make => make()))
            : null;
        return new(file, code, family, validity, pack);
    }

    private static Func<ObligationRule> Obligation(ReferenceNode node)
    {
        node.Only("kind", "anyOf", "trigger", "offset", "recipients", "form", "article", "sureness", "internal", "en", "vi");
        var (kind, conditions) = (node.Word("kind", Words.ObligationKinds), ConditionWords.Read(node, "anyOf"));
        var trigger = Trigger.Parse(node.Word("trigger", Trigger.Words));
        var offset = Offset(node.Child("offset"));
        var recipients = Jurisdictional(node, "recipients", (inner, member) => inner.Words(member, Words.RecipientRoles));
        var (form, article, name) = (node.TextOrNull("form"), node.Text("article"), node.Bilingual());
        var (sureness, own) = (node.Word("sureness", Words.SurenessWords), node.Flag("internal"));
        return () => new(kind, conditions, trigger!, offset!, recipients!, form, article, sureness, own, name);
    }

    private static Offset? Offset(ReferenceNode? node)
    {
        if (node is null)
            return null;

        node.Only("days", "hours");
        if (!node.Has("days") && !node.Has("hours"))
            node.Fault("", "must have days or hours");
        return new(node.Has("days") ? node.Small("days") : 0, node.Has("hours") ? node.Small("hours") : 0);
    }

    /// <summary>An object with "default" and, where the law has another answer for them, jurisdictions.</summary>
    private static ByJurisdiction<T>? Jurisdictional<T>(ReferenceNode node, string member, Func<ReferenceNode, string, T> read)
        where T : class
    {
        if (node.Child(member) is not { } answers)
            return null;

        answers.Only(["default", .. Words.Jurisdictions]);
        var special = answers.MemberNames().Where(Words.Jurisdictions.Contains)
            .ToFrozenDictionary(name => name, name => read(answers, name));
        return new(read(answers, "default"), special);
    }
}
