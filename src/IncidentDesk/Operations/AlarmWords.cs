using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.Operations;

/// <summary>An alarm about a message says whom it was for, and in which words it was refused. For who audits the name and every address are left out: the message's id stands beside it.</summary>
public static class AlarmWords
{
    /// <summary>A column over the table alarms: whom the message is for, where that is neither a centre nor one of the desk's own.</summary>
    public const string Named =
        """
        (SELECT deliveries.recipient_name FROM deliveries
            WHERE deliveries.id = alarms.subject AND deliveries.centre_id IS NULL AND deliveries.person_id IS NULL) AS named
        """;

    /// <param name="named">What the column holds.</param>
    public static string For(Caller caller, string text, string? named) =>
        caller.SeesContacts ? text : Withheld.Without(text, named is { Length: > 0 } ? [named] : []);
}
