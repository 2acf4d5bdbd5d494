using System.Collections.Frozen;

namespace IncidentDesk.Rules.Inbound;

/// <summary>Whether a mail from one address may speak for the recipient at another.</summary>
public static class SameSide
{
    // At these, a neighbour in the domain is a stranger.
    private static readonly FrozenSet<string> Public = FrozenSet.ToFrozenSet(
        [
            "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "yahoo.com.vn", "ymail.com",
            "icloud.com", "me.com", "proton.me", "protonmail.com", "zoho.com", "aol.com",
        ],
        StringComparer.OrdinalIgnoreCase);

    public static bool IsSame(string? one, string? other) => one is not null && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <param name="recipient">Whom the desk wrote to.</param>
    /// <param name="sender">Who answers; null where the mail names nobody, or more than one.</param>
    /// <param name="isOrganisation">Only for an organisation does a colleague's answer count; for a person, only their own.</param>
    public static bool Speaks(string recipient, string? sender, bool isOrganisation) =>
        IsSame(recipient, sender)
        || (isOrganisation && sender is not null && IsSame(DomainOf(recipient), DomainOf(sender)) && !Public.Contains(DomainOf(recipient)));

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];
}
