namespace IncidentDesk.Channels.Guard;

/// <summary>Whether a message may leave: the least of what the channel, the recipient and the seal allow.</summary>
public static class Guarding
{
    public static GuardMode Least(params ReadOnlySpan<GuardMode> modes)
    {
        var least = GuardMode.Live;
        foreach (var mode in modes)
            least = mode < least ? mode : least;
        return least;
    }

    /// <param name="recipientMode">The recipient's own limit; <see cref="GuardMode.Live"/> where there is none.</param>
    /// <param name="sealFits">False on a copied, restored or moved database that no administrator has armed.</param>
    public static GuardDecision Decide(GuardMode channelMode, GuardMode recipientMode, bool sealFits, AllowList allowList, string address)
    {
        var wanted = Least(channelMode, recipientMode);
        var mode = sealFits ? wanted : Least(wanted, GuardMode.Simulate);
        return mode switch
        {
            GuardMode.Disabled => channelMode == GuardMode.Disabled
                ? new(GuardAct.Suppress, mode, "The channel is disabled.", "Kênh đã bị tắt.")
                : new(GuardAct.Suppress, mode, "Sending to this recipient is disabled.", "Đã tắt gửi tới nơi nhận này."),
            GuardMode.Simulate => Simulated(channelMode, wanted, mode),
            GuardMode.AllowList => allowList.Contains(address)
                ? new(GuardAct.Send, mode, "The recipient is on the allow-list.", "Nơi nhận có trong danh sách cho phép.")
                : new(GuardAct.Suppress, mode, "The recipient is not on the allow-list.", "Nơi nhận không có trong danh sách cho phép."),
            _ => new(GuardAct.Send, mode, "Channel and recipient are live.", "Kênh và nơi nhận đang ở chế độ gửi thật."),
        };
    }

    private static GuardDecision Simulated(GuardMode channelMode, GuardMode wanted, GuardMode mode) =>
        wanted > mode
            ? new(GuardAct.Simulate, mode, "This database is not where it was sealed: sending is simulated until an administrator arms it.",
                "Cơ sở dữ liệu không còn ở nơi đã niêm phong: chỉ mô phỏng gửi cho đến khi quản trị viên cho phép.")
        : channelMode == GuardMode.Simulate
            ? new(GuardAct.Simulate, mode, "The channel simulates.", "Kênh đang ở chế độ mô phỏng.")
            : new(GuardAct.Simulate, mode, "Sending to this recipient is simulated.", "Chỉ mô phỏng gửi tới nơi nhận này.");
}
