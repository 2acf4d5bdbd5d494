using System.Text.Json;
using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>What the timeline says when another channel starts, or cannot.</summary>
public static class NextChannelWords
{
    public static readonly Text Started = new(
        "Liên hệ {0} thêm qua {1}: {2}.", "{0} is now reached by {1} too: {2}.");

    public static readonly Text Skipped = new(
        "Không liên hệ được {0} qua {1}: chưa có kênh này hoặc chưa có địa chỉ đã xác minh.",
        "{0} cannot be reached by {1}: this desk has no such channel, or no verified address for it.");

    private static readonly Text Failed = new("không gửi được qua {0}", "it could not be sent by {0}");
    private static readonly Text NoAddress = new("chưa có địa chỉ dùng được cho {0}", "there is no usable address for {0}");
    private static readonly Text Silent = new("đã gửi qua {0} nhưng chưa ai xác nhận", "it was taken by {0}, and nobody has confirmed it");
    private static readonly Text OnlySimulated = new("tin qua {0} chỉ được mô phỏng", "it was only simulated by {0}");
    private static readonly Text Slow = new("chưa gửi xong qua {0}", "it is not through by {0} yet");

    public static async Task TellAsync(Transaction transaction, Unreached from, string channel, Text sentence, DateTimeOffset at)
    {
        if (from.IncidentId is not { } incident)
            return;
        var nameEn = from.CentreId is { } centre
            ? await transaction.SingleAsync<string>("SELECT name_en FROM centres WHERE id = @centre", new { centre })
            : null;
        await Timeline.AddAsync(
            transaction, incident, at, "delivery", Actor.Desk, from.IsOwnPerson ? "internal" : "agency",
            sentence.In(Language.English, nameEn ?? from.RecipientName, Name(channel, Language.English), Why(from, Language.English)),
            sentence.In(Language.Vietnamese, from.RecipientName, Name(channel, Language.Vietnamese), Why(from, Language.Vietnamese)),
            JsonSerializer.Serialize(new { delivery = from.Id, state = from.State, channel }));
    }

    private static string Why(Unreached from, Language language) => (from.State switch
    {
        DeliveryStates.Failed or DeliveryStates.Suppressed => Failed,
        DeliveryStates.Planned => NoAddress,
        DeliveryStates.Simulated => OnlySimulated,
        DeliveryStates.Accepted or DeliveryStates.Delivered => Silent,
        _ => Slow,
    }).In(language, Name(from.Channel, language));

    private static string Name(string channel, Language language) => Texts.Say(Texts.Channels, channel, language);
}
