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
        file.Only("code", "version", "family", "validFrom", "validTo", "zone", "jurisdictions", "law", "article", "source", "sureness", "note",
            "escalation", "roles", "obligations");
        var (source, sureness) = file.Provenance();
        var zone = Zone(file.Child("zone"));
        var (code, version, family, validity) = (file.Text("code"), file.Text("version"), file.Word("family", Families), file.Validity(zone?.Zone));
        if (!file.Has("validFrom"))
            file.Fault("validFrom", "is missing");
        var jurisdictions = file.Words("jurisdictions", Words.Jurisdictions);
        var escalation = file.Has("escalation")
            ? Jurisdictional(file, "escalation", (node, member) => node.Word(member, Words.RecipientRoles))
            : null;
        var roles = file.Items("roles", mayBeEmpty: true, mayBeAbsent: true).ConvertAll(
            role => KeyValuePair.Create(role.Only("role", "en", "vi").Word("role", Words.RecipientRoles), role.Bilingual()));
        var obligations = file.Items("obligations").ConvertAll(Obligation);
        SameDuties.Check(file, file.Items("obligations"));
        var (law, article) = (file.Text("law"), file.Text("article"));
        var pack = file.Sound
            ? new RulePack(code, family, validity, jurisdictions.ToFrozenSet(StringComparer.Ordinal), law, article, source,
                sureness, escalation, obligations.ConvertAll(make => make()))
            {
                Version = version, Zone = zone!, RoleNames = roles.ToFrozenDictionary(),
            }
            : null;
        return new(file, code, family, validity, pack);
    }

    private static Func<ObligationRule> Obligation(ReferenceNode node)
    {
        node.Only("kind", "anyOf", "trigger", "after", "preliminary", "offset", "recipients", "form", "article", "sureness", "internal", "en", "vi");
        var (kind, conditions) = (node.Word("kind", Words.ObligationKinds), ConditionWords.Read(node, "anyOf"));
        var trigger = Trigger.Parse(node.Word("trigger", Trigger.Words));
        var offset = Offset(node.Child("offset"));
        var recipients = Jurisdictional(node, "recipients", (inner, member) => inner.Words(member, Words.RecipientRoles));
        var (form, article, name) = (node.TextOrNull("form"), node.Text("article"), node.Bilingual());
        var (sureness, own) = (node.Word("sureness", Words.SurenessWords), node.Flag("internal"));
        var (after, preliminary) = (node.WordOrNull("after", Words.ObligationKinds), node.Has("preliminary") && node.Flag("preliminary"));
        if ((after is not null) != (trigger?.Word == Trigger.PreviousSubmitted))
            node.Fault("after", $"goes with the trigger {Trigger.PreviousSubmitted}, and that one with it");
        return () => new(kind, conditions, trigger!, offset!, recipients!, form, article, sureness, own, name)
        {
            After = after, AfterPreliminary = preliminary,
        };
    }

    private static Offset? Offset(ReferenceNode? node)
    {
        if (node is null)
            return null;

        node.Only("months", "days", "hours");
        if (!node.Has("months") && !node.Has("days") && !node.Has("hours"))
            node.Fault("", "must have months, days or hours");
        int Given(string unit) => node.Has(unit) ? node.Small(unit) : 0;
        return new(Given("days"), Given("hours"), Given("months"));
    }

    private static LawZone? Zone(ReferenceNode? node)
    {
        if (node is null)
            return null;
        var (id, name) = (node.Only("id", "en", "vi").Text("id"), node.Bilingual());
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
            return new(zone, name);
        node.Fault("id", $"there is no time zone '{id}'");
        return null;
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
