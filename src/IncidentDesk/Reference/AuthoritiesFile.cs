using IncidentDesk.Rules;
using IncidentDesk.Rules.Phones;

namespace IncidentDesk.Reference;

/// <summary>authorities.json: the centres, the roles they hold and since when, and their contacts as sources print them.</summary>
internal static class AuthoritiesFile
{
    /// <summary>Roles that a law may name, and "monitoring", which only a need leads to.</summary>
    public static readonly IReadOnlyList<string> Roles = [.. Words.RecipientRoles, "monitoring"];

    public static List<AuthorityEntry>? Read(ReferenceNode? file)
    {
        if (file is null)
            return null;

        var authorities = file.Only("note", "authorities").Items("authorities").ConvertAll(Authority);
        if (!authorities.Select(authority => authority.Code).SequenceEqual(Words.Centres))
            file.Fault("authorities", $"must be, in this order: {string.Join(' ', Words.Centres)}");
        return file.Sound ? authorities : null;
    }

    private static AuthorityEntry Authority(ReferenceNode node) => new(
        node.Only("code", "mandatory", "en", "vi", "roles", "contacts").Word("code", Words.Centres),
        node.Bilingual(), node.Flag("mandatory"),
        node.Items("roles").ConvertAll(Role), node.Items("contacts", mayBeEmpty: true).ConvertAll(Contact));

    private static AuthorityRole Role(ReferenceNode node)
    {
        var (source, sureness) = node.Only("role", "source", "sureness", "validFrom", "validTo").Provenance();
        return new(node.Word("role", Roles), source, sureness, node.Validity());
    }

    private static AuthorityContact Contact(ReferenceNode node)
    {
        node.Only("channel", "value", "purpose", "source", "sureness", "verifiedOn", "validFrom", "validTo", "reverifySince");
        var (channel, value) = (node.Word("channel", Words.Channels), node.Text("value"));
        if (channel is "call" or "voice" or "sms" && PhoneNumber.ToE164(value) != value)
            node.Fault("value", $"'{value}' is no E.164 number");
        if (channel == "mail" && !System.Net.Mail.MailAddress.TryCreate(value, out _))
            node.Fault("value", $"'{value}' is no mail address");
        var (source, sureness) = node.Provenance();
        return new(channel, value, node.Text("purpose"), source, sureness,
            node.DateOrNull("verifiedOn"), node.Validity(), node.DateOrNull("reverifySince"));
    }
}
