using System.Globalization;
using IncidentDesk.Approvals;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Papers;

/// <summary>The page of a paper and its forms; what was refused is said there, with the person's words still in the form.</summary>
public static class PaperDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/papers/{paper}", async (string paper, HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Text("refresh");
            query.Done();
            return await PageAsync(paper, http, sender, []);
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapGet("/papers/{paper}/print", PrintAsync).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapPost("/incidents/{incident}/papers", DraftAsync).NeedsDesk(Scopes.Work).ExcludeFromDescription();
        Act(doors, "", Scopes.Work, (paper, form, version) => new EditPaper.Command(paper, new([.. form
            .Where(field => field.Key.StartsWith("f-", StringComparison.Ordinal)).Select(field => new EditPaper.FieldBody(field.Key[2..], field.Value.ToString()))]), version));
        Act(doors, "/review", Scopes.Work, (paper, _, version) => new ReviewPaper.Command(paper, version));
        Act(doors, "/withdrawal", Scopes.Work, (paper, form, version) => new WithdrawPaper.Command(paper, new(form["reason"].ToString()), version));
        Act(doors, "/sending", Scopes.Work, (paper, form, version) => new SendPaper.Command(paper, new(Given(form, "centre")), version));
        Act(doors, "/decision", Scopes.Approve, (_, form, _) => new DecideApproval.Command(
            Guid.TryParse(form["approval"], out var approval) ? approval : Guid.Empty, new(form["decision"].ToString(), form["contentHash"].ToString(), Given(form, "note"))));
    }

    private static void Act(IEndpointRouteBuilder doors, string step, string scope, Func<string, IFormCollection, long, IBaseRequest> command) => doors
        .MapPost("/papers/{paper}" + step, async Task<IResult> (string paper, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
                return await PageAsync(paper, http, sender, [Texts.FormStale]);
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            try
            {
                if (await sender.Send((object)command(paper, form, Number(form["version"])), http.RequestAborted) is Deciding.Outcome outcome)
                    DecideApproval.Answer(outcome);
                return TypedResults.LocalRedirect($"/papers/{Uri.EscapeDataString(paper)}");
            }
            catch (RefusedException refused) when (refused.Problem.Word is not ("not-found" or "forbidden"))
            {
                return await PageAsync(paper, http, sender, Said(refused.Problem), form);
            }
        }).NeedsDesk(scope).ExcludeFromDescription();

    private static async Task<IResult> DraftAsync(string incident, HttpContext http, ISender sender, IAntiforgery antiforgery)
    {
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            return ErrorPages.Of(StatusCodes.Status400BadRequest, Texts.FormStale, Texts.IncidentMissingNext);
        var wanted = (await http.Request.ReadFormAsync(http.RequestAborted))["form"].ToString().Split(':');
        var body = new DraftPaper.DraftBody(wanted[0], wanted.Length > 1 && Guid.TryParse(wanted[1], out var duty) ? duty : null);
        var drafted = await sender.Send(new DraftPaper.Command(incident, body), http.RequestAborted);
        return TypedResults.LocalRedirect($"/papers/{drafted.Paper.Id:D}");
    }

    private static async Task<IResult> PrintAsync(string paper, HttpContext http, ISender sender)
    {
        var query = Pipeline.QueryString.Of(http.Request);
        var version = query.Text("version");
        query.Done();
        if (version is null && await sender.Send(new ShowPaper.Query(paper), http.RequestAborted) is { } newest)
            version = newest.Paper.Latest.ToString(CultureInfo.InvariantCulture);
        var answer = version is null ? throw new RefusedException(Problems.NotFound()) : await sender.Send(new ShowVersion.Query(paper, version), http.RequestAborted);
        return new RazorComponentResult<PrintPage>(new { Version = answer });
    }

    internal static string? Given(IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    internal static long Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    internal static IReadOnlyList<Text> Said(Problem problem) => problem.Errors is { Count: > 0 } faults
        ? [new(problem.DetailVi, problem.Detail), .. faults.Select(fault => new Text(fault.MessageVi, fault.Message))]
        : [new(problem.DetailVi, problem.Detail)];

    internal static async Task<IResult> PageAsync(string paper, HttpContext http, ISender sender, IReadOnlyList<Text> faults, IFormCollection? said = null) =>
        await sender.Send(new ShowPaper.Query(paper), http.RequestAborted) is { } answer
            ? new RazorComponentResult<PaperPage>(new { Now = new PaperPage.State(answer.Paper, answer.Version, faults, said) })
            {
                StatusCode = faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            }
            : throw new RefusedException(Problems.NotFound());
}
