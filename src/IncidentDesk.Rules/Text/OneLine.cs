using System.Buffers;

namespace IncidentDesk.Rules.Text;

/// <summary>Text that becomes a mail header or a line of a list: it may neither break the line nor turn the direction it is read in.</summary>
public static class OneLine
{
    // CR, LF, the line and paragraph separators, and the embeddings, overrides and isolates of the bidirectional algorithm (UAX #9).
    private static readonly SearchValues<char> Breaking = SearchValues.Create(
        "\r\n\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    public static bool Is(string text) => !text.AsSpan().ContainsAny(Breaking);
}
