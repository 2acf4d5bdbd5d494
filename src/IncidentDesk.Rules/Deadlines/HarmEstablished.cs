namespace IncidentDesk.Rules.Deadlines;

/// <summary>
/// When the harm to personal data was established, of all that the reports of one incident say. The earliest instant counts, in whatever order they came: nothing was
/// established later for being told earlier. Once a correction has put another instant in its place, that one counts alone, whatever the other reports say, before it or after
/// it and be it earlier: a follow-up repeats unseen what stood in the report before, and has no time of its own but that of its coming. An earlier one takes another correction.
/// One that repeats what was said before corrects nothing of it.
/// </summary>
public static class HarmEstablished
{
    /// <param name="said">In the order in which they came.</param>
    /// <returns>Null where none of them names an instant.</returns>
    public static DateTimeOffset? Of(IReadOnlyList<HarmSaying> said) => Corrected(said) ?? said.Min(one => one.EstablishedAt);

    // Later reports add to what was said; only the first one and what corrects it are one account, of which the last word counts.
    private static DateTimeOffset? Corrected(IReadOnlyList<HarmSaying> said)
    {
        DateTimeOffset? before = null, corrected = null;
        foreach (var one in said.Where(one => one is { Kind: "initial" or "correction", EstablishedAt: not null }))
        {
            if (one.Kind == "correction" && one.EstablishedAt != before)
                corrected = one.EstablishedAt;
            before = one.EstablishedAt;
        }
        return corrected;
    }
}

/// <param name="Kind">initial, progress, final or correction.</param>
/// <param name="EstablishedAt">Null: the report names no instant.</param>
public sealed record HarmSaying(string Kind, DateTimeOffset? EstablishedAt);
