namespace IncidentDesk.Rules.Advisories;

/// <summary>
/// The life of one reply: one letter, one agency, or one system of it. Silence is a state of its own, never "not affected". The same table stands in the database,
/// where each row of the history names a move of it.
/// </summary>
public static class CellMoves
{
    public const string NotSent = "not-sent", Sent = "sent", Seen = "seen", NoReply = "no-reply", Assessing = "assessing", NotAffected = "not-affected",
        Affected = "affected", Mitigated = "mitigated", Patched = "patched", Verified = "verified", Excepted = "excepted";

    public static readonly IReadOnlyList<string> States =
        [NotSent, Sent, Seen, NoReply, Assessing, NotAffected, Affected, Mitigated, Patched, Verified, Excepted];

    /// <summary>What an agency itself may say. The rest is said by the desk or by time.</summary>
    public static readonly IReadOnlyList<string> Answers = [Assessing, NotAffected, Affected, Mitigated, Patched, Excepted];

    private static readonly Dictionary<string, string[]> From = new()
    {
        [NotSent] = [Sent],
        [Sent] = [Seen, NoReply, .. Answers],
        [Seen] = [NoReply, .. Answers],
        [NoReply] = Answers.ToArray(),
        [Assessing] = [Assessing, NotAffected, Affected, Mitigated, Patched, Excepted],
        [NotAffected] = [Assessing, NotAffected, Affected, Mitigated, Patched, Verified],
        [Affected] = [Affected, Assessing, NotAffected, Mitigated, Patched, Excepted],
        [Mitigated] = [Mitigated, Affected, NotAffected, Patched, Excepted],
        [Patched] = [Patched, Affected, Verified],
        [Verified] = [Affected],
        [Excepted] = [Excepted, Affected, Mitigated, Patched],
    };

    public static IEnumerable<(string From, string To)> All => From.SelectMany(pair => pair.Value.Select(to => (pair.Key, to)));

    public static bool Allows(string from, string to) => From.TryGetValue(from, out var moves) && moves.Contains(to);

    /// <summary>It was sent and nobody has said anything about it.</summary>
    public static bool IsSilent(string state) => state is Sent or Seen or NoReply;

    /// <summary>Something is left to do.</summary>
    public static bool IsLeft(string state) => IsSilent(state) || state is Assessing or Affected or Mitigated;

    /// <summary>Whether an agency as a whole may say <paramref name="whole"/> while one of its systems stands at <paramref name="system"/>.</summary>
    public static bool Contradicts(string whole, string system) => whole switch
    {
        NotAffected => system is Affected or Mitigated or Patched or Verified or Excepted or Assessing,
        Patched or Verified => system is Affected or Mitigated or Assessing or Excepted,
        Excepted => system is Affected or Assessing,
        Mitigated or Assessing => system is Affected,
        _ => false,
    };

    /// <summary>
    /// Where an agency as a whole stands beside its systems. One affected system makes it affected. The others make it no better than "assessing": of what is left the
    /// agency has said nothing, or something that does not hold any more.
    /// </summary>
    /// <param name="isItsWord">The agency said it for itself; otherwise it was taken from the systems, and follows them.</param>
    public static string Beside(string whole, bool isItsWord, IReadOnlyCollection<string> systems) =>
        whole == NotSent ? whole
        : systems.Contains(Affected) ? Affected
        : IsSilent(whole) || !isItsWord || systems.Any(system => Contradicts(whole, system)) ? Assessing
        : whole;

    /// <summary>The legal moves from one state to another: from what was said to be done the way leads over "affected".</summary>
    public static IReadOnlyList<string> Way(string from, string to) => Allows(from, to) ? [to] : [Affected, to];
}
