namespace IncidentDesk.Demo;

/// <summary>Stands where the story is: what is filed now was filed then.</summary>
internal sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}
