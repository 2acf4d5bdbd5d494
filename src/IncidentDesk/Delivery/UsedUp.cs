using IncidentDesk.Operations;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>Every way that the desk had to a recipient was tried: it never just ends there, a person is told what is left to do.</summary>
public static class UsedUp
{
    public static async Task RaiseAsync(Transaction transaction, Guid delivery, DateTimeOffset at)
    {
        var standing = (await Standing.ReadAsync(transaction, delivery))!;
        if (standing.IsCalledOff)
            return;
        var channel = Texts.Channels.GetValueOrDefault(standing.Channel) ?? new(standing.Channel, standing.Channel);
        await Alarms.RaiseAsync(
            transaction, DeliveryAlarms.UsedUp, "high", delivery.ToString("D"), standing.IncidentId,
            $"{standing.Subject}: {standing.Recipient.En} was not reached by {channel.En}, and no other way is left. Find one by hand and record it, "
                + "or correct the address and send again.",
            $"{standing.Subject}: chưa tới được {standing.Recipient.Vi} qua {channel.Vi} và không còn kênh nào khác. Hãy tự tìm cách liên hệ rồi "
                + "ghi lại, hoặc sửa địa chỉ rồi gửi lại.", at);
    }

    public static Task<bool> EndAsync(Transaction transaction, Guid delivery, DateTimeOffset at) =>
        Alarms.EndAsync(transaction, DeliveryAlarms.UsedUp, delivery.ToString("D"), at);
}
