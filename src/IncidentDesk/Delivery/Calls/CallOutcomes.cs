using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery.Calls;

/// <summary>What a call can come to, and what each means for the delivery.</summary>
public static class CallOutcomes
{
    public const string Answered = "answered", NoAnswer = "no-answer", Busy = "busy", WrongNumber = "wrong-number", Refused = "refused",
        MessageLeft = "message-left";

    /// <summary>When nobody answered, the call is to be made again.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(5);

    public static readonly IReadOnlyList<string> All = [Answered, NoAnswer, Busy, WrongNumber, Refused, MessageLeft];

    /// <summary>The states that the delivery goes through once it is in somebody's hands. Only a named person's word is an acknowledgement.</summary>
    public static IReadOnlyList<string> PathOf(string outcome, bool isNamed) => outcome switch
    {
        Answered when isNamed => [Accepted, Delivered, Acknowledged],
        Answered => [Accepted, Delivered],
        MessageLeft => [Accepted],
        NoAnswer or Busy => [RetryWait],
        _ => [Failed],
    };

    public static string VerdictOf(string outcome) => outcome switch
    {
        Answered or MessageLeft => "ok",
        NoAnswer or Busy => "transient",
        _ => "permanent",
    };
}
