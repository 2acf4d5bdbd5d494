using System.Text;

namespace IncidentDesk.Channels;

/// <summary>What a peer says, as text that every store takes.</summary>
internal static class WireText
{
    public const int LongestKept = 2000;

    /// <summary>Bytes from outside without control characters and broken UTF-8.</summary>
    public static string Readable(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(bytes));
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]))
                text[i] = text[i] is '\t' or '\r' or '\n' ? ' ' : '\uFFFD';
        }
        return text.ToString();
    }

    public static string Readable(string text) => Readable(Encoding.UTF8.GetBytes(text));

    public static string Cut(string text) =>
        text.Length <= LongestKept ? text : text[..(LongestKept - (char.IsHighSurrogate(text[LongestKept - 1]) ? 1 : 0))];
}
