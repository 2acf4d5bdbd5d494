namespace IncidentDesk.Channels.Mail.Reading;

/// <summary>
/// Reads a mail that anybody may have written. Nothing in it can make this throw, go deeper than 16 parts, or take more than 200: what
/// lies beyond is left unread, and <see cref="ReadMail.IsWhole"/> says so.
/// </summary>
public static class MimeReader
{
    public const int Deepest = 16, MostParts = 200;

    private const int LongestHead = 256 * 1024;

    public static ReadMail Read(ReadOnlyMemory<byte> raw)
    {
        var walk = new Walk();
        return new(walk.Part(raw, 1, "text/plain"), walk.IsWhole);
    }

    /// <summary>How many bytes the header lines take, with the empty line that ends them.</summary>
    internal static int HeadLength(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var line = bytes[at..];
            var end = line.IndexOf((byte)'\n');
            var next = end < 0 ? bytes.Length : at + end + 1;
            if (line[0] == '\n' || line.StartsWith("\r\n"u8))
                return next;
            at = next;
        }
        return bytes.Length;
    }

    private sealed class Walk
    {
        private int parts;

        public bool IsWhole { get; private set; } = true;

        public MailPart Part(ReadOnlyMemory<byte> bytes, int depth, string otherwise)
        {
            parts++;
            var head = HeadLength(bytes.Span);
            IsWhole &= head <= LongestHead;
            var headers = HeaderBlock.Read(bytes.Span[..Math.Min(head, LongestHead)]);
            var type = MediaType.Parse(headers.First("Content-Type"), otherwise);
            var part = new MailPart(headers, type, bytes[head..], []);
            return part with { Parts = [.. Inner(part, depth)] };
        }

        private IEnumerable<MailPart> Inner(MailPart part, int depth)
        {
            var isMessage = part.Type.Name is "message/rfc822" or "message/global";
            if (!isMessage && !part.Type.IsMultipart)
                yield break;
            var slices = isMessage ? [part.Content()] : Boundaries.Split(part.Body, part.Type["boundary"]);
            var otherwise = part.Type.Name == "multipart/digest" ? "message/rfc822" : "text/plain";
            foreach (var slice in slices)
            {
                if (depth == Deepest || parts == MostParts)
                {
                    IsWhole = false;
                    yield break;
                }
                yield return Part(slice, depth + 1, otherwise);
            }
        }
    }
}
