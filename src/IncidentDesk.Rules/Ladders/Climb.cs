namespace IncidentDesk.Rules.Ladders;

/// <summary>One step up a ladder: who is called, which rungs had nobody, and how long to wait then.</summary>
/// <param name="Climbed">How many rungs have been climbed since the first, this one and the skipped ones included.</param>
/// <param name="Who">The word of the rung, or fallback.</param>
/// <param name="Callees">Empty only when even the fallback has nobody.</param>
/// <param name="Skipped">The words of the rungs that had nobody.</param>
/// <param name="IsAgain">True when the whole ladder had been climbed before, in vain.</param>
public sealed record ClimbStep(
    long Climbed, string Who, IReadOnlyList<Callee> Callees, IReadOnlyList<string> Skipped, bool IsAgain, long PatienceSeconds, Bilingual Said)
{
    public bool IsFallback => Who == Callable.Fallback;
}

/// <summary>
/// Climbs: the next rung that has somebody is called, one without is passed over at once, and where the ladder ends without anybody
/// the standing fallback is called. After its end it begins again; only an acknowledgement stops it.
/// </summary>
public static class Climb
{
    /// <param name="climbed">How many rungs have been climbed since the first.</param>
    public static ClimbStep Next(Ladder ladder, long climbed, Crew crew, DateTimeOffset instant)
    {
        var count = ladder.Rungs.Count;
        var isAgain = climbed >= count;
        var place = (int)(climbed % count);
        var skipped = new List<string>();
        for (; place < count; place++, climbed++)
        {
            var rung = ladder.Rungs[place];
            if (crew.Reach(crew.Of(rung.Who, instant), rung.Channels) is { Count: > 0 } callees)
                return new(climbed + 1, rung.Who, callees, skipped, isAgain, rung.PatienceSeconds, Said(rung.Who, callees, skipped));
            skipped.Add(rung.Who);
        }
        var fallback = crew.ReachFallback();
        return new(
            climbed, Callable.Fallback, fallback, skipped, isAgain, ladder.Rungs[count - 1].PatienceSeconds, Said(Callable.Fallback, fallback, skipped));
    }

    /// <summary>One whole round that begins at the instant and that nobody acknowledges, with the instant of each step.</summary>
    public static IReadOnlyList<(DateTimeOffset At, ClimbStep Step)> Round(Ladder ladder, Crew crew, DateTimeOffset from)
    {
        var steps = new List<(DateTimeOffset, ClimbStep)>();
        for (long climbed = 0; climbed < ladder.Rungs.Count;)
        {
            var step = Next(ladder, climbed, crew, from);
            steps.Add((from, step));
            climbed = step.Climbed;
            from = from.AddSeconds(step.PatienceSeconds);
        }
        return steps;
    }

    private static Bilingual Said(string who, IReadOnlyList<Callee> callees, IReadOnlyList<string> skipped)
    {
        var nobody = Nobody(skipped);
        if (callees.Count == 0)
            return new($"{nobody.En}And nobody else can be reached.", $"{nobody.Vi}Cũng không còn ai khác liên lạc được.");
        var name = Callable.NameOf(who);
        return new(
            $"{nobody.En}Calling {name.En}: {List(callees, "then", word => Callable.NameOfChannel(word).En)}.",
            $"{nobody.Vi}Đang gọi {name.Vi}: {List(callees, "rồi", word => Callable.NameOfChannel(word).Vi)}.");
    }

    private static Bilingual Nobody(IReadOnlyList<string> skipped) => skipped.Count == 0 ? new("", "") : new(
        $"Nobody can be reached as {string.Join(", ", skipped.Select(who => Callable.NameOf(who).En))}. ",
        $"Không có ai liên lạc được ở vị trí: {string.Join(", ", skipped.Select(who => Callable.NameOf(who).Vi))}. ");

    private static string List(IReadOnlyList<Callee> callees, string then, Func<string, string> name) => string.Join("; ", callees.Select(
        callee => $"{callee.Person.Name} ({string.Join($", {then} ", callee.Channels.Select(name))})"));
}
