namespace IncidentDesk.Rules.Incidents;

/// <summary>The board's order as one number, so that an index can keep it: not ended first, then severity, then next due.</summary>
public static class WorstFirst
{
    // 10^14 ms lies in the year 5138: no due time reaches it, and eight such steps fit into a long.
    private const long Step = 100_000_000_000_000;

    public static long Order(bool ended, string severity, DateTimeOffset? nextDue)
    {
        var rank = (ended ? 4 : 0) + Triage.Severity.Index(severity);
        var due = nextDue is { } at ? Math.Clamp(at.ToUnixTimeMilliseconds(), 0, Step - 1) : Step - 1;
        return rank * Step + due;
    }
}
