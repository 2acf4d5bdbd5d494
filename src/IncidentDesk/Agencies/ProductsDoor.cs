using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Agencies;

/// <summary>The page of what a system runs: by it a warning letter finds whom it concerns. The people of an agency keep the lists of their own systems themselves.</summary>
public static class ProductsDoor
{
    private const string Address = "/agencies/systems/{system}/products";

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Address, async (string system, HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Word("done", "saved");
            query.Done();
            var stands = await RequireAsync(system, http, sender);
            return Page(stands, RegisterForm.Opened(FieldsOf(stands.Runs), stands.Runs.Version));
        }).Needs(Scopes.Report, Scopes.Read, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost(Address, SaveAsync).Needs(Scopes.Report, Scopes.Admin).ExcludeFromDescription();
    }

    private static async Task<IResult> SaveAsync(string system, HttpContext http, ISender sender, IAntiforgery antiforgery)
    {
        // What is foreign is missing before anything of the form is looked at.
        var stands = await RequireAsync(system, http, sender);
        var refused = await RegisterForm.SendAsync(http, antiforgery, form => SendAsync(stands.System, form, http, sender));
        if (refused is null)
            return TypedResults.LocalRedirect($"/agencies/systems/{stands.System.Id:D}/products?done=saved");
        if (refused.Refused?.Word == "stale")
        {
            stands = await RequireAsync(system, http, sender);
            refused = refused with { Now = FieldsOf(stands.Runs), Version = stands.Runs.Version };
        }
        return Page(stands, refused);
    }

    private static async Task SendAsync(SystemView system, RegisterForm form, HttpContext http, ISender sender)
    {
        var lines = ProductLines.Read(form.Said.GetValueOrDefault(ProductLines.Field) ?? "");
        try
        {
            await sender.Send(new SystemProducts.Command(system.Id.ToString("D"), new(lines.Products), form.Version), http.RequestAborted);
        }
        catch (RefusedException refused) when (refused.Problem.Errors is { Count: > 0 } faults)
        {
            throw new RefusedException(refused.Problem with { Errors = [.. faults.Select(lines.Named)] });
        }
    }

    private static Dictionary<string, string> FieldsOf(SystemProducts.Answer runs) => new() { [ProductLines.Field] = ProductLines.Write(runs.Products) };

    private static async Task<Stands> RequireAsync(string system, HttpContext http, ISender sender)
    {
        var found = await sender.Send(new ShowSystem.Query(system), http.RequestAborted) ?? throw new RefusedException(Problems.NotFound());
        return new(found, await sender.Send(new SystemProducts.Query(found.Id.ToString("D")), http.RequestAborted) ?? throw new RefusedException(Problems.NotFound()));
    }

    private static RazorComponentResult<ProductsPage> Page(Stands stands, RegisterForm form) =>
        new(new { System = stands.System, Runs = stands.Runs, Form = form }) { StatusCode = form.Status };

    private sealed record Stands(SystemView System, SystemProducts.Answer Runs);
}
