using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Advisories;

/// <summary>The page of one letter, with the forms of the desk (send, due time, patch, check) and of the agency (answer). All of them work without script.</summary>
public static class AdvisoryDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/advisories/{advisory:guid}", async (Guid advisory, HttpContext http, ISender sender, Caller caller) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            var place = new Place(query.Text("agency", 60), query.Words("state", CellMoves.States), query.Text("cursor", 2000));
            query.Done();
            return await PageAsync(advisory, sender, caller, place, []);
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapPost("/advisories/{advisory:guid}/send", (Guid advisory, HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery) =>
            ActAsync(advisory, null, http, sender, caller, antiforgery, form => sender.Send(new SendAdvisory.Command(
                advisory, new(Forms.Said(form, "agencies")?.Split([',', ';', ' ', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                    [.. form["kinds"].OfType<string>().Where(kind => kind.Length > 0 && kind != "all")], form["kinds"].Contains("all") ? true : null), Version(form)), http.RequestAborted)))
            .NeedsDesk(Scopes.Approve, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/advisories/{advisory:guid}/due", (Guid advisory, HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery, Forms forms) =>
            ActAsync(advisory, null, http, sender, caller, antiforgery, form => sender.Send(new ChangeDue.Command(
                advisory, new(forms.Instant(Forms.Said(form, "dueAt"), "/dueAt") ?? throw new RefusedException(Problems.Validation(Faults.At("/dueAt", "required"))),
                    Forms.Said(form, "reason")), Version(form)), http.RequestAborted)))
            .NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/advisories/{advisory:guid}/patch", (Guid advisory, HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery) =>
            ActAsync(advisory, null, http, sender, caller, antiforgery, form => sender.Send(new PublishPatch.Command(
                advisory, new(Forms.Day(Forms.Said(form, "patchedOn")) ?? throw new RefusedException(Problems.Validation(Faults.At("/patchedOn", "bad-format", "14/06/2022")))),
                Version(form)), http.RequestAborted)))
            .NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/advisories/{advisory:guid}/replies/{agency}", (Guid advisory, string agency, HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery, Forms forms) =>
            ActAsync(advisory, agency, http, sender, caller, antiforgery, form => sender.Send(
                new AnswerAdvisory.Command(advisory, agency, ReplyOf(form, forms), Version(form)), http.RequestAborted)))
            .Needs(Scopes.Report).ExcludeFromDescription();
        doors.MapPost("/advisories/{advisory:guid}/replies/{agency}/verification", (Guid advisory, string agency, HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery) =>
            ActAsync(advisory, agency, http, sender, caller, antiforgery, form => sender.Send(
                new VerifyReply.Command(advisory, agency, new(Forms.Said(form, "outcome") ?? "", Forms.Said(form, "evidence") ?? ""), Version(form)), http.RequestAborted)))
            .NeedsDesk(Scopes.Work).ExcludeFromDescription();
    }

    /// <summary>What is foreign is missing before anything of the form is looked at.</summary>
    private static async Task<IResult> ActAsync<T>(
        Guid advisory, string? agency, HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery, Func<IFormCollection, Task<T>> act)
    {
        if (agency is not null && await sender.Send(new ShowReply.Query(advisory, agency), http.RequestAborted) is null)
            throw new RefusedException(Problems.NotFound());
        var place = new Place(agency, [], null);
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            return await PageAsync(advisory, sender, caller, place, [Texts.FormStale]);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        try
        {
            await act(form);
            return TypedResults.LocalRedirect($"/advisories/{advisory:D}{(agency is null ? "" : $"?agency={Uri.EscapeDataString(agency)}")}");
        }
        catch (RefusedException refused) when (refused.Problem.Word != "not-found")
        {
            var faults = Shell.Forms.Said(refused.Problem, agency is null ? AdvisoryLabels.Letter : AdvisoryLabels.Reply);
            return await PageAsync(advisory, sender, caller, place, faults, form.Keys.ToDictionary(key => key, key => Forms.Said(form, key) ?? ""));
        }
    }

    private static AnswerAdvisory.ReplyBody ReplyOf(IFormCollection form, Forms forms) => new()
    {
        State = Forms.Said(form, "state") ?? "", Affected = Forms.Said(form, "affected") is { } count ? Forms.Number(count) ?? -1 : null,
        Evidence = Forms.Said(form, "evidence"), Reason = Forms.Said(form, "reason"), Until = forms.Instant(Forms.Said(form, "until"), "/until"),
        System = Forms.Said(form, "system"), SignedBy = Forms.Said(form, "signedBy"), Paper = Forms.Said(form, "paper"),
    };

    private static long Version(IFormCollection form) => Forms.Number(form["version"]) ?? 0;

    private static async Task<IResult> PageAsync(
        Guid advisory, ISender sender, Caller caller, Place place, IReadOnlyList<Text> faults, IReadOnlyDictionary<string, string>? typed = null)
    {
        var letter = await sender.Send(new ShowAdvisory.Query(advisory)) ?? throw new RefusedException(Problems.NotFound());
        // Who comes from an agency finds its own reply open.
        var named = place.Agency ?? caller.Agency?.ToString("D");
        var chosen = named is null ? null : await sender.Send(new ShowReply.Query(advisory, named));
        if (place.Agency is not null && chosen is null)
            throw new RefusedException(Problems.NotFound());
        var state = new AdvisoryPage.State(
            letter, (await sender.Send(new ListReplies.Query(advisory, place.States, 100, place.Cursor)))!, chosen,
            chosen is null ? [] : (await sender.Send(new SuggestReplies.Query(advisory, chosen.Agency)))!,
            chosen is null ? [] : (await sender.Send(new Agencies.ListSystems.Query(chosen.Agency, null, "name", 200, null))).Items,
            caller.IsDesk ? (await sender.Send(new ListReminders.Query(advisory)))!.Items : [], place.States, faults, typed);
        return new RazorComponentResult<AdvisoryPage>(new { Now = state })
        {
            StatusCode = faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
    }

    private sealed record Place(string? Agency, IReadOnlyList<string> States, string? Cursor);
}
