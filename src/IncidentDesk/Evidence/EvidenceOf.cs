using System.Text.Json;
using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Evidence;

/// <summary>The incident that evidence is given to: one that the caller may see and that has not ended.</summary>
public sealed record EvidenceOf(Guid Id, string Number, Guid AgencyId, string Status, string Tlp, DateTimeOffset? EndedAt)
{
    public static async Task<EvidenceOf> RequireAsync(Reading reading, string incident, Caller caller)
    {
        var found = IncidentRef.Parse(incident) is { } named
            ? await reading.SingleAsync<EvidenceOf>(
                $"SELECT id, number, agency_id, status, tlp, ended_at FROM incidents WHERE {named.Condition} AND {caller.MaySee("incidents")}", named.Parameters)
            : null;
        if (found is null)
            throw new RefusedException(Problems.NotFound());
        return found.EndedAt is null ? found : throw new RefusedException(Problems.Conflict("not-in-this-status").With("incidentStatus", found.Status));
    }

    /// <summary>Without the wall: for what the desk finishes by itself.</summary>
    public static Task<EvidenceOf?> FindAsync(Reading reading, Guid incident) => reading.SingleAsync<EvidenceOf>(
        "SELECT id, number, agency_id, status, tlp, ended_at FROM incidents WHERE id = @incident AND ended_at IS NULL", new { incident });

    /// <summary>From now on it is the incident's, for all who may see that.</summary>
    public static async Task GiveAsync(Transaction transaction, EvidenceRoom room, Guid evidence, EvidenceOf incident, Actor actor, DateTimeOffset now)
    {
        var row = await transaction.SingleAsync<Row>(
            "UPDATE evidence SET incident_id = @incident, agency_id = @agency WHERE id = @evidence AND incident_id IS NULL RETURNING name, bytes, hash",
            new { evidence, incident = incident.Id, agency = incident.AgencyId })
            // Somebody else gave it in the same moment.
            ?? throw new RefusedException(Problems.Conflict("not-in-this-status"));
        if (await PaperReceipt.IsAsync(transaction, evidence))
            throw new RefusedException(Problems.Conflict("not-in-this-status") with
            {
                Detail = "This file is the receipt of a paper.", DetailVi = "Tệp này là biên nhận của một văn bản.",
            });
        await room.TakeAsync(transaction, incident.Id, row.Bytes);
        await Timeline.AddAsync(
            transaction, incident.Id, now, "evidence", actor, "agency", $"Evidence added: {row.Name}, SHA-256 {row.Hash}",
            $"Thêm bằng chứng: {row.Name}, SHA-256 {row.Hash}", JsonSerializer.Serialize(new { evidence, row.Bytes, sha256 = row.Hash }, Json.Options));
        await Changes.TellAsync(transaction, "incident", incident.Id, incident.Number, "evidence", incident.AgencyId, now);
    }

    private sealed record Row(string Name, long Bytes, string Hash);
}
