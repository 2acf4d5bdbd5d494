using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation.Ladders;

/// <summary>A ladder as the doors show it.</summary>
public sealed record LadderView(
    string Severity, IReadOnlyList<RungView> Rungs, long AcknowledgementSeconds, long WarningSeconds, long Version)
{
    public static async Task<LadderView> OfAsync(Reading reading, LadderRow row)
    {
        var names = (await reading.QueryAsync<Named>("SELECT id, name FROM people WHERE agency_id IS NULL")).ToDictionary(one => one.Id, one => one.Name);
        return new(
            row.Severity,
            [.. row.Ladder.Rungs.Select(rung => new RungView(
                rung.Who, Callable.PersonOf(rung.Who) is { } person ? names.GetValueOrDefault(person) : null, rung.Channels, rung.PatienceSeconds))],
            row.AcknowledgementSeconds, row.WarningSeconds, row.Version);
    }

    private sealed record Named(Guid Id, string Name);
}

/// <param name="Name">The name of the person, where the rung names one.</param>
public sealed record RungView(string Who, string? Name, IReadOnlyList<string> Channels, long PatienceSeconds);
