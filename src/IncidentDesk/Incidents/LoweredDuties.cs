using IncidentDesk.Rules;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>
/// Two people lowered an incident that was serious. What the law wanted of it by then stays owed and counts as it did, until somebody decides about the duty itself;
/// nothing new is wanted by that.
/// </summary>
internal static class LoweredDuties
{
    public static async Task<IReadOnlyList<OpenedObligation>> OfAsync(
        Reading reading, Guid incident, TriageFacts facts, IReadOnlyList<OpenedObligation> wanted, RuleBook book)
    {
        if (facts.RaisedSerious || await SeriousSinceAsync(reading, incident) is not { } since)
            return [];
        var before = facts with { RaisedSerious = true, ClassifiedAt = facts.ClassifiedAt < since ? facts.ClassifiedAt : since };
        var standing = await Duties.StandingAsync(reading, incident);
        return [.. Triage.Decide(before, book).Obligations.Where(one => standing.Any(duty => duty.Is(one)) && !wanted.Any(other => IsSame(one, other)))];
    }

    private static bool IsSame(OpenedObligation one, OpenedObligation other) =>
        one.Kind == other.Kind && one.Recipient == other.Recipient && one.Trigger == other.Trigger;

    // Nothing but a lowering takes it away.
    private static Task<DateTimeOffset?> SeriousSinceAsync(Reading reading, Guid incident) => reading.SingleAsync<DateTimeOffset?>(
        $"{IncidentFacts.Joined} SELECT min(incident_states.serious_since) FROM joined JOIN incident_states ON incident_states.incident_id = joined.id",
        new { incident });
}
