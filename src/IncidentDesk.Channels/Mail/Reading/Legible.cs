using System.Text;

namespace IncidentDesk.Channels.Mail.Reading;

/// <summary>Foreign text made fit to be stored and shown: NFC, nothing that controls a terminal, turns the direction, or breaks a database.</summary>
internal static class Legible
{
    public static string Text(string text, int most) => Clean(text.ReplaceLineEndings("\n"), most, keepLines: true);

    public static string Line(string text, int most) => Clean(text, most, keepLines: false).Trim();

    private static string Clean(string text, int most, bool keepLines)
    {
        var clean = new StringBuilder(Math.Min(text.Length, most));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > most)
                break;
            if (keepLines && rune.Value == '\n')
                clean.Append('\n');
            else if (IsBlank(rune))
                clean.Append(' ');
            else if (IsShown(rune))
                clean.Append(rune);
        }
        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsBlank(Rune rune) => Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029;

    // U+FFFE and U+FFFF break normalisation; the embeddings, overrides and isolates of UAX #9 make text read as what it is not.
    private static bool IsShown(Rune rune) =>
        (rune.Value & 0xFFFE) != 0xFFFE && rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069));
}
