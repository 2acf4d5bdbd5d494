using IncidentDesk.Agencies;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Administration;

/// <summary>Where an administrator begins: what is still to be set up, and the way to each page. The settings and the audit, which have no other room, are here.</summary>
public static class AdminDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/admin", async (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Text("refresh");
            query.Done();
            return new RazorComponentResult<AdminPage>(new { First = await sender.Send(new FirstRun.Query(), http.RequestAborted) });
        }).NeedsDesk(Scopes.Admin).ExcludeFromDescription();
        doors.MapGet("/admin/settings", (HttpContext http) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return new RazorComponentResult<SettingsPage>();
        }).NeedsDesk(Scopes.Admin).ExcludeFromDescription();
        doors.MapGet("/admin/audit", async (HttpContext http, ISender sender, DeskNames desk) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            var wanted = new ListAudit.Query(query.Text("actor"), query.Text("action"), query.Text("subject"), null, null, "", 100, query.Cursor());
            query.Done();
            return new RazorComponentResult<AuditPage>(new { Wanted = wanted, Found = await sender.Send(wanted with { Filters = query.Filters }, http.RequestAborted) });
        }).NeedsDeskOrRole("auditor", Scopes.Admin).ExcludeFromDescription();
        doors.MapGet("/admin/own-report", (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Text("refresh");
            query.Done();
            return OwnAsync(http, sender, []);
        }).NeedsDesk(Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/admin/own-report", async (HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            var faults = await Forms.SendAsync(http, antiforgery, form =>
                sender.Send(new OwnReport.Command(Forms.Of(form, "agency"), Forms.Of(form, "mail")), http.RequestAborted));
            return faults.Count == 0 ? TypedResults.LocalRedirect("/admin/own-report") : await OwnAsync(http, sender, faults);
        }).NeedsDesk(Scopes.Admin).ExcludeFromDescription();
    }

    private static async Task<IResult> OwnAsync(HttpContext http, ISender sender, IReadOnlyList<Text> faults) => new RazorComponentResult<OwnReportPage>(new
    {
        First = await sender.Send(new FirstRun.Query(), http.RequestAborted),
        Agencies = (await sender.Send(new ListAgencies.Query(null, null, "name", 200, null), http.RequestAborted)).Items, Faults = faults,
    }) { StatusCode = Forms.StatusOf(faults) };
}
