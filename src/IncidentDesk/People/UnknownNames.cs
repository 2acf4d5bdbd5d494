using System.Collections.Concurrent;

namespace IncidentDesk.People;

/// <summary>Names that nobody has are made to wait like those that somebody has; else the wait would tell which exist.</summary>
public sealed class UnknownNames
{
    private const int MostRemembered = 10_000;
    private readonly ConcurrentDictionary<string, (int Failures, DateTimeOffset? Until)> attempts = new();

    public DateTimeOffset? WaitOf(string name, DateTimeOffset now) =>
        attempts.TryGetValue(name, out var seen) && seen.Until > now ? seen.Until : null;

    public DateTimeOffset? Count(string name, DateTimeOffset now)
    {
        if (attempts.Count >= MostRemembered)
            attempts.Clear();
        return attempts.AddOrUpdate(
            name,
            _ => (1, null),
            (_, seen) => (seen.Failures + 1, Throttle.Until(seen.Failures + 1, now))).Until;
    }
}
