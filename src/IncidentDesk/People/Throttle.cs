namespace IncidentDesk.People;

/// <summary>Some failures are forgiven; each one more doubles the wait, up to a quarter of an hour, so that nobody is shut out for long.</summary>
public static class Throttle
{
    public const int Forgiven = 5;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);

    /// <summary>Where the guesses come from waits long.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>What is guessed at only slows down: who guesses from everywhere must not decide when its owner gets in.</summary>
    public static readonly TimeSpan Brief = TimeSpan.FromSeconds(10);

    /// <summary>When the next attempt is looked at; null when at once.</summary>
    public static DateTimeOffset? Until(int failures, DateTimeOffset now, int forgiven = Forgiven, TimeSpan? longest = null)
    {
        if (failures <= forgiven)
            return null;
        var wait = First * Math.Pow(2, Math.Min(failures - forgiven - 1, 10));
        return now + (wait < (longest ?? Longest) ? wait : longest ?? Longest);
    }
}
