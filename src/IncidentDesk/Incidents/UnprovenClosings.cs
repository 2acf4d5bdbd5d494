using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>From when to when an incident was closed on a desk that sends nothing: its duties prove nothing in the figures of that time.</summary>
public static class UnprovenClosings
{
    public static Task BeginAsync(Transaction transaction, Guid incident, DateTimeOffset at) => transaction.ExecuteAsync(
        "INSERT INTO unproven_closings (incident_id, closed_at) VALUES (@incident, @at) ON CONFLICT (incident_id, closed_at) DO UPDATE SET reopened_at = NULL",
        new { incident, at });

    public static Task EndAsync(Transaction transaction, Guid incident, DateTimeOffset at) => transaction.ExecuteAsync(
        "UPDATE unproven_closings SET reopened_at = @at WHERE incident_id = @incident AND reopened_at IS NULL", new { incident, at });

    /// <summary>Over a table incidents, with the parameter @asOf: whether it stood closed unproven then.</summary>
    public const string Stands =
        """
        EXISTS (SELECT 1 FROM unproven_closings WHERE unproven_closings.incident_id = incidents.id AND unproven_closings.closed_at <= @asOf
            AND (unproven_closings.reopened_at IS NULL OR unproven_closings.reopened_at > @asOf))
        """;
}
