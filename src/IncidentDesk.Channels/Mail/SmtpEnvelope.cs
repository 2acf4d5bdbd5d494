namespace IncidentDesk.Channels.Mail;

/// <summary>From whom to whom, as the server is told; both are parsed addresses.</summary>
internal sealed record SmtpEnvelope(string Sender, string Recipient)
{
    public bool NeedsUtf8 => MailAddressRules.NeedsUtf8(Sender) || MailAddressRules.NeedsUtf8(Recipient);
}
