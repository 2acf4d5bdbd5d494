namespace IncidentDesk.Channels.Mail.Reading;

/// <summary>One part of a mail with the parts inside it; the whole mail is the outermost.</summary>
/// <param name="Body">As it travelled, still in its transfer encoding.</param>
public sealed record MailPart(HeaderBlock Headers, MediaType Type, ReadOnlyMemory<byte> Body, IReadOnlyList<MailPart> Parts)
{
    /// <summary>The body without its transfer encoding, at most <paramref name="most"/> bytes of it taken.</summary>
    public ReadOnlyMemory<byte> Content(int most = int.MaxValue) =>
        TransferEncoding.Decode(Body[..Math.Min(most, Body.Length)], Headers.First("Content-Transfer-Encoding"));

    internal bool IsAttachment =>
        Headers.First("Content-Disposition") is { } disposition && disposition.StartsWith("attachment", StringComparison.OrdinalIgnoreCase);
}
