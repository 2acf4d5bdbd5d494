using IncidentDesk.Storage;

namespace IncidentDesk.Escalation;

/// <summary>A centre that has, or may have, a message about an incident.</summary>
/// <param name="OrderedByLaw">How many of the messages a law ordered; above none, what follows is owed too.</param>
public sealed record ToldCentre(string Centre, string Role, string Name, long OrderedByLaw);

/// <summary>Whom the desk has told of an incident: what may have arrived counts as told, also what is being sent at this moment.</summary>
public static class Told
{
    /// <summary>Over the table deliveries.</summary>
    public const string MayHaveIt =
        """
        (deliveries.state IN ('claimed', 'in-doubt', 'accepted', 'delivered', 'acknowledged', 'simulated')
         OR EXISTS (SELECT 1 FROM delivery_attempts WHERE delivery_attempts.delivery_id = deliveries.id AND delivery_attempts.verdict = 'unknown'))
        """;

    /// <summary>The messages that tell a centre of an incident.</summary>
    public const string Tells = "deliveries.centre_id IS NOT NULL AND deliveries.cause_kind IN ('report', 'forward', 'obligation', 'update', 'request')";

    /// <param name="inWriting">True: only those that have a mail; a call leaves no thread to go on with.</param>
    public static Task<IReadOnlyList<ToldCentre>> CentresAsync(Reading reading, Guid incident, bool inWriting) =>
        reading.QueryAsync<ToldCentre>(
            $"""
            SELECT deliveries.centre_id AS centre, min(deliveries.recipient_role) AS role, min(deliveries.recipient_name) AS name,
                CAST(sum(CASE WHEN deliveries.cause_kind = 'obligation' THEN 1 ELSE 0 END) AS BIGINT) AS ordered_by_law
            FROM deliveries
            WHERE deliveries.about = @incident AND {Tells} AND {MayHaveIt} {(inWriting ? "AND deliveries.channel = 'mail'" : "")}
            GROUP BY deliveries.centre_id ORDER BY deliveries.centre_id
            """,
            new { incident });
}
