using System.Net;
using IncidentDesk.Channels;
using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.Operations.Web;

/// <summary>Section <c>People:OpenId</c>: a provider of identities (OpenID Connect Core 1.0) that lets people in beside the desk's own passwords.</summary>
/// <param name="Authority">The issuer; its discovery document lies at <c>/.well-known/openid-configuration</c> below it.</param>
/// <param name="Name">What stands on the button.</param>
/// <param name="Claim">The claim of the id_token that lists the person's groups.</param>
/// <param name="Groups">Which group is which role of which agency; the first that fits counts, and who is in none is not let in.</param>
/// <param name="TrustsTwoFactors">Whether the provider's word for two factors (<c>amr</c>, RFC 8176) stands for the desk's own second step.</param>
public sealed record OpenIdSettings(
    Uri Authority, string ClientId, string ClientSecret, string Name, string Claim, IReadOnlyList<OpenIdGroup> Groups, bool TrustsTwoFactors)
{
    private const string Section = "People:OpenId:";

    /// <returns>Null where no authority is named.</returns>
    public static OpenIdSettings? Read(IConfiguration configuration, List<SettingFault> faults)
    {
        if (Given(configuration, "Authority") is not { } text)
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var authority) || !(authority.Scheme == Uri.UriSchemeHttps || IsLoopback(authority)))
            faults.Add(new(Section + "Authority", $"\"{text}\" is no https address.", $"\"{text}\" không phải là địa chỉ https."));
        foreach (var needed in new[] { "ClientId", "ClientSecret" })
            if (Given(configuration, needed) is null)
                faults.Add(new(Section + needed, "the provider needs it; it is empty.", "nhà cung cấp cần mục này; hiện đang để trống."));
        return new(
            authority ?? new("https://unknown.invalid"), Given(configuration, "ClientId") ?? "", Given(configuration, "ClientSecret") ?? "",
            Given(configuration, "Name") ?? authority?.Host ?? "", Given(configuration, "Claim") ?? "groups", GroupsOf(configuration, faults),
            Flag(configuration, "TrustsTwoFactors", faults));
    }

    private static List<OpenIdGroup> GroupsOf(IConfiguration configuration, List<SettingFault> faults)
    {
        var groups = new List<OpenIdGroup>();
        foreach (var entry in configuration.GetSection(Section + "Groups").GetChildren())
        {
            var group = new OpenIdGroup(entry["Name"]?.Trim() ?? "", entry["Role"]?.Trim() ?? "", entry["Agency"]?.Trim() is { Length: > 0 } agency ? agency : null);
            if (group.Name.Length == 0)
                faults.Add(new(entry.Path + ":Name", "a group needs its name.", "nhóm cần có tên."));
            if (!Scopes.Roles.Contains(group.Role))
                faults.Add(new(entry.Path + ":Role", $"\"{group.Role}\" is not one of {string.Join(", ", Scopes.Roles)}.", $"\"{group.Role}\" không thuộc: {string.Join(", ", Scopes.Roles)}."));
            else if (group.IsOfAgency != group.Agency is not null)
                faults.Add(new(
                    entry.Path + ":Agency", $"the role {group.Role} {(group.IsOfAgency ? "needs" : "has no")} agency.",
                    $"vai trò {group.Role} {(group.IsOfAgency ? "cần có" : "không có")} cơ quan."));
            groups.Add(group);
        }
        if (groups.Count == 0)
            faults.Add(new(Section + "Groups", "without a group nobody could come in: name at least one.", "không có nhóm nào thì không ai vào được: hãy ghi ít nhất một nhóm."));
        return groups;
    }

    private static bool Flag(IConfiguration configuration, string name, List<SettingFault> faults)
    {
        var text = Given(configuration, name) ?? "false";
        if (!bool.TryParse(text, out var value))
            faults.Add(new(Section + name, $"\"{text}\" is not true or false.", $"\"{text}\" không phải true hoặc false."));
        return value;
    }

    private static bool IsLoopback(Uri address) =>
        address.Scheme == Uri.UriSchemeHttp && (address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));

    private static string? Given(IConfiguration configuration, string name) => configuration[Section + name]?.Trim() is { Length: > 0 } text ? text : null;
}

/// <param name="Agency">Code; null for the roles of the desk.</param>
public sealed record OpenIdGroup(string Name, string Role, string? Agency)
{
    public bool IsOfAgency => Role is "reporter" or "agency-lead";
}
