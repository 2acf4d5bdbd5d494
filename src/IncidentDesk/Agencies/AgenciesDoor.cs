using System.Globalization;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Agencies;

/// <summary>The page of agencies: the tree, one agency with its systems, and the form by which an administrator confirms a level.</summary>
public static class AgenciesDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/agencies", async (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            var (code, cursor) = (query.Text("agency"), query.Text("cursor", 2000));
            query.Done();
            return await PageAsync(sender, code, cursor, []);
        }).Needs(Scopes.Report, Scopes.Read, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/agencies/systems/{system}/level", ConfirmAsync).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
    }

    private static async Task<IResult> ConfirmAsync(string system, HttpContext http, ISender sender, IAntiforgery antiforgery)
    {
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            return await PageAsync(sender, null, null, [Texts.FormStale]);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var body = new ConfirmLevel.LevelBody { Level = (int)Number(form["level"]), Reason = form["reason"].ToString().Trim() };
        try
        {
            var confirmed = ConfirmLevel.Answer(await sender.Send(new ConfirmLevel.Command(system, body, Number(form["version"])), http.RequestAborted));
            return TypedResults.LocalRedirect($"/agencies?agency={Uri.EscapeDataString(confirmed.Agency)}");
        }
        catch (RefusedException refused) when (refused.Problem.Word != "not-found")
        {
            return await PageAsync(sender, (await sender.Send(new ShowSystem.Query(system), http.RequestAborted))?.Agency, null, Said(refused.Problem));
        }
    }

    private static long Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static IReadOnlyList<Text> Said(Problem problem) => problem.Errors is { Count: > 0 } faults
        ? [.. faults.Select(fault => new Text(fault.MessageVi, fault.Message))]
        : [new(problem.DetailVi, problem.Detail)];

    private static async Task<RazorComponentResult<AgenciesPage>> PageAsync(ISender sender, string? code, string? cursor, IReadOnlyList<Text> faults)
    {
        var chosen = code is null ? null : await sender.Send(new ShowAgency.Query(code)) ?? throw new RefusedException(Problems.NotFound());
        var state = new AgenciesPage.State(
            await sender.Send(new ListAgencies.Query(null, null, "name", 200, cursor)), chosen,
            chosen is null ? [] : (await sender.Send(new ListSystems.Query(chosen.Code, null, "name", 200, null))).Items, faults);
        return new(new { Now = state }) { StatusCode = faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };
    }
}
