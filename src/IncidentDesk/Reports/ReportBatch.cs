using System.Text.Json;
using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reports.Facts;
using MediatR;

namespace IncidentDesk.Reports;

/// <summary>Up to 100 reports in one request. Each has a natural key, and each commits or fails alone.</summary>
public static class ReportBatch
{
    public sealed record Envelope
    {
        public required IReadOnlyList<JsonElement> Reports { get; init; }
    }

    /// <param name="Status">The HTTP status that the report alone would have got.</param>
    /// <param name="Body">The incident, or the problem.</param>
    public sealed record Item(int Index, int Status, object Body);

    public sealed record Answer(IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/reports/batch", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<Envelope>(http, Limits.BatchBytes, cancellation);
            if (body.Value.Reports.Count > Limits.BatchReports)
                throw new RefusedException(Problems.Validation(Faults.At("/reports", "too-many", Limits.BatchReports)));
            // All at once: the write lane commits them together.
            var items = await Task.WhenAll(body.Value.Reports.Select((report, index) => FileAsync(sender, report, index, cancellation)));
            return Results.Json(new Answer(items), Json.Options);
        })
        .Accepts<BatchBody>("application/json").Produces<Answer>().WithSummary("File up to 100 reports").Needs(Scopes.Report);

    private static async Task<Item> FileAsync(ISender sender, JsonElement report, int index, CancellationToken cancellation)
    {
        try
        {
            var check = Body.Check<ReportBody>(report, $"/reports/{index}");
            if (!check.IsGood)
                return Refused(index, Problems.Validation(check.Faults));
            if (check.Value!.SourceRef is null)
                return Refused(index, Problems.Validation(Faults.At($"/reports/{index}/sourceRef", "required")));
            var outcome = await sender.Send(new ReportIncident.Command(check.Value, check.Verbatim, null, "api"), cancellation);
            return outcome switch
            {
                ReportIncident.Outcome.Filed filed => new(index, StatusCodes.Status201Created, filed.Incident),
                ReportIncident.Outcome.Replayed replayed => new(index, StatusCodes.Status200OK, replayed.Incident),
                _ => Refused(index, ReportAnswer.ProblemOf(outcome).Under($"/reports/{index}")),
            };
        }
        catch (RefusedException refused)
        {
            return Refused(index, refused.Problem.Under($"/reports/{index}"));
        }
        catch (Storage.OverloadedException)
        {
            return Refused(index, Problems.Overloaded(TimeSpan.FromSeconds(1)));
        }
        catch (Storage.StorageOutageException)
        {
            return Refused(index, Problems.ReadOnly());
        }
    }

    private static Item Refused(int index, Problem problem) => new(index, problem.Status, problem);
}
