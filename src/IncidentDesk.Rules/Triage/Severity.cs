namespace IncidentDesk.Rules.Triage;

/// <summary>The four severities, worst first.</summary>
public static class Severity
{
    /// <summary>0 for critical to 3 for low.</summary>
    public static int Index(string word) => word switch
    {
        "critical" => 0,
        "high" => 1,
        "medium" => 2,
        "low" => 3,
        _ => throw new ArgumentException($"'{word}' is no severity.", nameof(word)),
    };

    public static bool IsWorse(string one, string other) => Index(one) < Index(other);
}
