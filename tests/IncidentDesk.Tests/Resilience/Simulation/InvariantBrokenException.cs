namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>The product broke a promise of reliability.md, section 2.1.</summary>
/// <param name="invariant">I1 to I9.</param>
internal sealed class InvariantBrokenException(string invariant, string words) : Exception($"{invariant}: {words}")
{
    public string Invariant { get; } = invariant;
}
