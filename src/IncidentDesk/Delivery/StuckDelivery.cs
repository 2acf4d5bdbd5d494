using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>A delivery whose letter the desk itself cannot write or carry: a person hears of it, and no other delivery waits for it.</summary>
public static class StuckDelivery
{
    /// <summary>True where the letter or what stands on the row is at fault, and not the store or the stop of the desk.</summary>
    public static bool IsCause(Exception fault) => fault is not (StorageOutageException or OverloadedException or OperationCanceledException);

    /// <returns>False when the alarm is open already.</returns>
    public static async Task<bool> RaiseAsync(Transaction transaction, Guid delivery, DateTimeOffset at) =>
        await Standing.ReadAsync(transaction, delivery) is { } standing && await Alarms.RaiseAsync(
            transaction, DeliveryAlarms.Stuck, "critical", delivery.ToString("D"), standing.IncidentId,
            $"{standing.Subject}: the desk cannot write or carry the mail to {standing.Recipient.En}. It tries again by itself. "
                + "Send it another way if it cannot wait, and have the log looked at.",
            $"{standing.Subject}: hệ thống không soạn hoặc không chuyển được thư tới {standing.Recipient.Vi}. Hệ thống tự thử lại. "
                + "Nếu không thể chờ, hãy gửi bằng cách khác và cho kiểm tra nhật ký.", at);

    public static Task<bool> EndAsync(Transaction transaction, Guid delivery, DateTimeOffset at) =>
        Alarms.EndAsync(transaction, DeliveryAlarms.Stuck, delivery.ToString("D"), at);
}
