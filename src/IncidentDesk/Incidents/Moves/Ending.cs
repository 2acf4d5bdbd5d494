using System.Security.Cryptography;
using System.Text.Json;
using IncidentDesk.Approvals;
using IncidentDesk.Escalation;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Incidents;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents.Moves;

/// <summary>How an incident is to end: closed because it is over, or rejected because it was none.</summary>
/// <param name="Status">closed or rejected.</param>
/// <param name="Text">What was done, or why it was none.</param>
public sealed record Ending(string Status, string Disposition, string Text)
{
    public const string Closed = "closed", Rejected = "rejected";

    public string Kind => Status == Closed ? "closure" : "rejection";

    /// <exception cref="RefusedException">409 not-in-this-status.</exception>
    public void RefuseWhereItMayNot(Step step)
    {
        step.RefuseEnded();
        if (Status == Closed && step.Incident.Status != "resolved")
            throw step.Refused();
    }

    /// <summary>A complex incident, one whose report was preliminary, is not closed before its final report was sent; rejecting it says that it was none.</summary>
    /// <exception cref="RefusedException">409 obligations-open.</exception>
    public async Task RefuseWithoutFinalReportAsync(Step step)
    {
        if (Status == Closed && await step.Transaction.SingleAsync<Guid?>(
            "SELECT id FROM obligations WHERE incident_id = @id AND kind = 'final-report' AND state = 'open' ORDER BY due_at, id LIMIT 1",
            new { id = step.Incident.Id }) is { } owed)
            throw new RefusedException(Problems.Conflict("obligations-open").With("obligation", owed).With("kind", "final-report"));
    }

    /// <summary>What the law still wants. While there is any, one person alone does not end the incident.</summary>
    public static Task<IReadOnlyList<Guid>> OwedAsync(Reading reading, Guid incident) => reading.QueryAsync<Guid>(
        "SELECT id FROM obligations WHERE incident_id = @incident AND state = 'open' ORDER BY id", new { incident });

    /// <summary>Of exactly this ending, with exactly these obligations left undone.</summary>
    public string HashOf(Guid incident, IReadOnlyList<Guid> owed) => Convert.ToHexStringLower(SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(new { incident, status = Status, disposition = Disposition, text = Text, owed }, Json.Options)));

    public Task<Approval> AskAsync(Step step, IReadOnlyList<Guid> owed) => Asking.AskAsync(
        step.Transaction,
        new(
            Kind, step.Incident.Id.ToString("D"), step.Incident.Id, null, HashOf(step.Incident.Id, owed),
            JsonSerializer.Serialize(this, Json.Options),
            $"{step.Incident.Number}: {step.Actor.Name} wants to end it as {Status} ({Disposition}) with {owed.Count} obligations still open. {Text}",
            $"{step.Incident.Number}: {step.Actor.Name} đề nghị {(Status == Closed ? "đóng hồ sơ" : "không tiếp nhận")} ({Disposition}) khi còn {owed.Count} nghĩa vụ chưa xong. {Text}",
            Scopes.Approve),
        step.Actor, step.Person, step.Now);

    /// <summary>Ends it. What was still owed is waived where it is closed, and void where there was no incident.</summary>
    /// <param name="retractions">Whoever was told of what was none hears that too.</param>
    /// <param name="isUnproven">True on a desk whose channels all simulate.</param>
    public async Task DoAsync(Step step, Retractions retractions, bool isUnproven)
    {
        var (transaction, id) = (step.Transaction, step.Incident.Id);
        await transaction.ExecuteAsync(
            """
            UPDATE incidents SET status = @status, disposition = @disposition, ended_at = @now, next_due_at = NULL, worst_order = @order,
                closed_unproven_at = @unproven
            WHERE id = @id
            """,
            new
            {
                id, status = Status, disposition = Disposition, now = step.Now, order = WorstFirst.Order(ended: true, step.Incident.Severity, null),
                unproven = isUnproven && Status == Closed ? step.Now : (DateTimeOffset?)null,
            });
        await transaction.ExecuteAsync(
            "UPDATE obligations SET state = @state, change_at = @now WHERE incident_id = @id AND state = 'open'",
            new { id, state = Status == Closed ? "waived" : "void", now = step.Now });
        if (isUnproven && Status == Closed)
            await UnprovenClosings.BeginAsync(transaction, id, step.Now);
        await IncidentLadders.StopAsync(transaction, id, step.Actor, Status, step.Now);
        await VoidWhatWaitsAsync(step);
        if (Status == Rejected)
            await retractions.PlanAsync(transaction, id, Text, step.Actor, step.Now);
        await step.TellAsync(
            "status", Kind, "agency",
            Status == Closed ? $"Closed: {Disposition}. {Text}" : $"Rejected: {Disposition}. {Text}",
            Status == Closed ? $"Đã đóng hồ sơ ({Disposition}). {Text}" : $"Không tiếp nhận ({Disposition}). {Text}",
            JsonSerializer.Serialize(new { status = Status, disposition = Disposition }));
    }

    private static async Task VoidWhatWaitsAsync(Step step)
    {
        foreach (var kind in (string[])["closure", "rejection", Lowering.Kind, Merging.Kind])
            if (await Asking.OpenAsync(step.Transaction, kind, step.Incident.Id.ToString("D")) is { } open)
                await Asking.VoidAsync(step.Transaction, open, step.Now, "the incident has ended");
    }
}
