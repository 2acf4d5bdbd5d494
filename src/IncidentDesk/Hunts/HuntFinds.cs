using System.Text.Json;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Reports;
using IncidentDesk.Reports.Facts;
using MediatR;

namespace IncidentDesk.Hunts;

/// <summary>A find is a report like every other: the same rules, the same triage, the same clocks and ladders.</summary>
public sealed class HuntFinds(ISender sender, DeskSettings settings)
{
    public TimeZoneInfo Zone => settings.Zone.Zone;

    /// <returns>The incident that it opened, or that the same find opened before.</returns>
    /// <exception cref="RefusedException">What is wrong with the report, under /report.</exception>
    internal async Task<Guid> FileAsync(HuntTarget target, RecordResult.FindBody find, RecordResult.Command command, CancellationToken cancellation)
    {
        var report = new ReportBody
        {
            Agency = target.Part.Code, Title = find.Title, Category = find.Category, DetectedAt = find.DetectedAt, Description = find.Description, Need = find.Need,
            Tlp = find.Tlp, Observables = find.Observables, System = (target.System ?? (target.Searched is [var only] ? only : null))?.Code,
            Source = "hunt", SourceRef = $"{target.Part.Hunt:D}:{target.Part.AgencyId:D}:{target.Key}:{target.N + 1}",
        };
        try
        {
            return await sender.Send(new ReportIncident.Command(report, JsonSerializer.Serialize(report, Json.Options), null, command.Via), cancellation) switch
            {
                ReportIncident.Outcome.Filed filed => filed.Incident.Id,
                ReportIncident.Outcome.Replayed replayed => replayed.Incident.Id,
                ReportIncident.Outcome.Differs differs => throw new RefusedException(Problems.IdempotencyConflict(
                    [.. differs.Paths.Select(path => Faults.At("/report" + path, "differs"))], new { id = differs.IncidentId, number = differs.Number })),
                _ => throw new RefusedException(Problems.Conflict("not-in-this-status")),
            };
        }
        catch (RefusedException refused) when (refused.Problem.Word == "validation")
        {
            throw new RefusedException(refused.Problem.Under("/report"));
        }
    }
}
