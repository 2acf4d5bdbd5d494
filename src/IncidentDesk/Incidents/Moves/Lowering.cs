using System.Security.Cryptography;
using System.Text.Json;
using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using Severities = IncidentDesk.Rules.Triage.Severity;

namespace IncidentDesk.Incidents.Moves;

/// <summary>How bad a person says it is. What the law wants already stays owed, whatever is lowered.</summary>
public sealed record Lowering(string Severity, bool Serious, string Reason)
{
    public const string Kind = "severity";

    public bool Lowers(Casework.Standing incident) =>
        Severities.IsWorse(incident.Severity, Severity) || (incident.SeriousSince is not null && !Serious);

    /// <summary>Of exactly this lowering of exactly what stands.</summary>
    public string HashOf(Guid incident, string severity, bool serious) => Convert.ToHexStringLower(SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(new { incident, from = severity, wasSerious = serious, to = Severity, Serious, Reason }, Json.Options)));

    public Task<Approval> AskAsync(Step step) => Asking.AskAsync(
        step.Transaction,
        new(
            Kind, step.Incident.Id.ToString("D"), step.Incident.Id, null,
            HashOf(step.Incident.Id, step.Incident.Severity, step.Incident.SeriousSince is not null), JsonSerializer.Serialize(this, Json.Options),
            $"{step.Incident.Number}: {step.Actor.Name} wants to lower it from {step.Incident.Severity} to {Said}. {Reason}",
            $"{step.Incident.Number}: {step.Actor.Name} đề nghị hạ từ mức {SeverityNames.InVietnamese(step.Incident.Severity)} xuống {SaidVi}. {Reason}",
            Scopes.Approve),
        step.Actor, step.Person, step.Now);

    public string Said => $"{Severity}, {(Serious ? "serious" : "not serious")}";

    public string SaidVi => $"{SeverityNames.InVietnamese(Severity)}, {(Serious ? "nghiêm trọng theo luật" : "không nghiêm trọng theo luật")}";
}

/// <summary>The second person agreed, or not, that it is less bad than was thought.</summary>
public sealed class LoweringAct : IApprovedAct
{
    public string Kind => Lowering.Kind;

    public async Task<string?> HashNowAsync(Reading reading, Approval approval)
    {
        var incident = Guid.Parse(approval.Subject);
        var row = await reading.SingleAsync<Row>(
            "SELECT severity, serious_since FROM incidents WHERE id = @incident AND ended_at IS NULL", new { incident });
        return row is null ? null : ActOf(approval).HashOf(incident, row.Severity, row.SeriousSince is not null);
    }

    public async Task DoAsync(Transaction transaction, Approval approval, Actor second, DateTimeOffset at)
    {
        var (step, act) = (await StepAsync(transaction, approval, second, at), ActOf(approval));
        await Raising.WriteAsync(step, act.Severity, act.Serious ? step.Incident.SeriousSince : null);
        await step.TellAsync("severity", "severity", "agency", $"Lowered to {act.Said}. {act.Reason}", $"Hạ xuống mức {act.SaidVi}. {act.Reason}");
        await transaction.ExecuteAsync("UPDATE incidents SET version = version + 1 WHERE id = @id", new { id = step.Incident.Id });
    }

    public async Task RefuseAsync(Transaction transaction, Approval approval, Actor second, string note, DateTimeOffset at) => await Timeline.AddAsync(
        transaction, Guid.Parse(approval.Subject), at, "approval", second, "internal",
        $"{second.Name} did not agree to lower it. {note}".Trim(), $"{second.Name} không đồng ý hạ mức. {note}".Trim());

    private static Lowering ActOf(Approval approval) => JsonSerializer.Deserialize<Lowering>(approval.Act, Json.Options)!;

    private static async Task<Step> StepAsync(Transaction transaction, Approval approval, Actor second, DateTimeOffset at)
    {
        var held = await Casework.Standing.TakeAsync(transaction, Guid.Parse(approval.Subject), ETags.Any)
            ?? throw new RefusedException(Problems.Conflict("approval-stale"));
        return new(transaction, held, second, null, at);
    }

    private sealed record Row(string Severity, DateTimeOffset? SeriousSince);
}
