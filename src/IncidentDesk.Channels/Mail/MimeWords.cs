using System.Text;

namespace IncidentDesk.Channels.Mail;

/// <summary>Text in headers that ASCII cannot carry, as encoded words of RFC 2047.</summary>
internal static class MimeWords
{
    /// <summary>The longest encoded word the standard allows.</summary>
    public const int Longest = 75;

    private const string Before = "=?UTF-8?B?", After = "?=";

    /// <summary>Splits between characters, never inside one: each word must be readable alone.</summary>
    /// <param name="firstRoom">Room that the header's name left on the first line.</param>
    public static IReadOnlyList<string> Of(string text, int firstRoom)
    {
        var words = new List<string>();
        var bytes = new List<byte>();
        Span<byte> encoded = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var piece = encoded[..rune.EncodeToUtf8(encoded)];
            if (bytes.Count > 0 && bytes.Count + piece.Length > Room(words.Count == 0 ? firstRoom : Longest))
            {
                words.Add(Word(bytes));
                bytes.Clear();
            }
            bytes.AddRange(piece);
        }
        words.Add(Word(bytes));
        return words;
    }

    /// <summary>True when the text can stand as it is; what looks like an encoded word must not.</summary>
    public static bool IsPlain(string text) =>
        text.All(c => c is >= ' ' and < '\x7f') && !text.Contains("=?", StringComparison.Ordinal)
        && text == text.Trim() && !text.Contains("  ", StringComparison.Ordinal)
        && text.Split(' ').All(word => word.Length <= 60);

    private static int Room(int length) => Math.Max(0, (length - Before.Length - After.Length) / 4) * 3;

    private static string Word(List<byte> bytes) => Before + Convert.ToBase64String([.. bytes]) + After;
}
