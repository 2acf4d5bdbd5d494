namespace IncidentDesk.Rules.Statistics;

/// <summary>Duties that are alike in everything the figures ask for, as they stood at the instant the figures are of.</summary>
/// <param name="Reality">real, drill or test.</param>
/// <param name="Month">Of the due instant, in the desk's zone: 2026-11.</param>
/// <param name="State">open, met, late, waived or void.</param>
/// <param name="IsPast">The due instant lies before the instant of the figures.</param>
/// <param name="IsUnproven">The incident stood closed on a desk that sends nothing.</param>
/// <param name="Number">How many duties.</param>
/// <param name="LateMilliseconds">How late those were that were met late, together.</param>
/// <param name="LatestMilliseconds">How late the latest of them was.</param>
/// <param name="Internal">How many of them no law gives a figure for: the desk's own target.</param>
public sealed record FiledCell(
    string Kind, string Rule, string Agency, string Reality, string Month, string State, bool IsPast, bool IsUnproven,
    long Number, long LateMilliseconds, long LatestMilliseconds, long Internal);
