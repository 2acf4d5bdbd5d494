namespace IncidentDesk.People;

/// <summary>Some failures are forgiven; each one more doubles the wait, up to a limit that depends on what is waited for.</summary>
public static class Throttle
{
    public const int Forgiven = 5;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    /// <summary>Who has shown one thing and guesses the other: the password is known already, and a code has six figures.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>Where guesses come from waits less than a minute: behind one address sits a whole agency, and none of them is shut out by a neighbour.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromSeconds(50);

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
