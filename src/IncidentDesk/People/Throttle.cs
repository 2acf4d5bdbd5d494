namespace IncidentDesk.People;

/// <summary>Five failures are forgiven; each one more doubles the wait, up to a quarter of an hour, so that nobody is shut out for long.</summary>
public static class Throttle
{
    public const int Forgiven = 5;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>When the next attempt is looked at; null when at once.</summary>
    public static DateTimeOffset? Until(int failures, DateTimeOffset now)
    {
        if (failures <= Forgiven)
            return null;
        var wait = First * Math.Pow(2, Math.Min(failures - Forgiven - 1, 10));
        return now + (wait < Longest ? wait : Longest);
    }
}
