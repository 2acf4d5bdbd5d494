using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Papers;

/// <summary>The page of all papers, and the form that drafts those about an agency as a whole.</summary>
public static class PapersDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/papers", async (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Text("refresh");
            var cursor = query.Text("cursor", 2000);
            query.Done();
            return await PageAsync(sender, cursor, []);
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapPost("/papers", DraftAsync).NeedsDesk(Scopes.Work).ExcludeFromDescription();
    }

    private static async Task<IResult> DraftAsync(HttpContext http, ISender sender, IAntiforgery antiforgery)
    {
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            return await PageAsync(sender, null, [Texts.FormStale]);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        try
        {
            var drafted = await sender.Send(new DraftAgencyPaper.Command(new(form["form"].ToString(), form["agency"].ToString().Trim())), http.RequestAborted);
            return TypedResults.LocalRedirect($"/papers/{drafted.Paper.Id:D}");
        }
        catch (RefusedException refused) when (refused.Problem.Errors is { Count: > 0 } errors)
        {
            return await PageAsync(sender, null, [.. errors.Select(fault => new Text(fault.MessageVi, fault.Message))]);
        }
    }

    private static async Task<RazorComponentResult<PapersPage>> PageAsync(ISender sender, string? cursor, IReadOnlyList<Text> faults) =>
        new(new { Papers = await sender.Send(new ListPapers.Query(null, 100, cursor)), Forms = (await sender.Send(new ListForms.Query())).Items, Faults = faults })
        {
            StatusCode = faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
}
