using System.Text;
using System.Text.RegularExpressions;

namespace IncidentDesk.Rules.Sharing;

/// <summary>
/// A web address as far as it may leave: without who signed in there, without what is asked of it, and without the parts of its path that hold an address of a person or of an
/// own network. By hand: what an attacker writes is not always an address that a library takes.
/// </summary>
internal static partial class WebAddress
{
    private static readonly char[] HeldBack = ['@', '?', '#', ';'];

    /// <summary>The host as a browser would understand it, whatever signs it is written with.</summary>
    public static string HostOf(string url)
    {
        var host = Plain(Parts(url).Authority);
        host = host[(host.LastIndexOf('@') + 1)..];
        return host.StartsWith('[') ? host[1..].Split(']', '%')[0] : host.Split(':', '/', '\\', '?', '#', ';')[0];
    }

    /// <returns>Null where it cannot be told who signed in from where it leads.</returns>
    public static string? Cut(string url)
    {
        var (scheme, authority, path) = Parts(url);
        // Who signed in there, and often with which password, stands before the host.
        var host = User().Replace(authority, "");
        return Plain(host).Contains('@', StringComparison.Ordinal) ? null : scheme + host + Segment().Replace(path, part => IsHeldBack(part.Value) ? "" : part.Value);
    }

    // What is asked, and what is said of a session, carries names and passwords: it begins with one of three signs, written as such or as a code, of whatever depth.
    private static (string Scheme, string Authority, string Path) Parts(string url)
    {
        var start = Scheme().Match(url).Length;
        var rest = Asked().Split(url[start..], 2)[0];
        var path = rest.IndexOfAny(['/', '\\']) is >= 0 and var found ? found : rest.Length;
        return (url[..start], rest[..path], rest[path..]);
    }

    private static bool IsHeldBack(string segment)
    {
        var plain = Plain(segment);
        return plain.IndexOfAny(HeldBack) >= 0 || OwnAddress.StandsIn(plain) || (plain.Contains(':', StringComparison.Ordinal) && OwnAddress.Is(plain[1..]));
    }

    /// <summary>Without codes and wide signs. A dot that was written so that nobody clicks on it is a dot. A code may hide U+FFFE, which breaks normalisation.</summary>
    private static string Plain(string text)
    {
        for (var before = ""; before != text;)
            (before, text) = (text, Uri.UnescapeDataString(text).Replace('\uFFFE', '?').Normalize(NormalizationForm.FormKC));
        return text.Replace('。', '.').Replace("[.]", ".", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^(?:[A-Za-z][A-Za-z0-9+.\-]*:)?[/\\]*", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex("[?#;？＃；]|%(?:25)*(?:3f|23|3b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Asked();

    [GeneratedRegex("^.*(?:[@＠﹫]|%(?:25)*40)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex User();

    [GeneratedRegex(@"[/\\][^/\\]*", RegexOptions.CultureInvariant)]
    private static partial Regex Segment();
}
