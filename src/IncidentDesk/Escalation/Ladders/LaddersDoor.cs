using IncidentDesk.Duty;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Escalation.Ladders;

/// <summary>The page of ladders: who is called, when, by what; "whom would it call at 03:00 on Sunday", and the standing fallback.</summary>
public static class LaddersDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/admin/ladders", (HttpContext http, ISender sender, DeskNames desk) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            var (severity, at) = (query.Word("severity", [.. Texts.Severities.Keys]), query.Text("at"));
            query.Done();
            return PageAsync(http, sender, [], severity, Tried(at, desk.Zone));
        }).NeedsDesk(Scopes.Approve, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/admin/ladders/{severity}", async (string severity, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            IFormCollection? said = null;
            var faults = await Forms.SendAsync(http, antiforgery, async form =>
                _ = await sender.Send(new ChangeLadder.Command(severity, Ladder(said = form), Forms.Number(form, "version")), http.RequestAborted)
                    ?? throw new RefusedException(Problems.NotFound()));
            return faults.Count == 0 ? TypedResults.LocalRedirect($"/admin/ladders?severity={severity}") : await PageAsync(http, sender, faults, severity, null, said);
        }).NeedsDesk(Scopes.Approve, Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost("/admin/ladders/fallback", async (HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            var faults = await Forms.SendAsync(http, antiforgery, form => sender.Send(
                new StandingFallback.Command(new([.. form["people"].Select(one => Guid.TryParse(one, out var id) ? id : Guid.Empty)]), Forms.Number(form, "version")), http.RequestAborted));
            return faults.Count == 0 ? TypedResults.LocalRedirect("/admin/ladders") : await PageAsync(http, sender, faults, null, null);
        }).NeedsDesk(Scopes.Approve, Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
    }

    /// <summary>The most rungs that the form has room for; rows that say nothing are no rungs.</summary>
    public const int Rows = 12;

    private static LadderBody Ladder(IFormCollection form) => new(
        [
            .. Enumerable.Range(0, Rows).Where(n => Forms.Said(form, $"who-{n}") is not null).Select(n => new RungBody(
                Forms.Of(form, $"who-{n}"), Forms.Of(form, $"channels-{n}").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries), Forms.Number(form, $"minutes-{n}") * 60)),
        ],
        Forms.Number(form, "holds") * 60, Forms.Number(form, "warns") * 60);

    // A time that cannot be read is now; the field shows what was taken.
    private static DateTimeOffset? Tried(string? at, TimeZoneInfo zone) =>
        DateTime.TryParseExact(at, "yyyy-MM-dd'T'HH:mm", null, System.Globalization.DateTimeStyles.None, out var local) && !zone.IsInvalidTime(local)
            ? new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime() : null;

    private static async Task<IResult> PageAsync(
        HttpContext http, ISender sender, IReadOnlyList<Text> faults, string? severity, DateTimeOffset? at, IFormCollection? said = null) =>
        new RazorComponentResult<LaddersPage>(new
        {
            Ladders = await sender.Send(new ShowLadders.Query(null), http.RequestAborted),
            Fallback = await sender.Send(new StandingFallback.Query(), http.RequestAborted),
            People = await sender.Send(new DeskCrew.Query(), http.RequestAborted),
            Preview = severity is null ? null : await sender.Send(new PreviewLadder.Query(severity, at), http.RequestAborted), Faults = faults, Said = said,
        }) { StatusCode = Forms.StatusOf(faults) };
}
