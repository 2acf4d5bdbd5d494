namespace IncidentDesk.Rules.Drills;

/// <summary>What of a drill's plan is written down. Instants are the ends of its window; null where nobody has said.</summary>
/// <param name="People">How many of the desk's own people take part.</param>
/// <param name="Systems">How many systems are tried.</param>
public sealed record DrillPlan(
    string Kind, string? Goal, int People, int Systems, string? Tools, string? Limits, string? ProtectionPlan, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt)
{
    /// <summary>
    /// What is missing before it may be approved and begin. A live drill runs on real systems without a script: goal, participants, tools, limits, window and protection
    /// plan are fixed first (Directive 60/CT-BTTTT of 2021). At the table nothing is touched, and a goal and people are enough.
    /// </summary>
    public IReadOnlyList<string> Missing() =>
    [
        .. new (string Word, bool IsThere, bool OfLiveOnly)[]
        {
            ("goal", Says(Goal), false), ("people", People > 0, false), ("systems", Systems > 0, true), ("tools", Says(Tools), true), ("limits", Says(Limits), true),
            ("window", StartsAt is not null && EndsAt is not null, true), ("protectionPlan", Says(ProtectionPlan), true),
        }.Where(one => !one.IsThere && (Kind == DrillStates.Live || !one.OfLiveOnly)).Select(one => one.Word),
    ];

    /// <summary>A live drill begins and runs inside its window; one at the table that has none may begin at any time.</summary>
    public bool MayBeginAt(DateTimeOffset now) => (StartsAt is null && EndsAt is null && Kind != DrillStates.Live) || IsInWindow(now, StartsAt, EndsAt);

    /// <summary>Without a window, or outside of it, nothing of a drill leaves the desk.</summary>
    public static bool IsInWindow(DateTimeOffset now, DateTimeOffset? startsAt, DateTimeOffset? endsAt) => startsAt <= now && now < endsAt;

    private static bool Says(string? text) => !string.IsNullOrWhiteSpace(text);
}
