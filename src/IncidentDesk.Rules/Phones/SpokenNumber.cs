namespace IncidentDesk.Rules.Phones;

/// <summary>A number in the groups in which people say it and dial it by hand.</summary>
public static class SpokenNumber
{
    private const string Vietnam = "+84";

    /// <summary>+842400000001 is 024 0000 0001, +84869100317 is 0869 100 317; another country's keeps its plus, in threes.</summary>
    public static IReadOnlyList<string> Groups(string e164)
    {
        if (!e164.StartsWith(Vietnam, StringComparison.Ordinal))
            return Cut(e164, [.. Enumerable.Repeat(3, e164.Length / 3)]);
        var national = "0" + e164[Vietnam.Length..];
        // Hà Nội and TP.HCM have area codes of three digits, everything else has four.
        return Cut(national, national is ['0', '2', '4' or '8', ..] ? [3, 4] : [4, 3]);
    }

    private static IReadOnlyList<string> Cut(string digits, int[] lengths)
    {
        var groups = new List<string>();
        var from = 0;
        foreach (var length in lengths.TakeWhile(length => from + length < digits.Length))
        {
            groups.Add(digits.Substring(from, length));
            from += length;
        }
        groups.Add(digits[from..]);
        return groups;
    }
}
