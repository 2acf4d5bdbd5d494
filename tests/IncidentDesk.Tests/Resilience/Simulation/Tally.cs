using System.Reflection;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>How often what matters happened: stories without kills, doubts and late results would prove nothing.</summary>
internal sealed class Tally
{
    public long Kills { get; set; }
    public long Pauses { get; set; }
    public long Attempts { get; set; }
    public long Receipts { get; set; }
    public long ReceivedTwice { get; set; }
    public long InDoubt { get; set; }
    public long LapsedLeases { get; set; }
    public long StartedAgain { get; set; }
    public long Failed { get; set; }
    public long Superseded { get; set; }
    public long Simulated { get; set; }
    public long Suppressed { get; set; }
    public long Approved { get; set; }
    public long Cancelled { get; set; }
    public long NextChannels { get; set; }
    public long Acknowledged { get; set; }
    public long CallsRecorded { get; set; }
    public long Retried { get; set; }

    /// <summary>Of the ladder that was climbed highest.</summary>
    public long Climbed { get; set; }

    /// <summary>What never happened.</summary>
    public IReadOnlyList<string> Missing => [.. Figures.Where(figure => (long)figure.GetValue(this)! == 0).Select(figure => figure.Name)];

    private static IEnumerable<PropertyInfo> Figures => typeof(Tally).GetProperties().Where(figure => figure.PropertyType == typeof(long));

    public void Count(HistoryRow move)
    {
        InDoubt += move.ToState == "in-doubt" ? 1 : 0;
        LapsedLeases += move.Note == "the lease ran out" ? 1 : 0;
        StartedAgain += move.Note == "this node was started again" ? 1 : 0;
        Failed += move.ToState == "failed" ? 1 : 0;
        Superseded += move.ToState == "superseded" ? 1 : 0;
        Simulated += move.ToState == "simulated" ? 1 : 0;
        Suppressed += move.ToState == "suppressed" ? 1 : 0;
        Approved += move.Note?.StartsWith("approved ", StringComparison.Ordinal) == true ? 1 : 0;
    }

    public void Count(IEnumerable<Life> lives)
    {
        foreach (var life in lives)
        {
            Cancelled += life.Row.State == "cancelled" ? 1 : 0;
            NextChannels += life.Row is { Channel: "call", CauseKind: not "reminder" } ? 1 : 0;
            Attempts += life.Attempts.Count;
            Receipts += life.Receipts.Count;
            ReceivedTwice += life.Receipts.Count > 1 ? 1 : 0;
        }
    }

    public void Add(Tally other)
    {
        foreach (var figure in Figures)
            figure.SetValue(this, (long)figure.GetValue(this)! + (long)figure.GetValue(other)!);
    }

    public override string ToString() => string.Join(", ", Figures.Select(figure => $"{figure.GetValue(this)} {figure.Name}"));
}
