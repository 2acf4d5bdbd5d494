using System.Buffers;
using System.Text;

namespace IncidentDesk.Pipeline;

/// <summary>Text as it comes from outside: NFC, no half characters, no control characters but tab, CR and LF.</summary>
public static class WireText
{
    // PostgreSQL refuses U+0000 and logs and terminals obey the others; U+FFFE breaks normalisation.
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n')), '\uFFFE', '\uFFFF']);

    public static bool TryClean(string text, out string clean)
    {
        clean = text;
        if (text.AsSpan().ContainsAny(Forbidden))
            return false;
        if (Ascii.IsValid(text))
            return true;
        if (HasHalfCharacter(text))
            return false;
        clean = text.Normalize(NormalizationForm.FormC);
        return true;
    }

    /// <summary>Counts characters as people and PostgreSQL do: code points, not UTF-16 units.</summary>
    public static bool LongerThan(string text, int limit)
    {
        if (text.Length <= limit)
            return false;
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            if (++count > limit)
                return true;
        return false;
    }

    /// <summary>A name that someone sent, fit to be shown back to them.</summary>
    public static string Shown(string name)
    {
        var shown = name.Length <= 100 ? name : name[..100];
        return string.Concat(shown.EnumerateRunes().Select(rune => Rune.IsControl(rune) ? "\uFFFD" : rune.ToString()));
    }

    private static bool HasHalfCharacter(ReadOnlySpan<char> text)
    {
        for (var n = 0; n < text.Length; n++)
        {
            if (!char.IsSurrogate(text[n]))
                continue;
            if (n + 1 == text.Length || !char.IsSurrogatePair(text[n], text[n + 1]))
                return true;
            n++;
        }
        return false;
    }
}
