namespace IncidentDesk.Delivery;

/// <summary>One of the things that <see cref="Rounds"/> looks after: what nobody claims and somebody must do.</summary>
public interface IRound
{
    /// <summary>What it does, for the log.</summary>
    string What { get; }

    Task TurnAsync(CancellationToken cancellation);
}
