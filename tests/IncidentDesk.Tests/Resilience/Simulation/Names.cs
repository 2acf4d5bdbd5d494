namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>Short names in the order of first mention, so that a story of the same seed reads the same although ids are random.</summary>
internal sealed class Names
{
    private readonly Dictionary<Guid, string> names = [];

    public string Of(Guid delivery) => names.TryGetValue(delivery, out var name) ? name : names[delivery] = $"d{names.Count + 1}";
}
