namespace IncidentDesk.Rules.Inbound;

/// <summary>What a mail that came in turned out to be.</summary>
public static class MailKinds
{
    /// <summary>A mail system gave up: the mail did not arrive.</summary>
    public const string Bounce = "bounce";

    /// <summary>A mail system still tries.</summary>
    public const string Delay = "delay";

    /// <summary>A mail system put the mail into the mailbox, or handed it on to one that reports no more.</summary>
    public const string Delivered = "delivered";

    /// <summary>The receiver's mail program showed the mail to somebody.</summary>
    public const string Displayed = "displayed";

    /// <summary>A person wrote back.</summary>
    public const string Reply = "reply";

    /// <summary>A machine wrote back.</summary>
    public const string AutoReply = "auto-reply";

    /// <summary>The desk wrote it itself.</summary>
    public const string Own = "own";

    /// <summary>A mail of the desk that somebody sends back to it, or one that goes round in circles.</summary>
    public const string Loop = "loop";

    /// <summary>It belongs to nothing that the desk sent, or the desk does not understand it: a person must look.</summary>
    public const string Unmatched = "unmatched";

    public static readonly IReadOnlyList<string> All = [Bounce, Delay, Delivered, Displayed, Reply, AutoReply, Own, Loop, Unmatched];
}
