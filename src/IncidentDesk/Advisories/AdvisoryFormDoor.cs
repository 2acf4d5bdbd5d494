using IncidentDesk.Agencies;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Advisories;

/// <summary>The page on which the desk puts a letter right: all of it but what names it.</summary>
public static class AdvisoryFormDoor
{
    private const string Address = "/advisories/{advisory:guid}/change";

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Address, async (Guid advisory, HttpContext http, ISender sender, Forms forms) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            var stands = await RequireAsync(advisory, http, sender);
            return Page(stands, RegisterForm.Opened(new AdvisoryFields(forms).Of(stands), stands.Version));
        }).NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost(Address, ChangeAsync).NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
    }

    private static async Task<IResult> ChangeAsync(Guid advisory, HttpContext http, ISender sender, IAntiforgery antiforgery, Forms forms)
    {
        // What is foreign is missing before anything of the form is looked at.
        var (stands, fields) = (await RequireAsync(advisory, http, sender), new AdvisoryFields(forms));
        // The whole letter comes twice: as it is typed, and as it stood.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = AdvisoryRules.MostBytes * 4;
        var refused = await RegisterForm.SendAsync(http, antiforgery, form => SendAsync(stands, fields.BodyOf, form, http, sender));
        if (refused is null)
            return TypedResults.LocalRedirect($"/advisories/{advisory:D}");
        if (refused.Refused?.Word == "stale")
        {
            stands = await RequireAsync(advisory, http, sender);
            refused = refused with { Now = fields.Of(stands), Version = stands.Version, By = await sender.Send(new LastTouch.Query(stands.Id), http.RequestAborted) };
        }
        return Page(stands, refused);
    }

    private static async Task SendAsync(AdvisoryView stands, Func<RegisterForm, AdvisoryView, AdvisoryBody> read, RegisterForm form, HttpContext http, ISender sender)
    {
        try
        {
            await sender.Send(new ChangeAdvisory.Command(stands.Id, read(form, stands), form.Version), http.RequestAborted);
        }
        catch (RefusedException refused) when (refused.Problem.Errors is { Count: > 0 } faults)
        {
            throw new RefusedException(refused.Problem with { Errors = [.. faults.Select(AdvisoryFields.Named)] });
        }
    }

    private static async Task<AdvisoryView> RequireAsync(Guid advisory, HttpContext http, ISender sender) =>
        await sender.Send(new ShowAdvisory.Query(advisory), http.RequestAborted) ?? throw new RefusedException(Problems.NotFound());

    private static RazorComponentResult<AdvisoryFormPage> Page(AdvisoryView letter, RegisterForm form) => new(new { Letter = letter, Form = form }) { StatusCode = form.Status };
}
