namespace IncidentDesk.Rules.Inbound;

/// <summary>What decides which kind of mail it is.</summary>
public sealed record MailTraits
{
    private const int MostHops = 50;

    /// <summary>Its From is the desk's own address.</summary>
    public bool IsFromUs { get; init; }

    /// <summary>The desk's own headers stand on the outside, not in a mail that comes back inside this one.</summary>
    public bool CarriesOurMark { get; init; }

    /// <summary>Servers that it has passed.</summary>
    public int Hops { get; init; }

    /// <summary>What a mail system reports; the report of the recipient that matters.</summary>
    public ReportedAction? Report { get; init; }

    /// <summary>What the receiver's mail program reports: displayed, deleted, ...</summary>
    public string? Disposition { get; init; }

    /// <summary>A machine wrote it by itself.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>
    /// The kind, before anybody knows which message it answers. What is ours is looked for first: a mail that only looks like a
    /// report or an answer must do nothing when it is our own.
    /// </summary>
    public string Kind =>
        Hops >= MostHops ? MailKinds.Loop
        : CarriesOurMark ? IsFromUs ? MailKinds.Own : MailKinds.Loop
        : IsFromUs ? MailKinds.Own
        : Report is { } report ? report.Kind
        : Disposition is { } word ? word == "displayed" ? MailKinds.Displayed : MailKinds.AutoReply
        : IsAutomatic ? MailKinds.AutoReply
        : MailKinds.Reply;
}
