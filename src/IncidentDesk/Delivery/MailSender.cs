using IncidentDesk.Channels.Mail;

namespace IncidentDesk.Delivery;

/// <summary>As whom the desk writes.</summary>
public sealed class MailSender(string deskName, MailOptions mail)
{
    // A desk that has never been told its address still plans and simulates; .invalid can never be anybody's (RFC 2606).
    private const string Nobody = "desk@incidentdesk.invalid";

    public Mailbox From { get; } = new(MailAddressRules.TryParse(mail.From, out var address) ? address : Nobody, deskName);

    /// <summary>Fixed when the delivery is planned and the same on every attempt, so that a receiver can tell a repetition.</summary>
    public string MessageIdOf(Guid delivery) => MimeMessage.IdOf(delivery, From.Address);
}
