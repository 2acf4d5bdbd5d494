namespace IncidentDesk.Rules.Sharing;

/// <summary>
/// Names of an agency's own machines, known by the domains that it gets its mail at: <c>may01.so-y-te.example</c> names the agency as well as its code does.
/// </summary>
public sealed class OwnHosts(IEnumerable<string?> mailAddresses)
{
    private readonly HashSet<string> domains = mailAddresses
        .Select(address => address is null ? "" : address[(address.LastIndexOf('@') + 1)..].Trim().TrimEnd('.'))
        .Where(domain => domain.Contains('.', StringComparison.Ordinal))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="type">The type of an observable; only domains and web addresses name hosts.</param>
    public bool Holds(string type, string value) => type switch
    {
        "domain" => IsOwn(value),
        "url" => IsOwn(WebAddress.HostOf(value)),
        _ => false,
    };

    private bool IsOwn(string host)
    {
        host = host.Trim().TrimEnd('.');
        return domains.Any(domain => host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));
    }
}
