using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Hunts;
using IncidentDesk.Storage;

namespace IncidentDesk.Hunts;

/// <summary>Writes one result: the cell, its history, the systems' next due, the incident's timeline, the audit, and the change that open pages are told.</summary>
internal static class ResultWriting
{
    public static async Task WriteAsync(
        Transaction transaction, HuntTarget target, RecordResult.ResultBody body, Guid? incident, Actor by, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (part, done) = (target.Part, body.DoneAt ?? now);
        var columns = new
        {
            hunt = part.Hunt, agency = part.AgencyId, system = target.Key, n = target.N + 1, outcome = body.Outcome, query = body.Query!.Trim(), from = body.SearchedFrom,
            to = body.SearchedTo, done, note = body.Note?.Trim(), evidence = body.Evidence?.Trim(), incident, now, by = by.Word, name = by.Name,
        };
        await transaction.ExecuteAsync(
            """
            INSERT INTO hunt_cells (hunt_id, agency_id, system_key, outcome, n) VALUES (@hunt, @agency, @system, 'waiting', 0)
            ON CONFLICT (hunt_id, agency_id, system_key) DO NOTHING
            """,
            columns);
        await transaction.ExecuteAsync(
            """
            UPDATE hunt_cells SET outcome = @outcome, n = @n, query = @query, searched_from = @from, searched_to = @to, done_at = @done, note = @note,
                evidence = @evidence, incident_id = @incident, said_at = @now, said_by = @by, said_by_name = @name
            WHERE hunt_id = @hunt AND agency_id = @agency AND system_key = @system
            """,
            columns);
        await transaction.ExecuteAsync(
            """
            INSERT INTO hunt_results (hunt_id, agency_id, system_key, n, outcome, query, searched_from, searched_to, done_at, note, evidence, incident_id, at, actor,
                actor_name)
            VALUES (@hunt, @agency, @system, @n, @outcome, @query, @from, @to, @done, @note, @evidence, @incident, @now, @by, @name)
            """,
            columns);
        await transaction.ExecuteAsync(
            "UPDATE hunt_agencies SET version = version + 1 WHERE hunt_id = @hunt AND agency_id = @agency", new { hunt = part.Hunt, agency = part.AgencyId });
        // A look at an hour of what was asked for is not the six-monthly hunt.
        var counts = body.Outcome == HuntResultRules.Found || HuntResultRules.Covers(body.SearchedFrom, body.SearchedTo, part.PeriodFrom, part.PeriodTo);
        foreach (var system in target.Searched)
            await (counts
                ? Checks.WriteAsync(transaction, new(system.Id, Checks.Hunt, done, part.Hunt, body.Query!.Trim(), null, null), by, now, zone)
                : Checks.TakeBackAsync(transaction, part.Hunt, system.Id));
        if (incident is { } found)
            await Timeline.AddAsync(
                transaction, found, now, "comment", by, "agency", $"Found by the threat hunt “{part.Title}”.", $"Phát hiện qua đợt săn lùng “{part.Title}”.");
        await AuditTrail.AppendAsync(transaction, by.Word, "hunt.result", part.Hunt.ToString("D"), $"{part.AgencyId:D} {body.Outcome}", now);
        await Changes.TellAsync(transaction, "hunt", part.Hunt, null, body.Outcome, part.AgencyId, now);
        if (await transaction.SingleAsync<long>(
            "SELECT count(*) FROM hunt_cells WHERE hunt_id = @hunt AND outcome = @waiting", new { hunt = part.Hunt, waiting = HuntResultRules.Waiting }) == 0)
            await Alarms.EndAsync(transaction, HuntClock.Overdue, part.Hunt.ToString("D"), now);
    }
}
