using System.Security.Cryptography;
using System.Text.Json;
using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Incidents;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents.Moves;

/// <summary>Two incidents were one: the reports of this one are read with the other's from now on, and nobody is called for it any more.</summary>
public sealed record Merging(Guid Into, string Reason)
{
    public const string Kind = "merge";

    /// <summary>What was graver than the one that takes it in would be lowered by it.</summary>
    public static bool Lowers(Casework.Standing incident, Casework.Standing target) =>
        Rules.Triage.Severity.IsWorse(incident.Severity, target.Severity) || (incident.SeriousSince is not null && target.SeriousSince is null);

    /// <exception cref="RefusedException">They cannot be one: another agency, another reality, the same one, or one that has ended.</exception>
    public static void RefuseWhereItMayNot(Step step, Casework.Standing target)
    {
        step.RefuseEnded();
        if (target.Id == step.Incident.Id || target.EndedAt is not null)
            throw new RefusedException(Problems.Conflict("not-in-this-status").With("incidentStatus", target.Status).With("into", target.Number));
        if (target.AgencyId != step.Incident.AgencyId)
            throw new RefusedException(Problems.Conflict("another-agency").With("into", target.Number));
        if (target.Reality != step.Incident.Reality)
            throw new RefusedException(Problems.Validation(Faults.Saying(
                "/into", "differs", "A real incident, a drill and a test are not merged with each other.", "Sự cố thật, diễn tập và thử nghiệm không gộp với nhau.")));
    }

    public string HashOf(Casework.Standing incident, Casework.Standing target) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new { incident = incident.Id, incident.Severity, into = Into, target = target.Severity, ended = target.EndedAt is not null, Reason }, Json.Options)));

    public Task<Approval> AskAsync(Step step, Casework.Standing target) => Asking.AskAsync(
        step.Transaction,
        new(
            Kind, step.Incident.Id.ToString("D"), step.Incident.Id, null, HashOf(step.Incident, target), JsonSerializer.Serialize(this, Json.Options),
            $"{step.Incident.Number}: {step.Actor.Name} wants to merge it into {target.Number}, which is less grave. {Reason}",
            $"{step.Incident.Number}: {step.Actor.Name} đề nghị gộp vào {target.Number}, là sự cố nhẹ hơn. {Reason}",
            Scopes.Approve),
        step.Actor, step.Person, step.Now);

    public async Task DoAsync(Step step, Casework.Standing target, Duties duties)
    {
        var (transaction, id) = (step.Transaction, step.Incident.Id);
        await transaction.ExecuteAsync(
            "UPDATE incidents SET status = 'duplicate', merged_into = @into, ended_at = @now, next_due_at = NULL, worst_order = @order WHERE id = @id",
            new { id, into = target.Id, now = step.Now, order = WorstFirst.Order(ended: true, step.Incident.Severity, null) });
        // What the law wants of the two together is asked when they are one.
        var joined = await MergeDuties.JoinAsync(transaction, id, target.Id, duties, Reason, step.Now);
        await transaction.ExecuteAsync(
            """
            INSERT INTO incident_merges (incident_id, n, into_id, status_before, duties, reason, merged_at, merged_by)
            SELECT @id, coalesce(max(n), 0) + 1, @into, @status, @duties, @reason, @now, @by FROM incident_merges WHERE incident_id = @id
            """,
            new { id, into = target.Id, status = step.Incident.Status, duties = JsonSerializer.Serialize(joined, Json.Options), reason = Reason, now = step.Now, by = step.Actor.Word });
        await IncidentLadders.StopAsync(transaction, id, step.Actor, "merged", step.Now);
        foreach (var kind in (string[])["closure", "rejection", Lowering.Kind, Kind])
            await Asking.VoidOpenAsync(transaction, kind, id.ToString("D"), step.Now, "the incident was merged");
        await step.TellAsync("merge", "merge", "agency", $"Merged into {target.Number}. {Reason}", $"Đã gộp vào {target.Number}. {Reason}");
        await TellTargetAsync(
            step, target, $"{step.Incident.Number} was merged into this incident: its reports count here, and of each duty the earlier deadline stays.",
            $"Đã gộp {step.Incident.Number} vào sự cố này: báo cáo của nó tính vào đây, mỗi nghĩa vụ giữ hạn sớm hơn.");
    }

    internal static async Task TellTargetAsync(Step step, Casework.Standing target, string text, string textVi)
    {
        await step.Transaction.ExecuteAsync("UPDATE incidents SET version = version + 1 WHERE id = @id", new { id = target.Id });
        await Timeline.AddAsync(step.Transaction, target.Id, step.Now, "merge", step.Actor, "agency", text, textVi);
        await Changes.TellAsync(step.Transaction, "incident", target.Id, target.Number, "merge", target.AgencyId, step.Now);
    }

    /// <summary>The second person agreed to merge what is graver into what is less so, or did not.</summary>
    public sealed class Act(Duties duties) : IApprovedAct
    {
        public string Kind => Merging.Kind;

        public async Task<string?> HashNowAsync(Reading reading, Approval approval)
        {
            var merging = Of(approval);
            var incident = await Casework.Standing.ReadAsync(reading, Guid.Parse(approval.Subject));
            return incident is { EndedAt: null } && await Casework.Standing.ReadAsync(reading, merging.Into) is { } target ? merging.HashOf(incident, target) : null;
        }

        public async Task DoAsync(Transaction transaction, Approval approval, Actor second, DateTimeOffset at)
        {
            var merging = Of(approval);
            var step = await EndingAct.StepAsync(transaction, approval, second, at);
            var target = await Casework.Standing.TakeAsync(transaction, merging.Into, ETags.Any) ?? throw new RefusedException(Problems.Conflict("approval-stale"));
            RefuseWhereItMayNot(step, target);
            await merging.DoAsync(step, target, duties);
            await EndingAct.AgreedAsync(step, second, at);
        }

        public Task RefuseAsync(Transaction transaction, Approval approval, Actor second, string note, DateTimeOffset at) =>
            EndingAct.NotAgreedAsync(transaction, approval, second, note, at, "merging");

        private static Merging Of(Approval approval) => JsonSerializer.Deserialize<Merging>(approval.Act, Json.Options)!;
    }
}
