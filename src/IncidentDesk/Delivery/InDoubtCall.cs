using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>Somebody held a call or a paper and said nothing of it: only a person can find out whether it was done.</summary>
public static class InDoubtCall
{
    public static async Task RaiseAsync(Transaction transaction, Guid delivery, DateTimeOffset at)
    {
        var standing = (await Standing.ReadAsync(transaction, delivery))!;
        await Alarms.RaiseAsync(
            transaction, DeliveryAlarms.InDoubtCall, "high", delivery.ToString("D"), standing.IncidentId,
            $"{standing.Subject}: it is not known whether {standing.Recipient.En} was called. Ask who took the call, then record what came of it, "
                + "or call again.",
            $"{standing.Subject}: chưa rõ đã gọi {standing.Recipient.Vi} hay chưa. Hãy hỏi người đã giữ cuộc gọi rồi ghi lại kết quả, "
                + "hoặc gọi lại.", at);
    }

    public static Task<bool> EndAsync(Transaction transaction, Guid delivery, DateTimeOffset at) =>
        Alarms.EndAsync(transaction, DeliveryAlarms.InDoubtCall, delivery.ToString("D"), at);
}
