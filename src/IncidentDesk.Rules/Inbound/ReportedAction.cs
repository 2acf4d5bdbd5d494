namespace IncidentDesk.Rules.Inbound;

/// <summary>What a mail system did with a mail for one recipient (RFC 3464, 2.3.3).</summary>
/// <param name="Action">failed, delayed, delivered, relayed or expanded.</param>
/// <param name="Status">Such as 5.1.1; empty where none was given.</param>
public sealed record ReportedAction(string Action, string Status)
{
    /// <summary>Failed is the end whatever the status: a server that gave up after days says failed with 4.4.1. Only a success that calls itself failed is nothing we understand.</summary>
    public string Kind => Action switch
    {
        "failed" => Status.StartsWith("2.", StringComparison.Ordinal) ? MailKinds.AutoReply : MailKinds.Bounce,
        "delayed" => MailKinds.Delay,
        "delivered" or "relayed" or "expanded" => MailKinds.Delivered,
        _ => MailKinds.AutoReply,
    };

    /// <summary>Where one address stood for several mailboxes, the worst that happened counts.</summary>
    public int Weight => Kind switch { MailKinds.Bounce => 3, MailKinds.Delay => 2, MailKinds.Delivered => 1, _ => 0 };
}
