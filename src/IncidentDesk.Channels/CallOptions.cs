using IncidentDesk.Channels.Guard;

namespace IncidentDesk.Channels;

/// <summary>Section <c>Channels:Call</c>: calls that a person makes. The desk can only ask for one, so it does unless it is told otherwise.</summary>
public sealed record CallOptions
{
    public string Guard { get; init; } = "live";

    /// <summary>Phone numbers in E.164, separated by commas.</summary>
    public string AllowList { get; init; } = "";

    public GuardMode GuardMode => GuardWords.TryParse(Guard, out var mode) ? mode : GuardMode.Live;
}
