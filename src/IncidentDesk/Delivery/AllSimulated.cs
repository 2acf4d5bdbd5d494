using IncidentDesk.Channels.Guard;

namespace IncidentDesk.Delivery;

/// <summary>
/// Whether nothing at all can leave this desk. What was closed there is closed unproven: no delivery of it can have been real.
/// </summary>
public sealed class AllSimulated(MailSender sender, Seal seal)
{
    public bool IsSo => !seal.Fits || sender.Guard is GuardMode.Disabled or GuardMode.Simulate;
}
