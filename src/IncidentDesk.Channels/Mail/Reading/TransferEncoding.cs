namespace IncidentDesk.Channels.Mail.Reading;

/// <summary>base64 and quoted-printable, read as far as they can be: a sign that does not belong is passed over.</summary>
internal static class TransferEncoding
{
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> body, string? encoding) => encoding?.Trim().ToLowerInvariant() switch
    {
        "base64" => Base64(body.Span),
        "quoted-printable" => QuotedPrintable(body.Span, isHeader: false),
        _ => body,
    };

    public static byte[] Base64(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length / 4 * 3 + 3];
        var (written, bits, held) = (0, 0, 0);
        foreach (var sign in text)
        {
            if (sign == '=')
                break;
            if (SixBits(sign) is not (>= 0 and var six))
                continue;
            held = (held << 6) | six;
            bits += 6;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes[written++] = (byte)(held >> bits);
            held &= (1 << bits) - 1;
        }
        return bytes[..written];
    }

    /// <param name="isHeader">In encoded words an underscore is a blank and no line ends.</param>
    public static byte[] QuotedPrintable(ReadOnlySpan<byte> text, bool isHeader)
    {
        var bytes = new byte[text.Length];
        var written = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var sign = text[at];
            if (sign == '=' && at + 2 < text.Length && Hex(text[at + 1]) is >= 0 and var high && Hex(text[at + 2]) is >= 0 and var low)
            {
                bytes[written++] = (byte)((high << 4) | low);
                at += 2;
            }
            else if (sign == '=' && SoftBreak(text[(at + 1)..]) is > 0 and var length)
                at += length;
            else
                bytes[written++] = isHeader && sign == '_' ? (byte)' ' : sign;
        }
        return bytes[..written];
    }

    private static int SoftBreak(ReadOnlySpan<byte> rest)
    {
        var blanks = rest.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r');
        return blanks is >= 0 and < 80 && rest[blanks] == '\n' ? blanks + 1 : 0;
    }

    private static int SixBits(byte sign) => sign switch
    {
        >= (byte)'A' and <= (byte)'Z' => sign - 'A',
        >= (byte)'a' and <= (byte)'z' => sign - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => sign - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };

    private static int Hex(byte sign) => sign switch
    {
        >= (byte)'0' and <= (byte)'9' => sign - '0',
        >= (byte)'A' and <= (byte)'F' => sign - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => sign - 'a' + 10,
        _ => -1,
    };
}
