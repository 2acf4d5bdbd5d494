using System.Text.RegularExpressions;

namespace IncidentDesk.Channels.Gateway;

/// <summary>A text with <c>{placeholders}</c>. What is put in is written as its place asks, so that no message can become a second field.</summary>
internal static partial class Template
{
    public static readonly IReadOnlyList<string> Names = ["to", "text", "id", "from", "user", "password", "token", "basic"];

    /// <summary>The placeholders that stand in it, also those that nobody knows.</summary>
    public static IEnumerable<string> In(string template) => Placeholder().Matches(template).Select(match => match.Groups[1].Value);

    public static string Fill(string template, IReadOnlyDictionary<string, string> values, Func<string, string> written) =>
        Placeholder().Replace(template, match => written(values[match.Groups[1].Value]));

    // A word in braces; the braces of JSON are followed by a quote or a blank and stay what they are.
    [GeneratedRegex(@"\{([A-Za-z_]+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
