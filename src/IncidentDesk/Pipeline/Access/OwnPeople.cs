namespace IncidentDesk.Pipeline.Access;

/// <summary>
/// Whom the desk calls and writes to among its own people, and their addresses, are not the agencies' to see: conditions for a WHERE clause,
/// beside <see cref="Caller.MaySee"/>.
/// </summary>
public static class OwnPeople
{
    /// <summary>How the cause of an answer to a centre's request begins. In it stands what every agency said that was asked, so none of them reads it, whose incident ever it is about.</summary>
    public const string AnswerToCentre = "coordination-answer-";

    /// <summary>Over the table deliveries: those that are not to a person of the desk, and not an answer to a centre.</summary>
    public const string NotTo = $"deliveries.person_id IS NULL AND deliveries.cause_kind NOT IN ('rung', 'reminder') AND deliveries.cause_ref NOT LIKE '{AnswerToCentre}%'";

    /// <summary>Over the table deliveries.</summary>
    public static string DeliveriesFor(Caller caller) => caller.IsDesk ? "1 = 1" : NotTo;

    /// <summary>Over the table alarms: one about a message to a person of the desk names them.</summary>
    public static string AlarmsFor(Caller caller) => caller.IsDesk
        ? "1 = 1"
        : "NOT EXISTS (SELECT 1 FROM deliveries WHERE deliveries.id = alarms.subject AND deliveries.person_id IS NOT NULL)";
}
