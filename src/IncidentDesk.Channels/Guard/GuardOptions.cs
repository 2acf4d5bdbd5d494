namespace IncidentDesk.Channels.Guard;

/// <summary>The guard answers for seconds; what takes longer is the delivery row's business.</summary>
public sealed record GuardOptions
{
    /// <summary>Everything together, with its retries and waits. A lease's attempt lasts at most 120 s.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Further tries of what was certainly not sent.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>The first wait; it doubles each time.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The breaker opens when this many tries within <see cref="BreakerWindow"/> came and at least half of them failed.</summary>
    public int BreakerTries { get; init; } = 6;

    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it stays open before one try may look again.</summary>
    public TimeSpan BreakerRest { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Messages of this channel under way at once.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>How long the next one waits for a free place before it goes back to its row.</summary>
    public TimeSpan PlaceWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Everything that is wrong, all at once.</summary>
    /// <param name="section">Where the settings stand, such as <c>Channels:Mail:Limits</c>.</param>
    public IReadOnlyList<SettingFault> Faults(string section)
    {
        var faults = new List<SettingFault>();
        Between(nameof(TotalTimeout), TotalTimeout, 1, 110);
        Between(nameof(FirstWait), FirstWait, 0.1, 10);
        Between(nameof(BreakerWindow), BreakerWindow, 1, 600);
        Between(nameof(BreakerRest), BreakerRest, 1, 600);
        Between(nameof(PlaceWait), PlaceWait, 0, 60);
        Count(nameof(Retries), Retries, 0, 5);
        Count(nameof(BreakerTries), BreakerTries, 2, 1000);
        Count(nameof(AtOnce), AtOnce, 1, 64);
        return faults;

        void Between(string name, TimeSpan value, double least, double most)
        {
            if (value.TotalSeconds < least || value.TotalSeconds > most)
                faults.Add(new($"{section}:{name}", $"must be from {least} to {most} seconds", $"phải từ {least} đến {most} giây"));
        }

        void Count(string name, int value, int least, int most)
        {
            if (value < least || value > most)
                faults.Add(new($"{section}:{name}", $"must be from {least} to {most}", $"phải từ {least} đến {most}"));
        }
    }
}
