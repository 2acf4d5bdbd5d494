using System.Text.Json;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Pipeline;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>They were two after all: the incident is what it was before, its duties are owed again, and somebody has it or is called.</summary>
public static class UnmergeIncident
{
    public sealed record Command(string Incident, long Version) : IRequest<Casework.Answer>;

    public sealed class Handler(Casework casework, Duties duties) : IRequestHandler<Command, Casework.Answer>
    {
        public Task<Casework.Answer> Handle(Command command, CancellationToken cancellation) =>
            casework.MoveAsync(command.Incident, command.Version, PartAsync, cancellation);

        private async Task PartAsync(Step step)
        {
            var (transaction, id, now) = (step.Transaction, step.Incident.Id, step.Now);
            if (step.Incident.Status != "duplicate"
                || await transaction.SingleAsync<Row>("SELECT n, into_id, status_before, duties FROM incident_merges WHERE incident_id = @id AND undone_at IS NULL ORDER BY n DESC LIMIT 1", new { id }) is not { } merge)
                throw step.Refused();
            // Its duties are changed too: nobody changes them from another side meanwhile.
            var target = await Casework.Standing.TakeAsync(transaction, merge.IntoId, ETags.Any);
            await transaction.ExecuteAsync(
                "UPDATE incident_merges SET undone_at = @now, undone_by = @by WHERE incident_id = @id AND n = @n", new { id, n = merge.N, now, by = step.Actor.Word });
            await transaction.ExecuteAsync(
                "UPDATE incidents SET status = @status, merged_into = NULL, ended_at = NULL, change_at = @now WHERE id = @id", new { id, now = step.Now, status = merge.StatusBefore });
            await JsonSerializer.Deserialize<MergeDuties>(merge.Duties, Json.Options)!.PartAsync(transaction, id, merge.IntoId, duties, step.Now);
            await NextDueRow.SettleAsync(transaction, id);
            await CallAsync(step, merge.StatusBefore);
            await step.TellAsync("merge", "unmerge", "agency", "No longer merged: it is worked on by itself again.", "Bỏ gộp: sự cố được xử lý riêng trở lại.");
            if (target is not null)
                await Merging.TellTargetAsync(
                    step, target, $"{step.Incident.Number} is no longer merged into this incident.", $"{step.Incident.Number} không còn gộp vào sự cố này.");
        }

        // What was resolved before calls nobody.
        private static Task CallAsync(Step step, string before) => (before, step.Incident.AcknowledgedAt) switch
        {
            ("resolved", _) => Task.CompletedTask,
            (_, null) => IncidentLadders.BeginAgainAsync(step.Transaction, step.Incident.Id, step.Now),
            _ => IncidentLadders.HoldAsync(step.Transaction, step.Incident.Id, step.Actor, step.Now),
        };

        private sealed record Row(long N, Guid IntoId, string StatusBefore, string Duties);
    }
}
