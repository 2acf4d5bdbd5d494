using System.Text.RegularExpressions;

namespace IncidentDesk.Pipeline.Access;

/// <summary>How a text names nobody: for whoever does not see contacts (<see cref="Caller.SeesContacts"/>).</summary>
public static partial class Withheld
{
    private const string LeftOut = "…";

    public static string WithoutAddresses(string text) => Address().Replace(text, LeftOut);

    /// <param name="names">The longest first: one name may begin another.</param>
    public static string Without(string text, IEnumerable<string> names) =>
        names.Aggregate(WithoutAddresses(text), (said, name) => said.Replace(name, LeftOut, StringComparison.Ordinal));

    [GeneratedRegex(@"[^\s<>""'(),;:]+@[^\s<>""'(),;:]+")]
    private static partial Regex Address();
}
