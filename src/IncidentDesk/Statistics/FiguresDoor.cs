using IncidentDesk.Periodic;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Statistics;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Statistics;

/// <summary>The pages of figures, and the forms by which a person records what became of a periodic duty.</summary>
public static class FiguresDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/figures", (HttpContext http, ISender sender, DeskNames names, TimeProvider clock) => FiledAsync(http, sender, names, clock, []))
            .Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapGet("/figures/{report}", ReportAsync).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapPost("/figures/periodic/{duty:guid}/filing", (Guid duty, HttpContext http, ISender sender, IAntiforgery antiforgery, DeskNames names, TimeProvider clock) =>
            SettleAsync(http, sender, antiforgery, names, clock, form => new FilePeriodic.Command(
                duty, new() { At = FiguresForm.Instant(form["at"].ToString().Trim(), names.Zone), Proof = form["proof"].ToString() })))
            .Needs(Scopes.Report, Scopes.Work).ExcludeFromDescription();
        doors.MapPost("/figures/periodic/{duty:guid}/waiver", (Guid duty, HttpContext http, ISender sender, IAntiforgery antiforgery, DeskNames names, TimeProvider clock) =>
            SettleAsync(http, sender, antiforgery, names, clock, form => new WaivePeriodic.Command(duty, new() { Reason = form["reason"].ToString() })))
            .NeedsDesk(Scopes.Approve).ExcludeFromDescription();
    }

    private static async Task<IResult> FiledAsync(HttpContext http, ISender sender, DeskNames names, TimeProvider clock, IReadOnlyList<Text> faults)
    {
        var query = Pipeline.QueryString.Of(http.Request);
        var (from, to, asOf) = (FiguresForm.Day(query, "from"), FiguresForm.Day(query, "to"), FiguresForm.Day(query, "asOf"));
        var (by, cursor) = (query.Word("by", FiledInTime.By) ?? FiledInTime.By[0], query.Text("cursor", 2000));
        var typed = new FiguresPage.Typed(Raw(http, "from"), Raw(http, "to"), Raw(http, "asOf"), by);
        try
        {
            query.Done();
            var wanted = new ShowFiledInTime.Query(
                FiguresForm.Start(from, names.Zone), FiguresForm.End(to, names.Zone), by, FiguresForm.AsOf(asOf, names.Zone, clock.GetUtcNow()));
            return await PageAsync(sender, wanted, typed, cursor, faults);
        }
        catch (RefusedException refused) when (refused.Problem.Word == "validation" && IsOurs(refused.Problem))
        {
            return await PageAsync(sender, new(null, null, by, null), typed, null, Said(refused.Problem));
        }
    }

    private static async Task<IResult> PageAsync(ISender sender, ShowFiledInTime.Query wanted, FiguresPage.Typed typed, string? cursor, IReadOnlyList<Text> faults)
    {
        var state = new FiguresPage.State(
            await sender.Send(wanted), typed, await sender.Send(new ListPeriodic.Query([], null, 50, cursor)), faults);
        return new RazorComponentResult<FiguresPage>(new { Now = state }) { StatusCode = faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };
    }

    private static async Task<IResult> ReportAsync(string report, HttpContext http, ISender sender, DeskNames names, TimeProvider clock)
    {
        var query = Pipeline.QueryString.Of(http.Request);
        var (year, asOf) = ((int?)query.Number("year", 2000, 2999), FiguresForm.Day(query, "asOf"));
        query.Done();
        var wanted = new ShowReportFigures.Query(report, year, FiguresForm.AsOf(asOf, names.Zone, clock.GetUtcNow()));
        var answer = await sender.Send(wanted, http.RequestAborted) ?? throw new RefusedException(Problems.NotFound());
        return new RazorComponentResult<ReportPage>(new { Answer = answer, AsOf = Raw(http, "asOf"), IsNow = asOf is null });
    }

    private static async Task<IResult> SettleAsync(
        HttpContext http, ISender sender, IAntiforgery antiforgery, DeskNames names, TimeProvider clock, Func<IFormCollection, IRequest<SettlePeriodic>> command)
    {
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            return await FiledAsync(http, sender, names, clock, [Texts.FormStale]);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        try
        {
            (await sender.Send(command(form), http.RequestAborted)).Answer();
            return TypedResults.LocalRedirect("/figures#periodic");
        }
        catch (RefusedException refused) when (refused.Problem.Word != "not-found")
        {
            return await FiledAsync(http, sender, names, clock, Said(refused.Problem));
        }
    }

    // A parameter that nobody knows is refused as everywhere; what was typed wrong is said on the page.
    private static bool IsOurs(Problem problem) => problem.Errors is { Count: > 0 } faults && faults.All(fault => fault.Code is "bad-format" or "out-of-range");

    private static string Raw(HttpContext http, string name) =>
        WireText.TryClean(http.Request.Query[name].ToString(), out var clean) && clean.Length <= 40 ? clean : "";

    private static IReadOnlyList<Text> Said(Problem problem) => problem.Errors is { Count: > 0 } faults
        ? [.. faults.Select(fault => new Text(fault.MessageVi, fault.Message))]
        : [new(problem.DetailVi, problem.Detail)];
}
