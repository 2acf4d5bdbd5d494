using IncidentDesk.Channels.Guard;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations.Watch;

/// <summary>A desk that was told to send and only simulates, because its database is a copy: a person must hear of it.</summary>
public sealed class SealTrouble(Seal seal, DeskSettings settings, WatchNode node) : IWatch
{
    public Task<IReadOnlyList<Trouble>> LookAsync(Reading reading, DateTimeOffset now) => Task.FromResult<IReadOnlyList<Trouble>>(
        seal.Fits || !IsToSend ? [] :
        [
            new(
                Trouble.Seal, "critical", $"desk@{node.Text}",
                "This database is not where it was sealed: it was copied, restored or moved. Nothing leaves the desk, sending is simulated. "
                    + "Is this the desk that shall go on? Then arm it; else leave it so.",
                "Cơ sở dữ liệu không còn ở nơi đã niêm phong: đã bị sao chép, khôi phục hoặc di chuyển. Không có gì được gửi ra ngoài, "
                    + "chỉ mô phỏng. Nếu đây là hệ thống sẽ tiếp tục hoạt động, hãy kích hoạt gửi thật; nếu không, cứ để nguyên."),
        ]);

    // A call is a person's own act; every other way out counts once it is there and may do more than simulate.
    private bool IsToSend => settings.Mail.Options.GuardMode > GuardMode.Simulate
        || (settings.Channels.Sms.IsConfigured && settings.Channels.Sms.GuardMode > GuardMode.Simulate)
        || (settings.Channels.Voice.IsConfigured && settings.Channels.Voice.GuardMode > GuardMode.Simulate)
        || (settings.Channels.Webhook.IsConfigured && settings.Channels.Webhook.GuardMode > GuardMode.Simulate);
}
