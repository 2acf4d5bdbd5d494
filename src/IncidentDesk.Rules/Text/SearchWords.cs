namespace IncidentDesk.Rules.Text;

/// <summary>One thing that must be there: any of these runs of words, each word for word in a row.</summary>
/// <param name="IsOpen">The last word is only begun: whoever types has not come to its end.</param>
public sealed record Sought(IReadOnlyList<IReadOnlyList<string>> Runs, bool IsOpen)
{
    public bool IsIn(IReadOnlyList<string> words) => Runs.Any(run => Enumerable.Range(0, Math.Max(0, words.Count - run.Count + 1)).Any(at => IsAt(words, run, at)));

    private bool IsAt(IReadOnlyList<string> words, IReadOnlyList<string> run, int at)
    {
        for (var step = 0; step < run.Count; step++)
            if (IsOpen && step == run.Count - 1 ? !words[at + step].StartsWith(run[step], StringComparison.Ordinal) : words[at + step] != run[step])
                return false;
        return true;
    }
}

/// <summary>
/// Text as the search sees it: folded, and split at everything that is no letter and no digit. So an address, a hash, a CVE and a number are runs of words, and
/// it does not matter whether somebody writes 203.0.113.7 or 203[.]0[.]113[.]7.
/// </summary>
public static class SearchWords
{
    // An open word of one sign matches a fourth of everything and helps nobody.
    private const int LeastOpen = 2;
    private const int MostSought = 12;

    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var (folded, start) = (Folding.Fold(text), -1);
        for (var at = 0; at <= folded.Length; at++)
        {
            var isWord = at < folded.Length && char.IsLetterOrDigit(folded[at]);
            if (isWord && start < 0)
                start = at;
            if (!isWord && start >= 0)
            {
                words.Add(folded[start..at]);
                start = -1;
            }
        }
        return words;
    }

    /// <summary>What was typed, as what must all be there. Empty when there is no word in it, which finds nothing.</summary>
    public static IReadOnlyList<Sought> Ask(string typed)
    {
        var parts = typed.Split([' ', '\t', '\u00A0'], StringSplitOptions.RemoveEmptyEntries).Select(Of).Where(words => words.Count > 0).Take(MostSought).ToList();
        return [.. parts.Select((words, at) => One(words, at == parts.Count - 1))];
    }

    // 123 means INC-2026-000123, and 2026-123 too: numbers are stored both ways.
    private static Sought One(IReadOnlyList<string> words, bool isLast)
    {
        if (words.Count > 1 && words[0] == "hxxp" || words[0] == "hxxps")
            words = [words[0].Replace("xx", "tt", StringComparison.Ordinal), .. words.Skip(1)];
        var isShortNumber = words is [var only] && only.Length < 6 && only.All(char.IsAsciiDigit);
        return isShortNumber
            ? new([words, [words[0].PadLeft(6, '0')]], IsOpen: false)
            : new([words], isLast && words[^1].Length >= LeastOpen);
    }
}
