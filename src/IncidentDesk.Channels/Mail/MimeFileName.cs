using System.Text;

namespace IncidentDesk.Channels.Mail;

/// <summary>
/// A file's name as parameters of a header: plainly where it is plain, else by RFC 2231 in pieces; and once more by
/// RFC 2047 in the content type, for the mail programs that know only that.
/// </summary>
internal static class MimeFileName
{
    private const int Piece = 50;

    public static IReadOnlyList<string> Parameters(string name)
    {
        Check(name);
        if (IsPlain(name))
            return [$"filename=\"{name}\""];
        var pieces = Pieces(name);
        return pieces.Count == 1
            ? [$"filename*=UTF-8''{pieces[0]}"]
            : [.. pieces.Select((piece, i) => $"filename*{i}*={(i == 0 ? "UTF-8''" : "")}{piece}")];
    }

    public static IReadOnlyList<string> Legacy(string name)
    {
        Check(name);
        return IsPlain(name) ? [$"name=\"{name}\""] : [$"name=\"{string.Join("\r\n ", MimeWords.Of(name, MimeWords.Longest))}\""];
    }

    private static List<string> Pieces(string name)
    {
        var pieces = new List<string> { "" };
        foreach (var rune in name.EnumerateRunes())
        {
            var text = IsAttributeText(rune) ? rune.ToString() : Escaped(rune);
            if (pieces[^1].Length + text.Length > Piece)
                pieces.Add("");
            pieces[^1] += text;
        }
        return pieces;
    }

    private static bool IsPlain(string name) =>
        name.Length <= Piece && name.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' or '(' or ')');

    private static bool IsAttributeText(Rune rune) =>
        rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '-' or '_' or '.');

    private static void Check(string name)
    {
        if (name.Length is 0 or > 200 || name.Any(c => char.IsControl(c) || c is '/' or '\\'))
            throw new FormatException("Not a file name.");
    }

    private static string Escaped(Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        var escaped = "";
        foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
            escaped += $"%{b:X2}";
        return escaped;
    }
}
