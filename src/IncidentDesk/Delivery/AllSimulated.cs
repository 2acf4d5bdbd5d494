using IncidentDesk.Channels.Guard;

namespace IncidentDesk.Delivery;

/// <summary>
/// Whether nothing can leave this desk by itself, by any channel. What was closed there is closed unproven. What people do with their own hands
/// and voices does not count here: its proof stands on its own.
/// </summary>
public sealed class AllSimulated(ChannelBook book, Seal seal)
{
    public bool IsSo => !seal.Fits || book.All
        .Where(channel => !PersonChannels.Has(channel.Channel))
        .All(channel => !channel.IsConfigured || channel.Guard is GuardMode.Disabled or GuardMode.Simulate);
}
