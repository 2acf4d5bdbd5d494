using System.Collections.Frozen;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Reference;

/// <summary>routing.json: which centre a need leads to, and which centre holds a role that the law names.</summary>
internal static class RoutingFile
{
    public static RoutingTable? Read(ReferenceNode? file, IReadOnlyList<AuthorityEntry> authorities)
    {
        if (file is null)
            return null;

        file.Only("source", "sureness", "validFrom", "validTo", "needs", "defaultNeed", "roles", "jurisdictions").Provenance();
        file.Validity();
        var roles = file.Items("roles").ConvertAll(Role);
        var needs = file.Items("needs").ConvertAll(node => Need(node, roles.ConvertAll(role => role.Role)));
        Distinct.Check(file, "roles", roles.ConvertAll(role => role.Role));
        if (!needs.Select(need => need.Need).SequenceEqual(Words.Needs))
            file.Fault("needs", $"must be, in this order: {string.Join(' ', Words.Needs)}");
        foreach (var missing in Words.RecipientRoles.Except(roles.Select(role => role.Role)))
            file.Fault("roles", $"'{missing}' is missing");
        var jurisdictions = file.Items("jurisdictions").ConvertAll(node => new Jurisdiction(
            node.Only("word", "byNeed", "en", "vi").Word("word", Words.Jurisdictions), node.Bilingual(), node.Flag("byNeed")));
        if (!jurisdictions.Select(one => one.Word).SequenceEqual(Words.Jurisdictions))
            file.Fault("jurisdictions", $"must be, in this order: {string.Join(' ', Words.Jurisdictions)}");
        var defaults = file.Child("defaultNeed")?.Only("serious", "ordinary");
        var (serious, ordinary) = (defaults?.Word("serious", Words.Needs), defaults?.Word("ordinary", Words.Needs));
        return file.Sound
            ? new(needs.ToFrozenDictionary(need => need.Need), serious!, ordinary!, roles.ToFrozenDictionary(role => role.Role),
                authorities.ToFrozenDictionary(authority => authority.Code, authority => authority.Name))
            {
                Jurisdictions = jurisdictions.ToFrozenDictionary(one => one.Word),
            }
            : null;
    }

    private static RecipientRole Role(ReferenceNode node) => new(
        node.Only("role", "centre", "en", "vi").Word("role", AuthoritiesFile.Roles), node.WordOrNull("centre", Words.Centres), node.Bilingual());

    private static NeedRoute Need(ReferenceNode node, List<string> roles)
    {
        node.Only("need", "role", "centre", "en", "vi");
        var (role, centre) = (node.WordOrNull("role", roles), node.WordOrNull("centre", Words.Centres));
        if (role is null != centre is null)
            node.Fault("", "role and centre go together: both or neither");
        return new(node.Word("need", Words.Needs), role, centre, node.Bilingual());
    }
}
