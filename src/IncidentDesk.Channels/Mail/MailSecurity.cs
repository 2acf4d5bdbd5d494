namespace IncidentDesk.Channels.Mail;

/// <summary>How the way to the mail server is protected. There is no "if possible": that is how a middleman wins.</summary>
public enum MailSecurity
{
    /// <summary>Plain text; to a server on this machine only.</summary>
    None,

    /// <summary>Plain greeting, then TLS or nothing (port 587).</summary>
    StartTls,

    /// <summary>TLS from the first byte (port 465).</summary>
    Tls,
}
