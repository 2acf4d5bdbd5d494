using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Approvals;

/// <summary>What waits for a second person, and the page on which that person reads exactly what they agree to.</summary>
public static class ApprovalsDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/approvals", async (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Text("refresh");
            var (all, cursor) = (query.Word("state", "all"), query.Cursor());
            query.Done();
            var found = await sender.Send(new ListApprovals.Query(all is null ? [Approval.Open] : [], all ?? "", 50, cursor), http.RequestAborted);
            return new RazorComponentResult<ApprovalsPage>(new { Found = found, All = all is not null });
        }).Needs(Scopes.Report, Scopes.Read, Scopes.Work, Scopes.Approve, Scopes.Admin).ExcludeFromDescription();
        doors.MapGet("/approvals/{approval:guid}", (Guid approval, HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Text("refresh");
            query.Done();
            return PageAsync(approval, http, sender, [], null);
        }).Needs(Scopes.Report, Scopes.Read, Scopes.Work, Scopes.Approve, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/approvals/{approval:guid}", DecideAsync).Needs(Scopes.Approve, Scopes.Admin).ExcludeFromDescription();
    }

    private static async Task<IResult> DecideAsync(Guid approval, HttpContext http, ISender sender, IAntiforgery antiforgery)
    {
        string? note = null;
        var faults = await Forms.SendAsync(http, antiforgery, async form =>
        {
            note = Forms.Said(form, "note");
            DecideApproval.Answer(await sender.Send(
                new DecideApproval.Command(approval, new(Forms.Of(form, "decision"), Forms.Of(form, "contentHash"), note)), http.RequestAborted));
        });
        return faults.Count == 0 ? TypedResults.LocalRedirect($"/approvals/{approval:D}") : await PageAsync(approval, http, sender, faults, note);
    }

    private static async Task<IResult> PageAsync(Guid approval, HttpContext http, ISender sender, IReadOnlyList<Text> faults, string? note) =>
        new RazorComponentResult<ApprovalPage>(new
        {
            Approval = await sender.Send(new ShowApproval.Query(approval), http.RequestAborted) ?? throw new RefusedException(Problems.NotFound()),
            Faults = faults, Note = note,
        }) { StatusCode = Forms.StatusOf(faults) };
}
