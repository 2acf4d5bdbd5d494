namespace IncidentDesk.Channels.Guard;

/// <summary>What the guard lets happen.</summary>
public enum GuardAct
{
    Send,
    Simulate,
    Suppress,
}

/// <summary>The guard's decision with its reason.</summary>
/// <param name="Mode">The mode that decided, after the least of all was taken.</param>
public sealed record GuardDecision(GuardAct Act, GuardMode Mode, string Reason, string ReasonVi);
