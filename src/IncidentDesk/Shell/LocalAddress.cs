namespace IncidentDesk.Shell;

/// <summary>Addresses that a page may send its reader on to: of this desk only.</summary>
public static class LocalAddress
{
    public const string Home = "/board";

    /// <summary>The address as given when it stays on this desk, else the board.</summary>
    public static string OrHome(string? address) =>
        address is { Length: > 0 and <= 1000 }
        && address[0] == '/'
        && (address.Length == 1 || address[1] is not ('/' or '\\'))
        && !address.Any(char.IsControl)
            ? address
            : Home;
}
