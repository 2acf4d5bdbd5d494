using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Calculator;

/// <summary>The page of the calculator. Its form is sent, not asked for by an address: what somebody tries out stands in no log and no history.</summary>
public static class CalculatorDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/calculator", (HttpContext http) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return Page(new(new(), null, null));
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapPost("/calculator", ActAsync).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
    }

    private static async Task<IResult> ActAsync(HttpContext http, ISender sender, IAntiforgery antiforgery, DeskNames names)
    {
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            return Page(new(new(), null, Texts.FormStale));
        var (body, form) = CalculatorForm.Of(await http.Request.ReadFormAsync(http.RequestAborted)).Read(names.Zone);
        if (body is null)
            return Page(new(form, null, Texts.CalculatorRefused));
        try
        {
            return Page(new(form, await sender.Send(new CalculateObligations.Query(body), http.RequestAborted), null));
        }
        catch (RefusedException refused) when (refused.Problem.Errors is { Count: > 0 } faults)
        {
            return Page(new(form.With(faults), null, Texts.CalculatorRefused));
        }
    }

    private static RazorComponentResult<CalculatorPage> Page(CalculatorPage.State state) =>
        new(new { Now = state }) { StatusCode = state.Fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };
}
