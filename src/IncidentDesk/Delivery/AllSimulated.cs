using IncidentDesk.Channels.Guard;
using IncidentDesk.Operations;

namespace IncidentDesk.Delivery;

/// <summary>
/// Whether nothing at all can leave this desk. What was closed there is closed unproven: no delivery of it can have been real.
/// </summary>
public sealed class AllSimulated(ChannelBook book, Seal seal)
{
    // A call and a letter by hand are people's doing: they prove themselves, whatever the machines do.
    public bool IsSo => !seal.Fits || book.All.All(
        entry => entry.Channel is "call" or "by-hand" || entry.Guard is GuardMode.Disabled or GuardMode.Simulate);
}
