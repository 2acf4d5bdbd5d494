using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Advisories;

/// <summary>The pages of letters: the list, one that comes in, and the letter to print for those who have not answered.</summary>
public static class AdvisoriesDoor
{
    private const string Address = "/advisories/new";

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/advisories", async (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            var cursor = query.Text("cursor", 2000);
            query.Done();
            return new RazorComponentResult<AdvisoriesPage>(new { Now = await sender.Send(new ListAdvisories.Query(null, null, false, 50, cursor), http.RequestAborted) });
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapGet(Address, (HttpContext http) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return Page(new());
        }).NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost(Address, ActAsync).NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapGet("/advisories/{advisory:guid}/reminder", PrintAsync).NeedsDesk(Scopes.Read, Scopes.Work).ExcludeFromDescription();
    }

    private static async Task<IResult> ActAsync(HttpContext http, ISender sender, IAntiforgery antiforgery, Forms forms)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LetterFile.MostBytes * 2;
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            return Page(new() { Faults = [Texts.FormStale] });
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        try
        {
            if (form["act"] == "confirm")
            {
                var issued = await sender.Send(new IssueAdvisory.Command(BodyOf(form, forms)), http.RequestAborted);
                return TypedResults.LocalRedirect($"/advisories/{issued.Advisory.Id:D}");
            }
            if (await TextOfAsync(form, http.RequestAborted) is not { } text)
                return Page(new() { Faults = [Texts.LetterNothing] });
            var read = await sender.Send(new ReadLetter.Command(text), http.RequestAborted);
            return Page(new(Typed(read.Draft, forms)) { Missing = read.Missing });
        }
        catch (RefusedException refused) when (refused.Problem.Word != "not-found")
        {
            return Page(form["act"] == "confirm"
                ? new(form.Keys.ToDictionary(key => key, key => Forms.Said(form, key) ?? "")) { Faults = AdvisoryLabels.Said(refused.Problem) }
                : new(null, Forms.Said(form, "text")) { Faults = AdvisoryLabels.Said(refused.Problem) });
        }
    }

    private static async Task<string?> TextOfAsync(IFormCollection form, CancellationToken cancellation)
    {
        if (form.Files["file"] is not { Length: > 0 } file)
            return Forms.Said(form, "text");
        await using var content = file.OpenReadStream();
        return ReadLetter.OfFile(await ReadLetter.BytesAsync(content, cancellation));
    }

    private static AdvisoryBody BodyOf(IFormCollection form, Forms forms) => new()
    {
        Number = Forms.Said(form, "number") ?? "",
        IssuedOn = Forms.Day(Forms.Said(form, "issuedOn")) ?? throw new RefusedException(Problems.Validation(Faults.At("/issuedOn", "bad-format", "11/10/2022"))),
        Issuer = Forms.Said(form, "issuer") ?? "", Subject = Forms.Said(form, "subject") ?? "", Severity = Forms.Said(form, "severity"), Text = Forms.Said(form, "letter"),
        Cves = Forms.Said(form, "cves")?.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Products = [.. Forms.Lines(Forms.Said(form, "products")).Select(Forms.Product)], Asks = Forms.Lines(Forms.Said(form, "asks")), Tlp = Forms.Said(form, "tlp"),
        Embargo = forms.Instant(Forms.Said(form, "embargo"), "/embargo") is { } until ? new(until) : null,
        DueAt = forms.Instant(Forms.Said(form, "dueAt"), "/dueAt"), DueReason = Forms.Said(form, "dueReason"),
        Exposed = Urgency.Facts.Flag(Forms.Said(form, "exposed")), Automatable = Urgency.Facts.Flag(Forms.Said(form, "automatable")),
        TechnicalImpact = Forms.Said(form, "impact"),
    };

    private static Dictionary<string, string> Typed(ReadLetter.Draft draft, Forms forms) => new()
    {
        ["number"] = draft.Number ?? "", ["issuedOn"] = draft.IssuedOn is { } day ? Forms.Shown(AdvisoryRows.Day(day)) : "", ["issuer"] = draft.Issuer ?? "",
        ["subject"] = draft.Subject ?? "", ["severity"] = draft.Severity ?? "high", ["cves"] = string.Join(", ", draft.Cves), ["letter"] = draft.Text,
        ["products"] = string.Join('\n', draft.Products.Select(Forms.Written)), ["asks"] = string.Join('\n', draft.Asks), ["tlp"] = draft.Tlp ?? "green",
        ["dueAt"] = forms.Shown(draft.DueAt),
    };

    private static async Task<IResult> PrintAsync(Guid advisory, HttpContext http, ISender sender)
    {
        Pipeline.QueryString.Of(http.Request).Done();
        var found = await sender.Send(new ShowAdvisory.Query(advisory), http.RequestAborted) ?? throw new RefusedException(Problems.NotFound());
        var replies = await sender.Send(new ListReplies.Query(advisory, [.. CellMoves.States.Where(CellMoves.IsSilent)], 200, null), http.RequestAborted);
        return new RazorComponentResult<ReminderPage>(new { Letter = found, Silent = replies!.Items });
    }

    private static RazorComponentResult<NewAdvisoryPage> Page(NewAdvisoryPage.State state) =>
        new(new { Now = state }) { StatusCode = state.Faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };
}
