using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Coordination;

/// <summary>The whole answer has left: the clock of the request stops, and its alarms end. What was only simulated has not left.</summary>
internal static class Answered
{
    public const string Near = "coordination-near", Overdue = "coordination-overdue";

    public static async Task SetAsync(Transaction transaction, Guid request, DateTimeOffset at, DateTimeOffset now)
    {
        if (await transaction.ExecuteAsync(
            "UPDATE coordination_requests SET state = 'answered', answered_at = @at, version = version + 1 WHERE id = @request AND state = 'open'", new { request, at }) == 0)
            return;
        await EndAlarmsAsync(transaction, request, now);
        await Changes.TellAsync(transaction, "coordination", request, null, "answered", null, now);
    }

    public static async Task EndAlarmsAsync(Transaction transaction, Guid request, DateTimeOffset now)
    {
        foreach (var kind in (string[])[Near, Overdue])
            await Alarms.EndAsync(transaction, kind, request.ToString("D"), now);
    }
}
