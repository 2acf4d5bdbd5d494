namespace IncidentDesk.Channels.Guard;

/// <summary>How far a message may go, from least to most.</summary>
public enum GuardMode
{
    Disabled,
    Simulate,
    AllowList,
    Live,
}

/// <summary>The modes as people write them.</summary>
public static class GuardWords
{
    public static bool TryParse(string? word, out GuardMode mode)
    {
        (var known, mode) = word?.Trim().ToLowerInvariant() switch
        {
            "disabled" => (true, GuardMode.Disabled),
            "simulate" => (true, GuardMode.Simulate),
            "allow-list" => (true, GuardMode.AllowList),
            "live" => (true, GuardMode.Live),
            _ => (false, GuardMode.Disabled),
        };
        return known;
    }

    public static string Word(this GuardMode mode) => mode switch
    {
        GuardMode.Simulate => "simulate",
        GuardMode.AllowList => "allow-list",
        GuardMode.Live => "live",
        _ => "disabled",
    };
}
