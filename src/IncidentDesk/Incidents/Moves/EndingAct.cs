using System.Text.Json;
using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Delivery;
using IncidentDesk.Escalation;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents.Moves;

/// <summary>The second person agreed, or not, to end an incident with something still owed. One of these for closing, one for rejecting.</summary>
public sealed class EndingAct(string kind, AllSimulated simulated, Retractions retractions) : IApprovedAct
{
    public string Kind => kind;

    public async Task<string?> HashNowAsync(Reading reading, Approval approval)
    {
        var incident = Guid.Parse(approval.Subject);
        var hasEnded = await reading.SingleAsync<long>(
            "SELECT count(*) FROM incidents WHERE id = @incident AND ended_at IS NULL", new { incident }) == 0;
        return hasEnded ? null : EndingOf(approval).HashOf(incident, await Ending.OwedAsync(reading, incident));
    }

    public async Task DoAsync(Transaction transaction, Approval approval, Actor second, DateTimeOffset at)
    {
        var step = await StepAsync(transaction, approval, second, at);
        var ending = EndingOf(approval);
        ending.RefuseWhereItMayNot(step);
        await Preserved.RefuseAsync(transaction, step.Incident.Id);
        await ending.RefuseWithoutFinalReportAsync(step);
        await ending.DoAsync(step, retractions, simulated.IsSo);
        await AgreedAsync(step, second, at);
    }

    public Task RefuseAsync(Transaction transaction, Approval approval, Actor second, string note, DateTimeOffset at) =>
        NotAgreedAsync(transaction, approval, second, note, at, Kind);

    internal static async Task AgreedAsync(Step step, Actor second, DateTimeOffset at)
    {
        await Timeline.AddAsync(
            step.Transaction, step.Incident.Id, at, "approval", second, "internal",
            $"{second.Name} agreed as the second person.", $"{second.Name} đồng ý với tư cách người thứ hai.");
        await step.Transaction.ExecuteAsync("UPDATE incidents SET version = version + 1 WHERE id = @id", new { id = step.Incident.Id });
    }

    internal static async Task NotAgreedAsync(Transaction transaction, Approval approval, Actor second, string note, DateTimeOffset at, string what)
    {
        var step = await StepAsync(transaction, approval, second, at);
        await Timeline.AddAsync(
            transaction, step.Incident.Id, at, "approval", second, "internal",
            $"{second.Name} did not agree to the {what}. {note}".Trim(), $"{second.Name} không đồng ý. {note}".Trim());
    }

    private static Ending EndingOf(Approval approval) => JsonSerializer.Deserialize<Ending>(approval.Act, Json.Options)!;

    internal static async Task<Step> StepAsync(Transaction transaction, Approval approval, Actor second, DateTimeOffset at)
    {
        var held = await Casework.Standing.TakeAsync(transaction, Guid.Parse(approval.Subject), ETags.Any)
            ?? throw new RefusedException(Problems.Conflict("approval-stale"));
        // Who decided, also where they came with a key that is bound to them.
        var person = await transaction.SingleAsync<Guid?>("SELECT decided_by_person FROM approvals WHERE id = @id", new { id = approval.Id });
        return new(transaction, held, second, person, at);
    }
}
