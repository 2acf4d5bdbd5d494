using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Duty;

/// <summary>The duty table as an administrator keeps it: the gaps first, then the lines, one more, one less.</summary>
public static class DutyDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/admin/duty", (HttpContext http, ISender sender) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return PageAsync(http, sender, []);
        }).NeedsDesk(Scopes.Approve, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/admin/duty", async (HttpContext http, ISender sender, IAntiforgery antiforgery, DeskNames desk) =>
        {
            IFormCollection? said = null;
            var faults = await Forms.SendAsync(http, antiforgery, form => sender.Send(new AddShift.Command(Shift(said = form, desk.Zone)), http.RequestAborted), DutyLabels.Line);
            return faults.Count == 0 ? TypedResults.LocalRedirect("/admin/duty") : await PageAsync(http, sender, faults, said);
        }).NeedsDesk(Scopes.Approve, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/admin/duty/{shift:guid}/removal", async (Guid shift, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            var faults = await Forms.SendAsync(http, antiforgery, async form =>
            {
                var outcome = await sender.Send(new RemoveShift.Command(shift, Forms.Number(form, "version")), http.RequestAborted);
                if (outcome is RemoveShift.Outcome.Stale or RemoveShift.Outcome.OfARoster)
                    throw new RefusedException(outcome == RemoveShift.Outcome.Stale ? Problems.Stale() : Problems.Conflict("roster-line"));
            });
            return faults.Count == 0 ? TypedResults.LocalRedirect("/admin/duty") : await PageAsync(http, sender, faults);
        }).NeedsDesk(Scopes.Approve, Scopes.Admin).ExcludeFromDescription();
    }

    private static AddShift.ShiftBody Shift(IFormCollection form, TimeZoneInfo zone) => new(
        Guid.TryParse(Forms.Of(form, "person"), out var person) ? person : throw new RefusedException(Problems.Validation(Faults.At("/person", "required"))),
        Forms.Of(form, "post"), At(form, "from", zone), At(form, "to", zone));

    private static DateTimeOffset At(IFormCollection form, string name, TimeZoneInfo zone) =>
        Forms.Instant(form, name, zone) ?? throw new RefusedException(Problems.Validation(Faults.At("/" + name, "required")));

    private static async Task<IResult> PageAsync(HttpContext http, ISender sender, IReadOnlyList<Text> faults, IFormCollection? said = null) =>
        new RazorComponentResult<DutyPage>(new
        {
            Duty = await sender.Send(new ListDuty.Query(null, null, "", 200, null), http.RequestAborted),
            People = await sender.Send(new DeskCrew.Query(), http.RequestAborted), Faults = faults, Said = said,
        }) { StatusCode = Forms.StatusOf(faults) };
}
