using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>The one story of an incident: people, deliveries and clocks, in the order in which they happened.</summary>
public static class Timeline
{
    /// <param name="visibility">agency: the reporting agency sees it too; internal: the desk alone.</param>
    /// <returns>The id of the new line.</returns>
    public static async Task<Guid> AddAsync(
        Transaction transaction, Guid incident, DateTimeOffset at, string kind, Actor actor, string visibility, string text, string textVi,
        string? facts = null)
    {
        var id = Ids.Next(at);
        await transaction.ExecuteAsync(
            """
            INSERT INTO timeline (incident_id, id, at, kind, actor_kind, actor_id, actor_name, visibility, text, text_vi, facts)
            VALUES (@incident, @id, @at, @kind, @actorKind, @actorId, @actorName, @visibility, @text, @textVi, @facts)
            """,
            new
            {
                incident, id, at, kind, actorKind = actor.Kind, actorId = actor.Id, actorName = actor.Name,
                visibility, text, textVi, facts,
            });
        return id;
    }
}
