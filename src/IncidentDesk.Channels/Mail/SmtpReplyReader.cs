namespace IncidentDesk.Channels.Mail;

/// <summary>Reads answers off the wire. A hostile server may send anything; it gets a bounded buffer and nothing more.</summary>
internal sealed class SmtpReplyReader(Stream stream)
{
    private const int LongestLine = 2048, MostLines = 100;
    private readonly byte[] buffer = new byte[LongestLine];
    private int start, end;

    /// <summary>Something came that no command asked for, such as words slipped in before TLS began.</summary>
    public bool HasUnasked => start < end;

    public async Task<SmtpReply> ReadAsync(CancellationToken cancellation)
    {
        var lines = new List<string>();
        var code = 0;
        while (true)
        {
            var (thisCode, last, line) = Parse(await LineAsync(cancellation));
            if (lines.Count > 0 && thisCode != code)
                throw new SmtpBrokenException("the lines of one answer carry different codes", "các dòng của một câu trả lời mang mã khác nhau");
            code = thisCode;
            lines.Add(line);
            if (last)
                return new(code, lines);
            if (lines.Count == MostLines)
                throw new SmtpBrokenException($"an answer of more than {MostLines} lines", $"câu trả lời dài quá {MostLines} dòng");
        }
    }

    private async ValueTask<Memory<byte>> LineAsync(CancellationToken cancellation)
    {
        var searched = 0;
        while (true)
        {
            var found = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                var line = buffer.AsMemory(start, searched + found);
                start += searched + found + 1;
                return line.Span is [.., (byte)'\r'] ? line[..^1] : line;
            }
            searched = end - start;
            if (searched == buffer.Length)
                throw new SmtpBrokenException($"a line of more than {LongestLine} bytes", $"một dòng dài quá {LongestLine} byte");
            MoveToFront();
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellation);
            if (read == 0)
                throw new EndOfStreamException("the server closed the connection");
            end += read;
        }
    }

    private void MoveToFront()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
    }

    private static (int Code, bool Last, string Line) Parse(Memory<byte> line)
    {
        var text = WireText.Readable(line.Span);
        var isReply = text.Length >= 3 && text[0] is >= '2' and <= '5' && char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2])
            && (text.Length == 3 || text[3] is ' ' or '-');
        if (!isReply)
        {
            var shown = text.Length > 80 ? text[..80] : text;
            throw new SmtpBrokenException($"not an SMTP answer: {shown}", $"không phải câu trả lời SMTP: {shown}");
        }
        return ((text[0] - '0') * 100 + (text[1] - '0') * 10 + text[2] - '0', text.Length == 3 || text[3] == ' ', text);
    }
}
