namespace IncidentDesk.Channels.Mail;

/// <summary>A file that travels with the mail.</summary>
/// <param name="MediaType">Such as <c>application/json</c>; parameters are not taken.</param>
public sealed record MimeAttachment(string FileName, string MediaType, ReadOnlyMemory<byte> Content);
