using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Deadlines.Recomputing;

/// <summary>The page that shows what the rules of today would change in open duties, and does exactly that, with a reason.</summary>
public static class RulesDoor
{
    private const string Address = "/admin/rules";

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Address, (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Word("done", "applied");
            query.Done();
            return PageAsync(http, sender, [], null);
        }).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost(Address, async (HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            IFormCollection? said = null;
            var faults = await Forms.SendAsync(http, antiforgery, form => sender.Send(
                new ApplyRules.Command(new(Forms.Of(said = form, "reason"), Forms.Of(form, "hash"))), http.RequestAborted));
            return faults.Count == 0 ? TypedResults.LocalRedirect($"{Address}?done=applied") : await PageAsync(http, sender, faults, said?["reason"].ToString());
        }).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
    }

    private static async Task<IResult> PageAsync(HttpContext http, ISender sender, IReadOnlyList<Text> faults, string? reason) =>
        new RazorComponentResult<RulesPage>(new { Found = await sender.Send(new ApplyRules.Query(), http.RequestAborted), Faults = faults, Reason = reason })
        {
            StatusCode = Forms.StatusOf(faults),
        };
}
