namespace IncidentDesk.Rules.Statistics;

/// <summary>Who filed in time. Pure: the same cells give the same figures; drills and tests never stand among what is real.</summary>
public static class FiledInTime
{
    public const string Real = "real", Drill = "drill", Test = "test";

    /// <summary>By what the figures may be told apart.</summary>
    public static readonly IReadOnlyList<string> By = ["kind", "agency", "month", "rule"];

    public static FiledTally Count(IEnumerable<FiledCell> cells, string reality = Real) =>
        cells.Where(cell => cell.Reality == reality).Aggregate(FiledTally.None, (tally, cell) => tally.With(cell));

    /// <summary>The same figures told apart, in the order of their keys: together they are the whole.</summary>
    public static IReadOnlyList<(string Key, FiledTally Tally)> Apart(IEnumerable<FiledCell> cells, string by) =>
    [
        .. cells.Where(cell => cell.Reality == Real).GroupBy(cell => Key(cell, by), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, Count(group))),
    ];

    private static string Key(FiledCell cell, string by) => by switch
    {
        "kind" => cell.Kind,
        "agency" => cell.Agency,
        "month" => cell.Month,
        "rule" => cell.Rule,
        _ => throw new ArgumentException($"'{by}' is nothing that the figures are told apart by.", nameof(by)),
    };
}
