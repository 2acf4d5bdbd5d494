namespace IncidentDesk.Rules.Inbound;

/// <summary>
/// How far an answer moves the delivery that it answers. Never backwards: an answer that comes late, twice or out of order is noted and
/// moves nothing.
/// </summary>
/// <param name="Through">The states that the delivery goes through; none where the answer is only noted.</param>
/// <param name="IsTooEarly">True while an attempt is under way: its own result must stand on the row before the answer to it.</param>
public sealed record AnswerCourse(IReadOnlyList<string> Through, bool IsTooEarly = false)
{
    private const string Accepted = "accepted", Delivered = "delivered", Acknowledged = "acknowledged", InDoubt = "in-doubt", Failed = "failed";

    /// <summary>It moves nothing.</summary>
    public static readonly AnswerCourse Noted = new([]);

    public static AnswerCourse Of(string kind, string state) => (kind, state) switch
    {
        (MailKinds.Bounce or MailKinds.Delivered or MailKinds.Displayed or MailKinds.Reply, "claimed") => new([], IsTooEarly: true),
        (MailKinds.Bounce, Accepted or Delivered or InDoubt) => new([Failed]),
        (MailKinds.Delivered or MailKinds.Displayed, Accepted) => new([Delivered]),
        // An answer to a mail of which nobody knew whether it had arrived proves that it did.
        (MailKinds.Delivered or MailKinds.Displayed, InDoubt) => new([Accepted, Delivered]),
        (MailKinds.Reply, Accepted or Delivered) => new([Acknowledged]),
        (MailKinds.Reply, InDoubt) => new([Accepted, Acknowledged]),
        _ => Noted,
    };
}
