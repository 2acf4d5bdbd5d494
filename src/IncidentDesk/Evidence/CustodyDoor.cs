using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Evidence;

/// <summary>The page of one file: who held it, when and why, and the form that writes down who has it now. What was refused comes back in the form.</summary>
public static class CustodyDoor
{
    private const string Address = "/evidence/{evidence}/custody";
    private const int MostLines = 200;

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Address, (string evidence, HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Word("done", "recorded");
            var cursor = query.Text("cursor", 2000);
            query.Done();
            return PageAsync(evidence, sender, null, cursor, http.RequestAborted);
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapPost(Address, RecordAsync).Needs(Scopes.Report, Scopes.Work).ExcludeFromDescription();
    }

    private static async Task<IResult> RecordAsync(string evidence, HttpContext http, ISender sender, IAntiforgery antiforgery, DeskNames desk)
    {
        // What is foreign is missing before anything of the form is looked at.
        await sender.Send(new ShowEvidence.Query(evidence), http.RequestAborted);
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            return await PageAsync(evidence, sender, Problems.Validation() with { Detail = Texts.FormStale.En, DetailVi = Texts.FormStale.Vi }, null, http.RequestAborted);
        try
        {
            await sender.Send(new RecordCustody.Command(evidence, BodyOf(await http.Request.ReadFormAsync(http.RequestAborted), desk.Zone)), http.RequestAborted);
            return TypedResults.LocalRedirect($"/evidence/{evidence}/custody?done=recorded");
        }
        catch (RefusedException refused) when (refused.Problem.Word != "not-found")
        {
            return await PageAsync(evidence, sender, refused.Problem, null, http.RequestAborted);
        }
    }

    private static RecordCustody.CustodyBody BodyOf(IFormCollection form, TimeZoneInfo zone) =>
        Forms.Forbidden(form) is { } fault
            ? throw new RefusedException(Problems.Validation(fault))
            : new RecordCustody.CustodyBody(Forms.Of(form, "act"), Forms.Of(form, "holder"), Forms.Of(form, "reason").ReplaceLineEndings("\n"), Forms.Instant(form, "at", zone));

    private static async Task<IResult> PageAsync(string evidence, ISender sender, Problem? refused, string? cursor, CancellationToken cancellation) =>
        new RazorComponentResult<CustodyPage>(new
        {
            Evidence = await sender.Send(new ShowEvidence.Query(evidence), cancellation), Refused = refused,
            Lines = await sender.Send(new ShowCustody.Query(evidence, MostLines, cursor), cancellation),
        }) { StatusCode = refused?.Status ?? StatusCodes.Status200OK };
}
