using IncidentDesk.Operations;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Inbound;

/// <summary>What is wrong with the inbox as a whole, one alarm each, and its end.</summary>
public sealed class InboxAlarms(Database database, TimeProvider clock)
{
    public const string Unreadable = "inbox-unreadable", Storm = "inbox-storm", Waiting = "inbox-waiting";

    private const string Subject = "inbox";

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    private static readonly Text WaitingText = new(
        "Có thư đến chưa được xử lý hơn 15 phút: hãy xem nhật ký của hệ thống.",
        "Mails that came in have not been handled for more than 15 minutes: look at the desk's log.");

    /// <summary>What was said last, so that nothing is written while nothing changes.</summary>
    private readonly Dictionary<string, bool> said = [];

    public async Task SayAsync(string kind, bool isSo, Text text, CancellationToken cancellation)
    {
        if (said.TryGetValue(kind, out var before) && before == isSo)
            return;
        var now = clock.GetUtcNow();
        await database.WriteAsync(
            transaction => isSo
                ? Alarms.RaiseAsync(transaction, kind, "high", Subject, null, text.En, text.Vi, now)
                : Alarms.EndAsync(transaction, kind, Subject, now),
            cancellation);
        said[kind] = isSo;
    }

    public async Task LookForWaitingAsync(CancellationToken cancellation)
    {
        var oldest = await database.ReadAsync(reading => reading.SingleAsync<DateTimeOffset?>(
            "SELECT received_at FROM inbound_mails WHERE handled_at IS NULL ORDER BY received_at, hash LIMIT 1"), cancellation);
        await SayAsync(Waiting, oldest + LongestWait < clock.GetUtcNow(), WaitingText, cancellation);
    }
}
