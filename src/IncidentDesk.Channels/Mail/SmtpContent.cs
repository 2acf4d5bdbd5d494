namespace IncidentDesk.Channels.Mail;

/// <summary>The message as it may go over the wire: 7-bit lines with CRLF, dots doubled, complete with its last line end.</summary>
internal static class SmtpContent
{
    private const int LongestLine = 998;

    /// <summary>
    /// Refuses what servers read differently (a bare CR or LF, NUL, 8-bit, lines too long): between two readings a
    /// second message can hide.
    /// </summary>
    public static bool TryPrepare(ReadOnlyMemory<byte> content, out ReadOnlyMemory<byte> wire)
    {
        wire = content;
        if (!TryCountDots(content.Span, out var dots))
            return false;
        if (dots > 0)
            wire = Stuffed(content.Span, dots);
        return true;
    }

    private static bool TryCountDots(ReadOnlySpan<byte> content, out int dots)
    {
        dots = 0;
        while (!content.IsEmpty)
        {
            var line = content.IndexOf("\r\n"u8);
            if (line is < 0 or > LongestLine || content[..line].ContainsAny((byte)'\r', (byte)'\n', (byte)0) || content[..line].ContainsAnyInRange((byte)0x80, (byte)0xFF))
                return false;
            if (content[0] == '.')
                dots++;
            content = content[(line + 2)..];
        }
        return true;
    }

    private static byte[] Stuffed(ReadOnlySpan<byte> content, int dots)
    {
        var stuffed = new byte[content.Length + dots];
        var to = 0;
        var atStart = true;
        foreach (var b in content)
        {
            if (atStart && b == '.')
                stuffed[to++] = b;
            stuffed[to++] = b;
            atStart = b == '\n';
        }
        return stuffed;
    }
}
