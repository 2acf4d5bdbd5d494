using IncidentDesk.Audit;
using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation.Climbing;

/// <summary>
/// An incident's own ladder: frozen when it starts, stopped by whoever acknowledges, begun again when an acknowledgement expires.
/// All of it in the transaction of what causes it; <see cref="LadderClock"/> does the climbing.
/// </summary>
public static class IncidentLadders
{
    /// <summary>The incident takes its copy of the ladder and is due at once. A test has none: nobody is called for it.</summary>
    public static Task StartAsync(Transaction transaction, Guid incident, string severity, DateTimeOffset at) => transaction.ExecuteAsync(
        """
        INSERT INTO incident_ladders (incident_id, severity, rungs, acknowledgement_seconds, warning_seconds, step, first_step, started_at, climb_at)
        SELECT @incident, severity, rungs, acknowledgement_seconds, warning_seconds, 0, 0, @at, @at FROM ladders WHERE severity = @severity
        ON CONFLICT (incident_id) DO NOTHING
        """,
        new { incident, severity, at });

    /// <summary>
    /// It is worse than was thought: the higher ladder takes the place of the old one, and where nobody has acknowledged, climbing begins
    /// at its first rung. Whoever has acknowledged gets the time of the higher one.
    /// </summary>
    public static async Task RaiseAsync(Transaction transaction, Guid incident, string severity, DateTimeOffset at)
    {
        await TakeUpAsync(transaction, incident, at);
        await transaction.ExecuteAsync(
            """
            UPDATE incident_ladders SET severity = ladders.severity, rungs = ladders.rungs, acknowledgement_seconds = ladders.acknowledgement_seconds,
                warning_seconds = ladders.warning_seconds,
                first_step = CASE WHEN climb_at IS NULL THEN first_step ELSE step END,
                climb_at = CASE WHEN climb_at IS NULL THEN NULL ELSE @at END,
                warn_at = CASE WHEN expires_at IS NULL THEN NULL ELSE @at + ladders.warning_seconds * 1000 END,
                expires_at = CASE WHEN expires_at IS NULL THEN NULL ELSE @at + ladders.acknowledgement_seconds * 1000 END
            FROM ladders WHERE ladders.severity = @severity AND incident_ladders.incident_id = @incident
            """,
            new { incident, severity, at });
    }

    /// <summary>Somebody has the incident: nobody else is called, what has not left is taken back, and the acknowledgement's clock runs.</summary>
    public static async Task HoldAsync(Transaction transaction, Guid incident, Actor holder, DateTimeOffset at)
    {
        await transaction.ExecuteAsync(
            """
            UPDATE incident_ladders SET climb_at = NULL, stopped_at = @at, stopped_by = @by,
                warn_at = @at + warning_seconds * 1000, expires_at = @at + acknowledgement_seconds * 1000
            WHERE incident_id = @incident
            """,
            new { incident, at, by = holder.Word });
        await UnsentRungs.CancelAsync(transaction, incident, holder, "acknowledged", at);
        await ClimbAlarms.EndAsync(transaction, incident, at);
    }

    /// <summary>Nothing is left that somebody would have to be called for.</summary>
    public static async Task StopAsync(Transaction transaction, Guid incident, Actor actor, string why, DateTimeOffset at)
    {
        await transaction.ExecuteAsync(
            """
            UPDATE incident_ladders SET climb_at = NULL, warn_at = NULL, expires_at = NULL, stopped_at = @at, stopped_by = @by
            WHERE incident_id = @incident
            """,
            new { incident, at, by = actor.Word });
        await UnsentRungs.CancelAsync(transaction, incident, actor, why, at);
        await ClimbAlarms.EndAsync(transaction, incident, at);
    }

    /// <summary>A restore or a move of the database let it down: it is taken up where it was.</summary>
    public static Task TakeUpAsync(Transaction transaction, Guid incident, DateTimeOffset at) => transaction.ExecuteAsync(
        $"""
        UPDATE incident_ladders SET climb_at = @at, stopped_at = NULL, stopped_by = NULL
        WHERE incident_id = @incident AND stopped_by IN ({LetDown.Whys})
        """,
        new { incident, at });

    /// <summary>Nobody has it any more: climbing begins at the first rung, now.</summary>
    public static Task BeginAgainAsync(Transaction transaction, Guid incident, DateTimeOffset at) => transaction.ExecuteAsync(
        """
        UPDATE incident_ladders SET first_step = step, climb_at = @at, stopped_at = NULL, stopped_by = NULL, warn_at = NULL, expires_at = NULL
        WHERE incident_id = @incident
        """,
        new { incident, at });

    /// <summary>Its holder gave it back: the next rung is called, now, and the earlier ones are not called again.</summary>
    public static Task GoOnAsync(Transaction transaction, Guid incident, DateTimeOffset at) => transaction.ExecuteAsync(
        """
        UPDATE incident_ladders SET climb_at = @at, stopped_at = NULL, stopped_by = NULL, warn_at = NULL, expires_at = NULL WHERE incident_id = @incident
        """,
        new { incident, at });
}
