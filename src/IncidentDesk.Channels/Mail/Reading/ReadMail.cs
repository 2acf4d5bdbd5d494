namespace IncidentDesk.Channels.Mail.Reading;

/// <summary>A mail that came in, as far as it can be understood. Everything in it was written by somebody else.</summary>
/// <param name="IsWhole">False where it was too deep, had too many parts, or too long headers to be read to its end.</param>
public sealed record ReadMail(MailPart Root, bool IsWhole)
{
    private const int LongestSubject = 500;

    private static readonly string[] AutomaticPrecedences = ["bulk", "auto_reply", "junk", "list"];

    public HeaderBlock Headers => Root.Headers;

    public string? MessageId => MessageIds.FirstOf(Headers.First("Message-ID"));

    /// <summary>Every address that says it wrote this; one is the rule, and more are nobody in particular.</summary>
    public IReadOnlyList<string> Senders => [.. Headers.All("From").SelectMany(AddressLine.Of)];

    public string Subject => SubjectOf(Headers);

    /// <summary>The messages that it answers, the nearest first.</summary>
    public IReadOnlyList<string> AnswersTo =>
        [.. MessageIds.Of(Headers.First("In-Reply-To")), .. MessageIds.Of(Headers.First("References")).Reverse()];

    /// <summary>How many servers it says it has passed.</summary>
    public int Hops => Headers.All("Received").Count();

    /// <summary>A machine wrote it by itself (RFC 3834 and the older habits): such a mail is never taken for a person's answer.</summary>
    public bool IsAutomatic =>
        (Headers.First("Auto-Submitted") is { } submitted && !submitted.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase))
        || AutomaticPrecedences.Contains(Headers.First("Precedence")?.Trim().ToLowerInvariant())
        || Headers.Has("X-Autoreply") || Headers.Has("X-Autorespond") || Headers.Has("List-Id")
        || Headers.First("Return-Path")?.Trim() == "<>";

    /// <summary>What a mail system reports; null in every other mail, also in one that only has such a report attached deeper down.</summary>
    public DeliveryReport? Report =>
        Child("message/delivery-status", "message/global-delivery-status") is { } part && DeliveryReport.Read(part) is { Recipients.Count: > 0 } report
            ? report
            : null;

    /// <summary>What the receiver's mail program reports.</summary>
    public DispositionReport? Disposition => Child("message/disposition-notification") is { } part ? DispositionReport.Read(part) : null;

    /// <summary>The headers of the mail that comes back inside this one.</summary>
    public HeaderBlock? Returned =>
        Child("message/rfc822", "message/global") is { Parts: [var original, ..] } ? original.Headers
        : Child("text/rfc822-headers", "message/global-headers") is { } part ? HeaderBlock.Read(part.Content(256 * 1024).Span)
        : null;

    /// <summary>What a person wrote: the first plain text, or the first HTML without its tags.</summary>
    public string Text => PlainText.Of(Root);

    public static string SubjectOf(HeaderBlock headers) => Legible.Line(HeaderWords.Decode(headers.First("Subject") ?? ""), LongestSubject);

    private MailPart? Child(params string[] names) =>
        Root.Type.IsMultipart ? Root.Parts.FirstOrDefault(part => names.Contains(part.Type.Name)) : null;
}
