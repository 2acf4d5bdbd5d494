using System.Text;

namespace IncidentDesk.Channels.Mail.Reading;

/// <summary>Encoded words of RFC 2047 to text. Neighbours of one charset are read together, since many programs split inside a character.</summary>
internal static class HeaderWords
{
    private const int LongestCharset = 40, LongestWord = 1000;

    public static string Decode(string value)
    {
        var text = new StringBuilder();
        var (held, charset) = (new List<byte>(), "");
        var at = 0;
        while (at < value.Length)
        {
            var start = value.IndexOf("=?", at, StringComparison.Ordinal);
            var between = value.AsSpan(at, (start < 0 ? value.Length : start) - at);
            if (start >= 0 && Read(value, start) is { } word)
            {
                // Blanks between two encoded words are not part of the text.
                if (held.Count == 0 || !between.IsWhiteSpace() || !charset.Equals(word.Charset, StringComparison.OrdinalIgnoreCase))
                {
                    Flush(text, held, charset);
                    if (at == 0 || !between.IsWhiteSpace())
                        text.Append(between);
                }
                charset = word.Charset;
                held.AddRange(word.Bytes);
                at = word.End;
                continue;
            }
            Flush(text, held, charset);
            text.Append(between);
            if (start >= 0)
                text.Append("=?");
            at = start < 0 ? value.Length : start + 2;
        }
        Flush(text, held, charset);
        return text.ToString();
    }

    private static void Flush(StringBuilder text, List<byte> held, string charset)
    {
        if (held.Count > 0)
            text.Append(Charsets.Read(held.ToArray(), charset));
        held.Clear();
    }

    private static (string Charset, byte[] Bytes, int End)? Read(string value, int start)
    {
        var name = Find(value, "?", start + 2, LongestCharset);
        if (name < 0 || name + 2 >= value.Length || value[name + 2] != '?')
            return null;
        var end = Find(value, "?=", name + 3, LongestWord);
        if (end < 0)
            return null;
        var encoded = Encoding.Latin1.GetBytes(value[(name + 3)..end]);
        // RFC 2231 allows a language after the charset: utf-8*vi.
        var charset = value[(start + 2)..name].Split('*')[0];
        return char.ToUpperInvariant(value[name + 1]) switch
        {
            'B' => (charset, TransferEncoding.Base64(encoded), end + 2),
            'Q' => (charset, TransferEncoding.QuotedPrintable(encoded, isHeader: true), end + 2),
            _ => null,
        };
    }

    private static int Find(string value, string sign, int from, int within) => from >= value.Length
        ? -1
        : value.IndexOf(sign, from, Math.Min(within, value.Length - from), StringComparison.Ordinal);
}
