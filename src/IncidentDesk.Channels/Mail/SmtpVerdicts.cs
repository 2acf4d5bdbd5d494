namespace IncidentDesk.Channels.Mail;

/// <summary>The verdict table of SMTP: what a "no" means, by how far the mail had come.</summary>
internal static class SmtpVerdicts
{
    /// <summary>
    /// Greeting, EHLO, STARTTLS, AUTH: a server that shows us the door for good does so because of who we are, not because of whom we write
    /// to. Were it permanent, one changed password would fail every waiting notice; so it waits, and the alarm asks a person to look.
    /// </summary>
    public static Outcome AtTheDoor(SmtpReply reply) => new(Verdict.NotSent, reply.Words) { Blame = reply.IsNever ? Blame.Setting : Blame.Peer };

    /// <summary>MAIL, RCPT, DATA: nothing of the content has left.</summary>
    public static Outcome BeforeTheContent(SmtpReply reply) => reply switch
    {
        // Sign in first, TLS first, this way of signing in is too weak: about us, not about the recipient.
        { Code: 530 or 534 or 535 or 538 } => new(Verdict.NotSent, reply.Words) { Blame = Blame.Setting },
        { IsNever: true } => new(Verdict.Permanent, reply.Words) { Blame = Blame.Message },
        _ => new(Verdict.NotSent, reply.Words) { Blame = reply.IsGoodbye || !reply.IsNotNow ? Blame.Peer : Blame.Message },
    };

    /// <summary>The server had everything.</summary>
    public static Outcome AfterTheDot(SmtpReply reply) => reply switch
    {
        { IsPositive: true } => new(Verdict.Ok, reply.Words),
        { IsNotNow: true } => new(Verdict.Transient, reply.Words) { Blame = reply.IsGoodbye ? Blame.Peer : Blame.Message },
        { IsNever: true } => new(Verdict.Permanent, reply.Words) { Blame = Blame.Message },
        _ => new(Verdict.Unknown, reply.Words) { Blame = Blame.Peer },
    };
}
