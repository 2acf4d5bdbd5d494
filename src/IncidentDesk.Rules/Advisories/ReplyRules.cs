namespace IncidentDesk.Rules.Advisories;

/// <summary>What somebody answers to a letter.</summary>
/// <param name="Affected">How many machines or services.</param>
public sealed record Reply(string State, long? Affected, string? Evidence, string? Reason, DateTimeOffset? Until);

/// <summary>What each answer must bring with it, so that it is more than a word.</summary>
public static class ReplyRules
{
    /// <summary>A weakness that is left open is looked at again within a year.</summary>
    public static readonly TimeSpan LongestException = TimeSpan.FromDays(366);

    /// <returns>Field and fault: required or out-of-range.</returns>
    public static IEnumerable<(string Field, string Code)> Faults(Reply reply, DateTimeOffset now)
    {
        if (reply.State == CellMoves.Affected && reply.Affected is null)
            yield return ("affected", "required");
        if (reply.Affected is { } count && (count < (reply.State == CellMoves.Affected ? 1 : 0) || count > 1_000_000))
            yield return ("affected", "out-of-range");
        if (reply.State == CellMoves.NotAffected && reply.Affected > 0)
            yield return ("affected", "out-of-range");
        if (reply.State is CellMoves.NotAffected or CellMoves.Mitigated or CellMoves.Patched && IsEmpty(reply.Evidence))
            yield return ("evidence", "required");
        if (reply.State == CellMoves.Excepted && IsEmpty(reply.Reason))
            yield return ("reason", "required");
        if (reply.State == CellMoves.Excepted && reply.Until is null)
            yield return ("until", "required");
        if (reply.Until is { } until && (reply.State != CellMoves.Excepted || until <= now || until - now > LongestException))
            yield return ("until", "out-of-range");
    }

    private static bool IsEmpty(string? text) => string.IsNullOrWhiteSpace(text);
}
