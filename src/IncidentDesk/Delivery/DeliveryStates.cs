using System.Collections.Frozen;

namespace IncidentDesk.Delivery;

/// <summary>The words of a delivery's life; the legal moves between them stand in the table delivery_moves.</summary>
public static class DeliveryStates
{
    public const string Planned = "planned";
    public const string AwaitingApproval = "awaiting-approval";
    public const string Queued = "queued";
    public const string Claimed = "claimed";
    public const string InDoubt = "in-doubt";
    public const string Accepted = "accepted";
    public const string Delivered = "delivered";
    public const string Acknowledged = "acknowledged";
    public const string RetryWait = "retry-wait";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";
    public const string Suppressed = "suppressed";
    public const string Simulated = "simulated";
    public const string Superseded = "superseded";

    public static readonly IReadOnlyList<string> All =
    [
        Planned, AwaitingApproval, Queued, Claimed, InDoubt, Accepted, Delivered, Acknowledged, RetryWait, Failed, Cancelled, Suppressed,
        Simulated, Superseded,
    ];

    private static readonly FrozenSet<string> Endings =
        FrozenSet.Create(Accepted, Delivered, Acknowledged, Failed, Cancelled, Suppressed, Simulated, Superseded);

    /// <summary>True when the desk itself does nothing more about it.</summary>
    public static bool IsEnding(string state) => Endings.Contains(state);
}
