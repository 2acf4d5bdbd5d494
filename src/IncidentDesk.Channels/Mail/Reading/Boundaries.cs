using System.Text;

namespace IncidentDesk.Channels.Mail.Reading;

/// <summary>Takes a multipart body apart at its boundary lines (RFC 2046, 5.1). A mail that was cut off ends its last part where it ends.</summary>
internal static class Boundaries
{
    private const int Longest = 200;

    public static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body, string? boundary)
    {
        if (boundary is not { Length: > 0 and <= Longest })
            yield break;
        var mark = Encoding.Latin1.GetBytes("--" + boundary);
        var start = -1;
        for (var at = Next(body.Span, mark, 0); at >= 0; at = Next(body.Span, mark, at + mark.Length))
        {
            if (start >= 0)
                yield return body[start..EndBefore(body.Span, start, at)];
            if (IsClosing(body.Span, at + mark.Length))
                yield break;
            start = AfterLine(body.Span, at + mark.Length);
        }
        if (start >= 0)
            yield return body[start..];
    }

    private static int Next(ReadOnlySpan<byte> body, ReadOnlySpan<byte> mark, int from)
    {
        while (from < body.Length && body[from..].IndexOf(mark) is var found and >= 0)
        {
            var at = from + found;
            if ((at == 0 || body[at - 1] == '\n') && EndsHere(body[(at + mark.Length)..]))
                return at;
            from = at + 1;
        }
        return -1;
    }

    // A longer boundary that begins with this one is another one.
    private static bool EndsHere(ReadOnlySpan<byte> rest) =>
        rest.Length == 0 || rest[0] is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t' || rest.StartsWith("--"u8);

    private static bool IsClosing(ReadOnlySpan<byte> body, int at) => body[at..].StartsWith("--"u8);

    private static int AfterLine(ReadOnlySpan<byte> body, int at) =>
        body[at..].IndexOf((byte)'\n') is var end and >= 0 ? at + end + 1 : body.Length;

    // The line end before a boundary belongs to the boundary.
    private static int EndBefore(ReadOnlySpan<byte> body, int start, int at)
    {
        var end = at;
        if (end > start && body[end - 1] == '\n')
            end--;
        if (end > start && body[end - 1] == '\r')
            end--;
        return end;
    }
}
