namespace IncidentDesk.Tests.Deadlines;

/// <summary>One incident of the year, as a clerk would write it down: what was told of it, and when.</summary>
internal sealed class YearStory
{
    public Guid Id { get; set; }
    public required string Agency { get; init; }
    public bool Drill { get; init; }
    public DateTimeOffset Detected { get; init; }
    public DateTimeOffset Opened { get; init; }
    public bool Disruption { get; init; }
    public DateTimeOffset? Serious { get; set; }
    public DateTimeOffset? Capacity { get; set; }
    public DateTimeOffset? DataFrom { get; set; }
    public DateTimeOffset? DataSaid { get; set; }
    public DateTimeOffset? Ended { get; set; }

    /// <summary>It was closed while nothing could leave the desk.</summary>
    public bool Unproven { get; set; }

    public List<YearSending> Sent { get; } = [];
}

internal sealed record YearSending(string Kind, string Recipient, string Trigger, DateTimeOffset At, bool Preliminary);

/// <summary>A system of the register, with what was written of it since.</summary>
internal sealed record YearSystem(Guid Id, string Agency, List<YearLevel> Life);

/// <param name="Confirmed">From then on its level has been confirmed.</param>
internal sealed record YearLevel(DateTimeOffset At, long Level, bool Confirmed);
