using System.Text.Json;
using IncidentDesk.Audit;
using IncidentDesk.Escalation.Ladders;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Escalation.Climbing;

/// <summary>A rung was climbed: who is called, and when the next one is.</summary>
public sealed record Climbed(long Step, ClimbStep Rung, DateTimeOffset NextAt);

/// <summary>
/// Climbs one step in one transaction: takes it, plans the calls, tells the timeline, and sets when the next one is due. A crash leaves all
/// of it or nothing, and of two who try at once one finds the step taken.
/// </summary>
public sealed class Ascent(Deliveries deliveries, Crews crews)
{
    /// <summary>Longer than any transaction lasts; the true instant is written before it commits.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromMinutes(10);

    /// <returns>Null when it is not due any more: somebody else climbed it, or somebody has acknowledged.</returns>
    public async Task<Climbed?> WhenDueAsync(Transaction transaction, Guid incident, Crew crew, DateTimeOffset now) =>
        await TakeAsync(transaction, incident, "climb_at <= @now", now, now) is { } taken
            ? await ClimbAsync(transaction, taken, crew, Actor.Desk, null, now)
            : null;

    /// <summary>A person does not want to wait. What they saw must still be true: a press that comes late climbs nothing.</summary>
    /// <param name="asOf">When they looked.</param>
    public async Task<Climbed?> OnDemandAsync(
        Transaction transaction, Guid incident, Actor actor, string reason, DateTimeOffset asOf, DateTimeOffset now)
    {
        await IncidentLadders.TakeUpAsync(transaction, incident, now);
        if (await TakeAsync(transaction, incident, "climb_at IS NOT NULL AND (climbed_at IS NULL OR climbed_at <= @asOf)", now, asOf) is not { } taken)
            return null;
        var crew = await crews.ReadAsync(transaction, now, now.AddMilliseconds(1));
        return await ClimbAsync(transaction, taken, crew, actor, reason, now);
    }

    // The statement that asks whether it is due also moves it on: on PostgreSQL a second node waits for this row and then finds it moved.
    private static Task<Row?> TakeAsync(Transaction transaction, Guid incident, string condition, DateTimeOffset now, DateTimeOffset asOf) =>
        transaction.SingleAsync<Row>(
            $"""
            UPDATE incident_ladders SET climb_at = @held WHERE incident_id = @incident AND {condition}
            RETURNING incident_id, rungs, acknowledgement_seconds, warning_seconds, step, first_step
            """,
            new { incident, held = now + Held, now, asOf });

    private async Task<Climbed?> ClimbAsync(Transaction transaction, Row row, Crew crew, Actor actor, string? reason, DateTimeOffset now)
    {
        var incident = (await ClimbingIncident.FindAsync(transaction, row.IncidentId))!;
        if (incident.EndedAt is not null || incident.AcknowledgedAt is not null)
        {
            await transaction.ExecuteAsync("UPDATE incident_ladders SET climb_at = NULL WHERE incident_id = @id", new { id = incident.Id });
            return null;
        }
        if (incident.IsDrill)
            crew = await Crews.OfDrillAsync(transaction, crew, incident.Id);
        var rung = Climb.Next(row.Ladder, row.Step - row.FirstStep, crew, now);
        var climbed = new Climbed(row.FirstStep + rung.Climbed, rung, now.AddSeconds(rung.PatienceSeconds));
        await transaction.ExecuteAsync(
            "UPDATE incident_ladders SET step = @step, climbed_at = @now, climb_at = @next WHERE incident_id = @id",
            new { id = incident.Id, step = climbed.Step, now, next = climbed.NextAt });
        var role = Callable.PersonOf(rung.Who) is null ? rung.Who : "named-person";
        await Calls.PlanAsync(
            deliveries, transaction, new(incident.Id, "rung", $"rung:{climbed.Step}", role, TimeSpan.FromSeconds(rung.PatienceSeconds)), rung.Callees, now);
        await ClimbAlarms.RaiseAsync(transaction, incident, rung, now);
        await TellAsync(transaction, incident, climbed, actor, reason, now);
        return climbed;
    }

    private static async Task TellAsync(
        Transaction transaction, ClimbingIncident incident, Climbed climbed, Actor actor, string? reason, DateTimeOffset now)
    {
        var (said, asked) = (climbed.Rung.Said, reason is null ? "" : $" {reason}");
        await Timeline.AddAsync(
            transaction, incident.Id, now, "ladder", actor, "internal", said.En + asked, said.Vi + asked,
            JsonSerializer.Serialize(new
            {
                step = climbed.Step, who = climbed.Rung.Who, called = climbed.Rung.Callees.Select(callee => callee.Person.Id),
                skipped = climbed.Rung.Skipped, nextAt = climbed.NextAt,
            }));
        await Changes.TellAsync(transaction, "incident", incident.Id, incident.Number, "called", incident.AgencyId, now);
    }

    private sealed record Row(Guid IncidentId, string Rungs, long AcknowledgementSeconds, long WarningSeconds, long Step, long FirstStep)
    {
        public Ladder Ladder => new(LadderRows.Read(Rungs), AcknowledgementSeconds, WarningSeconds);
    }
}
