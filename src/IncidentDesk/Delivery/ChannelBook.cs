using IncidentDesk.Channels.Guard;
using IncidentDesk.Operations;

namespace IncidentDesk.Delivery;

/// <summary>What the settings say of one channel.</summary>
public sealed record ChannelEntry(string Channel, bool IsConfigured, GuardMode Guard, AllowList AllowList);

/// <summary>Every channel by its word: is it there, how far may it go, and to whom.</summary>
public sealed class ChannelBook(DeskSettings settings)
{
    /// <summary>The channels in the order in which people read them.</summary>
    public IReadOnlyList<ChannelEntry> All { get; } =
    [
        new("mail", settings.Mail.Options.Host.Length > 0, settings.Mail.Options.GuardMode, AllowList.Parse(settings.Mail.Options.AllowList)),
    ];
}
