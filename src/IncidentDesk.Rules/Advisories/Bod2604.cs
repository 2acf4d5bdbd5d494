namespace IncidentDesk.Rules.Advisories;

/// <summary>What is known of a weakness. Null is "nobody has said", and counts as the worse: who does not know must not wait longer.</summary>
/// <param name="InKev">It stands in the catalogue of weaknesses that are known to be used.</param>
/// <param name="Exposed">What has it can be reached from outside.</param>
/// <param name="Automatable">An attack can be repeated by a machine against many.</param>
/// <param name="IsTotal">Whoever uses it has full control.</param>
public sealed record Weakness(bool InKev, bool? Exposed, bool? Automatable, bool? IsTotal);

/// <summary>How soon it should be mended.</summary>
/// <param name="Word">FSU (with the next upgrade), 60D, 14D, 3D or 3DF (three days, and look for traces of an attack).</param>
/// <param name="Days">Null where the next upgrade does.</param>
public sealed record Pace(string Word, int? Days)
{
    public bool WantsForensics => Word == "3DF";

    public DateTimeOffset? DueFrom(DateTimeOffset start) => Days is { } days ? start.AddDays(days) : null;
}

/// <summary>
/// The sixteen rows of CISA's Binding Operational Directive 26-04 (CERTCC/SSVC, cisa_bod_26_04_1_0_0.csv). It binds nobody here: it is the suggestion that a person
/// may shorten freely and lengthen with a reason.
/// </summary>
public static class Bod2604
{
    public const string Source = "CISA BOD 26-04";

    /// <summary>In how many days traces are looked for where the table asks for forensics.</summary>
    public const int ForensicDays = 3;

    private static readonly Pace Upgrade = new("FSU", null), Sixty = new("60D", 60), Fourteen = new("14D", 14), Three = new("3D", 3), Forensics = new("3DF", ForensicDays);

    public static Pace PaceOf(Weakness weakness) =>
        (weakness.InKev, weakness.Exposed ?? true, weakness.Automatable ?? true, weakness.IsTotal ?? true) switch
        {
            (false, false, false, _) => Upgrade,
            (true, false, false, false) => Fourteen,
            (false, true, false, false) => Sixty,
            (false, false, true, _) => Sixty,
            (true, true, false, false) => Fourteen,
            (true, false, true, false) => Fourteen,
            (false, true, true, false) => Fourteen,
            (true, false, false, true) => Fourteen,
            (false, true, false, true) => Fourteen,
            (true, true, true, false) => Three,
            (false, true, true, true) => Three,
            (true, true, false, true) => Forensics,
            (true, false, true, true) => Forensics,
            (true, true, true, true) => Forensics,
        };
}
