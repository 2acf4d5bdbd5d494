namespace IncidentDesk.Channels.Mail.Reading;

/// <summary>What the receiver's mail program says was done with a mail: the machine-readable part of a read receipt (RFC 8098).</summary>
/// <param name="Disposition">displayed, deleted, dispatched, processed; lower case.</param>
public sealed record DispositionReport(string Disposition, string? OriginalMessageId, string? Original, string? Final)
{
    private const int MostRead = 64 * 1024;

    internal static DispositionReport? Read(MailPart part) =>
        FieldGroups.Of(part.Content(MostRead).Span, 1) is [var fields] && fields.First("Disposition") is { } disposition
            ? new(
                WordOf(disposition), MessageIds.FirstOf(fields.First("Original-Message-ID")),
                FieldGroups.Address(fields.First("Original-Recipient")), FieldGroups.Address(fields.First("Final-Recipient")))
            : null;

    // manual-action/MDN-sent-manually; displayed/modifier
    private static string WordOf(string disposition) => disposition.Split(';')[^1].Split('/')[0].Trim().ToLowerInvariant();
}
