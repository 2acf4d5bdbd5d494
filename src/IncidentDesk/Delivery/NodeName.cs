namespace IncidentDesk.Delivery;

/// <summary>Who claims: one process on one data directory. Started again there, it is the same node and may free what it held.</summary>
public sealed record NodeName(string Text)
{
    public static NodeName Of(string dataDirectory) => new($"{Environment.MachineName}:{Path.GetFullPath(dataDirectory)}");
}
