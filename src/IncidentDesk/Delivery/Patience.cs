namespace IncidentDesk.Delivery;

/// <summary>How long a delivery waits between attempts. It never gives up: only a person, or what supersedes it, ends the trying.</summary>
public static class Patience
{
    /// <summary>After an attempt that was none (an open breaker) the row looks again this soon.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15);

    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan MostAsked = TimeSpan.FromHours(1);

    private static readonly TimeSpan[] Waits =
    [
        Shortest, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(10), Longest,
    ];

    /// <param name="attempts">How many attempts there were, the last one included.</param>
    /// <param name="asked">How long the peer asked us to wait; longer than an hour is not believed.</param>
    public static TimeSpan After(long attempts, TimeSpan? asked = null)
    {
        var wait = attempts < 1 ? Shortest : Waits[Math.Min(attempts, Waits.Length) - 1];
        var wanted = asked > MostAsked ? MostAsked : asked ?? TimeSpan.Zero;
        return wanted > wait ? wanted : wait;
    }
}
