using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace IncidentDesk.Evidence;

/// <summary>The form on the incident's page. What was refused is said there, with the person's words still in the form.</summary>
public static class EvidenceDoor
{
    public static void Map(IEndpointRouteBuilder doors) => doors.MapPost(
        "/incidents/{incident}/evidence",
        async Task<IResult> (string incident, HttpContext http, ISender sender, EvidenceFiles files, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> forms) =>
        {
            var found = IncidentRef.Parse(incident) is { } named ? await sender.Send(new ShowIncident.Query(named), http.RequestAborted) : null;
            if (found is null)
                return ErrorPages.Of(StatusCodes.Status404NotFound, Texts.IncidentMissing, Texts.IncidentMissingNext);
            string? description = null;
            try
            {
                var most = await sender.Send(new AskRoom.Query(incident), http.RequestAborted);
                using var upload = await Upload.ReceiveAsync(
                    http, files, most, [forms.Value.FormFieldName], fields => ProveAsync(http, antiforgery, fields), http.RequestAborted);
                description = upload.Field("description");
                await sender.Send(new AddEvidence.Command(incident, upload.ToBody()), http.RequestAborted);
                return TypedResults.LocalRedirect($"/incidents/{Uri.EscapeDataString(found.Incident.Number)}#evidence");
            }
            catch (RefusedException refused) when (refused.Problem.Status is StatusCodes.Status400BadRequest or StatusCodes.Status409Conflict
                or StatusCodes.Status413PayloadTooLarge or StatusCodes.Status415UnsupportedMediaType)
            {
                return new RazorComponentResult<IncidentPage>(new { found.Incident, Refused = refused.Problem, EvidenceDescription = description })
                {
                    StatusCode = refused.Problem.Status,
                };
            }
        }).Needs(Scopes.Report, Scopes.Work).ExcludeFromDescription();

    // The token stands before the file in the form, so a stranger's form is refused before a byte of its file is kept. The framework would read the whole form for it, and what
    // is refused later comes back with the words that stand before the file.
    private static async Task ProveAsync(HttpContext http, IAntiforgery antiforgery, IReadOnlyDictionary<string, string> fields)
    {
        http.Request.Form = new FormCollection(fields.ToDictionary(field => field.Key, field => new StringValues(field.Value)));
        if (!await antiforgery.IsRequestValidAsync(http))
            throw new RefusedException(Problems.Forbidden());
    }
}
