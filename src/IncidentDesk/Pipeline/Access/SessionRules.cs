namespace IncidentDesk.Pipeline.Access;

/// <summary>The settings of section <c>People</c>: how long a session lasts, and who must prove it twice.</summary>
/// <param name="Idle">Without a request or an open page that hears of changes.</param>
/// <param name="Longest">From signing in on, whatever is done.</param>
/// <param name="SecondFactor">desk, all or none.</param>
public sealed record SessionRules(TimeSpan Idle, TimeSpan Longest, string SecondFactor)
{
    /// <summary>How long a shown password or code is fresh enough for what is dangerous.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    public bool AsksTwice(bool isDesk) => SecondFactor == "all" || (SecondFactor == "desk" && isDesk);
}
