namespace IncidentDesk.Rules.Drills;

/// <summary>The life of a drill. The same table as in <c>db/0027_drills.sql</c>.</summary>
public static class DrillStates
{
    public const string Draft = "draft", Approved = "approved", Running = "running", Ended = "ended", Aborted = "aborted", Cancelled = "cancelled";

    public const string Live = "live", Tabletop = "tabletop";

    public static readonly IReadOnlyList<string> All = [Draft, Approved, Running, Ended, Aborted, Cancelled];

    /// <summary>live: on systems that run (diễn tập thực chiến); tabletop: at the table, nothing is touched.</summary>
    public static readonly IReadOnlyList<string> Kinds = [Live, Tabletop];

    private static readonly IReadOnlyList<(string From, string To)> Moves =
    [
        (Draft, Draft), (Draft, Approved), (Draft, Cancelled), (Approved, Draft), (Approved, Running), (Approved, Cancelled), (Running, Ended), (Running, Aborted),
    ];

    public static bool IsLegal(string from, string to) => Moves.Contains((from, to));

    /// <summary>It can still become another state.</summary>
    public static bool IsOpen(string state) => Moves.Any(move => move.From == state);
}
