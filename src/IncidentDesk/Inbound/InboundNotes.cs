using System.Text.Json;
using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Inbound;

/// <summary>
/// What mails say stands in the incident's story for the desk alone, and not without end: a storm, or a stranger who guessed a number,
/// fills the list of what came in, not the story.
/// </summary>
public static class InboundNotes
{
    public const int MostADay = 20;

    public static async Task AddAsync(
        Transaction transaction, IncidentAtHand incident, string hash, Judgement judged, Actor actor, Text line, DateTimeOffset now)
    {
        var earlier = await transaction.SingleAsync<long>(
            "SELECT count(*) FROM inbound_mails WHERE incident_id = @id AND handled_at > @since", new { id = incident.Id, since = now.AddDays(-1) });
        if (earlier > MostADay)
            return;
        var said = earlier == MostADay ? InboundWords.MoreCame : line;
        await Timeline.AddAsync(
            transaction, incident.Id, now, "delivery", earlier == MostADay ? Actor.Desk : actor, "internal", said.En, said.Vi,
            JsonSerializer.Serialize(new { inbound = hash, kind = judged.Kind }));
        await Changes.TellAsync(transaction, "incident", incident.Id, incident.Number, judged.Kind, incident.AgencyId, now);
    }
}
