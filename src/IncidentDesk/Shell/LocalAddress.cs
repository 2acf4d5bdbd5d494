using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.Shell;

/// <summary>Addresses that a page may send its reader on to: of this desk only.</summary>
public static class LocalAddress
{
    /// <summary>The address of the desk alone, which leads each to their own first page.</summary>
    public const string Home = "/";

    /// <summary>Where the address of the desk alone leads: an agency to its own page, everybody else to the board, who is not signed in to the door.</summary>
    public static string HomeOf(Caller? caller) => caller switch
    {
        null => "/sign-in",
        { IsDesk: false } when caller.Has(Scopes.Report) => "/home",
        _ => "/board",
    };

    /// <summary>The address as given when it stays on this desk, else the address of the desk alone.</summary>
    public static string OrHome(string? address) =>
        address is { Length: > 0 and <= 1000 }
        && address[0] == '/'
        && (address.Length == 1 || address[1] is not ('/' or '\\'))
        && !address.Any(char.IsControl)
            ? address
            : Home;
}
