using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>What open pages and streams are told: that something changed, never its content.</summary>
public static class Changes
{
    /// <param name="kind">incident, delivery, obligation, alarm, approval, duty, advisory, hunt, coordination, provider or scenario.</param>
    /// <param name="what">What happened to it, one word: filed, accepted, raised.</param>
    /// <param name="agency">Whose it is; null is for the desk alone.</param>
    public static Task TellAsync(
        Transaction transaction, string kind, Guid subject, string? number, string what, Guid? agency, DateTimeOffset at) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO changes (id, kind, subject_id, number, what, agency_id, at)
            VALUES (@id, @kind, @subject, @number, @what, @agency, @at)
            """,
            new { id = Ids.Next(at), kind, subject, number, what, agency, at });
}
