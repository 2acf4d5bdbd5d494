using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents.Moves;

/// <summary>
/// What every move of an incident shares: it finds the incident that the caller may see, holds its row against a second move, and answers
/// the incident as it is after. A move that a rule forbids is thrown, and then nothing of it was written.
/// </summary>
public sealed class Casework(Database database, Caller caller, TimeProvider clock)
{
    /// <summary>What the address may name, and what a move answers.</summary>
    public sealed record Answer(IncidentView Incident, long Version);

    /// <param name="incident">Its id or number, as the address has it.</param>
    /// <param name="version">The version that the caller read, or <see cref="ETags.Any"/>.</param>
    /// <param name="step">What is done to it.</param>
    /// <param name="cancellation">Ends the waiting for the store.</param>
    public Task<Answer> MoveAsync(string incident, long version, Func<Step, Task> step, CancellationToken cancellation) =>
        database.WriteAsync(async transaction =>
        {
            var held = await HoldAsync(transaction, incident, version);
            await step(held);
            return await AnswerAsync(held);
        }, cancellation);

    /// <summary>Takes the incident's row, so that no other move comes in between; its version stays until something is done.</summary>
    /// <exception cref="RefusedException">404, or 412 when it is no longer what the caller read.</exception>
    public async Task<Step> HoldAsync(Transaction transaction, string incident, long version)
    {
        var visible = await VisibleIncident.RequireAsync(transaction, incident, caller);
        var held = await Standing.TakeAsync(transaction, visible.Id, version) ?? throw new RefusedException(Problems.Stale());
        return new(transaction, held, Actor.Of(caller), caller.Person, Now());
    }

    /// <summary>The incident as it is after the move, with its next version.</summary>
    public static async Task<Answer> AnswerAsync(Step step)
    {
        await step.Transaction.ExecuteAsync("UPDATE incidents SET version = version + 1 WHERE id = @id", new { id = step.Incident.Id });
        var (view, version) = (await IncidentViews.FindAsync(step.Transaction, step.Incident.Id))!.Value;
        return new(view with { Ladder = await LadderStanding.OfAsync(step.Transaction, step.Incident.Id) }, version);
    }

    /// <summary>A person decides; a machine's key does not.</summary>
    /// <exception cref="RefusedException">403 needs-a-person.</exception>
    public Guid RequirePerson() => caller.Person ?? throw new RefusedException(Problems.Forbidden("needs-a-person"));

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>The incident as the move found it.</summary>
    public sealed record Standing(
        Guid Id, string Number, Guid AgencyId, string Status, string Severity, DateTimeOffset? SeriousSince, string Reality,
        DateTimeOffset? AcknowledgedAt, DateTimeOffset? EndedAt)
    {
        /// <summary>Without holding it.</summary>
        public static Task<Standing?> ReadAsync(Reading reading, Guid incident) => reading.SingleAsync<Standing>(
            """
            SELECT id, number, agency_id, status, severity, serious_since, reality, acknowledged_at, ended_at FROM incidents WHERE id = @incident
            """,
            new { incident });

        /// <returns>Null when it is another version.</returns>
        public static Task<Standing?> TakeAsync(Transaction transaction, Guid incident, long version) => transaction.SingleAsync<Standing>(
            """
            UPDATE incidents SET version = version WHERE id = @incident AND (@version = -1 OR version = @version)
            RETURNING id, number, agency_id, status, severity, serious_since, reality, acknowledged_at, ended_at
            """,
            new { incident, version });
    }
}
