namespace IncidentDesk.Rules.Statistics;

/// <summary>
/// What became of a number of duties. Each is counted in exactly one of <see cref="MetInTime"/>, <see cref="Late"/>, <see cref="Overdue"/>,
/// <see cref="NotYetDue"/>, <see cref="Waived"/>, <see cref="Void"/> and <see cref="ClosedUnproven"/>.
/// </summary>
/// <param name="Internal">Of all of them, those whose figure is the desk's own target.</param>
public sealed record FiledTally(
    long MetInTime, long Late, long Overdue, long NotYetDue, long Waived, long Void, long ClosedUnproven, long Internal,
    long LateMilliseconds, long LatestMilliseconds)
{
    public static readonly FiledTally None = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public long Total => Due + NotYetDue + Waived + Void + ClosedUnproven;

    /// <summary>Those of which it can be said whether they were filed in time: met in time, met late, or open past their instant.</summary>
    public long Due => MetInTime + Late + Overdue;

    /// <summary>Hundredths of a percent are more than anybody reads: one decimal, rounded half up. Null where nothing was due.</summary>
    public decimal? InTimePercent => Due == 0 ? null : Math.Round(100m * MetInTime / Due, 1, MidpointRounding.AwayFromZero);

    public long? MeanLateSeconds => Late == 0 ? null : LateMilliseconds / Late / 1000;

    public long? LongestLateSeconds => Late == 0 ? null : LatestMilliseconds / 1000;

    public FiledTally With(FiledCell cell)
    {
        var after = Counted(cell);
        return after with { Internal = after.Internal + cell.Internal };
    }

    // An incident that was closed unproven proves nothing either way, whatever was written on its duties.
    private FiledTally Counted(FiledCell cell) => cell switch
    {
        { IsUnproven: true } => this with { ClosedUnproven = ClosedUnproven + cell.Number },
        { State: "met" } => this with { MetInTime = MetInTime + cell.Number },
        { State: "late" } => this with
        {
            Late = Late + cell.Number,
            LateMilliseconds = LateMilliseconds + cell.LateMilliseconds,
            LatestMilliseconds = Math.Max(LatestMilliseconds, cell.LatestMilliseconds),
        },
        { State: "waived" } => this with { Waived = Waived + cell.Number },
        { State: "void" } => this with { Void = Void + cell.Number },
        { State: "open", IsPast: true } => this with { Overdue = Overdue + cell.Number },
        { State: "open" } => this with { NotYetDue = NotYetDue + cell.Number },
        _ => throw new ArgumentException($"'{cell.State}' is no state of a duty.", nameof(cell)),
    };
}
