namespace IncidentDesk.Rules.Hunts;

/// <summary>What somebody says of a hunt.</summary>
/// <param name="Query">What was asked of logs and machines, word for word.</param>
/// <param name="SearchedFrom">From when on was searched; <paramref name="SearchedTo"/> until when.</param>
/// <param name="HasIncident">An incident is named, or a report that opens one.</param>
public sealed record HuntResult(string Outcome, string? Query, DateTimeOffset? SearchedFrom, DateTimeOffset? SearchedTo, DateTimeOffset? DoneAt, bool HasIncident);

/// <summary>What a result must bring with it: "nothing found" is worth what was searched, and a find is worth its incident.</summary>
public static class HuntResultRules
{
    public const string Waiting = "waiting", NothingFound = "nothing-found", Found = "found";

    public static readonly IReadOnlyList<string> Outcomes = [NothingFound, Found];

    /// <summary>Of a cell; who has said nothing waits.</summary>
    public static readonly IReadOnlyList<string> States = [Waiting, .. Outcomes];

    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    /// <returns>Field and fault: required, in-the-future, out-of-range or differs.</returns>
    public static IEnumerable<(string Field, string Code)> Faults(HuntResult result, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(result.Query))
            yield return ("query", "required");
        if (result.SearchedFrom is null)
            yield return ("searchedFrom", "required");
        if (result.SearchedTo is null)
            yield return ("searchedTo", "required");
        if (result.SearchedTo > now + ClockSlack)
            yield return ("searchedTo", "in-the-future");
        if (result.SearchedFrom >= result.SearchedTo)
            yield return ("searchedTo", "out-of-range");
        if (result.DoneAt > now + ClockSlack)
            yield return ("doneAt", "in-the-future");
        if (result.Outcome == Found && !result.HasIncident)
            yield return ("incident", "required");
        if (result.Outcome == NothingFound && result.HasIncident)
            yield return ("incident", "differs");
    }

    /// <summary>Whether what was searched holds all of what the hunt asks for; a hunt without a period asks for none.</summary>
    public static bool Covers(DateTimeOffset? searchedFrom, DateTimeOffset? searchedTo, DateTimeOffset? from, DateTimeOffset? to) =>
        (from is null || searchedFrom <= from) && (to is null || searchedTo >= to);
}
