using System.Globalization;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Providers;

/// <summary>The pages of providers: who is covered and by whom, and one provider with the forms of the desk. All of them work without script.</summary>
public static class ProvidersDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/providers", (HttpContext http, ISender sender) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return ListAsync(http, sender, []);
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapPost("/providers", async (HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            ProviderView? added = null;
            var faults = await Forms.SendAsync(http, antiforgery, async form => added = await sender.Send(
                new AddProvider.Command(null, new(Forms.Of(form, "name"), Forms.Said(form, "note")), ETags.Any), http.RequestAborted), ProviderLabels.Provider);
            return added is null ? await ListAsync(http, sender, faults) : TypedResults.LocalRedirect($"/providers/{added.Id:D}");
        }).NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/providers/none", async (HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            var faults = await Forms.SendAsync(http, antiforgery, form => sender.Send(
                new RecordNone.Command(Forms.Of(form, "agency"), new(Forms.Of(form, "reason"))), http.RequestAborted), ProviderLabels.None);
            return faults.Count == 0 ? TypedResults.LocalRedirect("/providers") : await ListAsync(http, sender, faults);
        }).Needs(Scopes.Report, Scopes.Work).ExcludeFromDescription();
        doors.MapPost("/providers/none/{agency}/withdrawal", async (string agency, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            var faults = await Forms.SendAsync(http, antiforgery, _ => sender.Send(new RecordNone.Command(agency, null), http.RequestAborted));
            return faults.Count == 0 ? TypedResults.LocalRedirect("/providers") : await ListAsync(http, sender, faults);
        }).Needs(Scopes.Report, Scopes.Work).ExcludeFromDescription();
        doors.MapGet("/providers/{provider:guid}", (Guid provider, HttpContext http, ISender sender) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return PageAsync(provider, http, sender, [], null);
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapPost("/providers/{provider:guid}/change", (Guid provider, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
            ActAsync(provider, http, sender, antiforgery, ProviderLabels.Provider, form => sender.Send(
                new AddProvider.Command(provider, new(Forms.Of(form, "name"), Forms.Said(form, "note")), Forms.Number(form, "version")), http.RequestAborted), isKept: false))
            .NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/providers/{provider:guid}/contacts", (Guid provider, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
            ActAsync(provider, http, sender, antiforgery, ProviderLabels.Contact, form => sender.Send(new ProviderContacts.AddCommand(
                provider, new(Forms.Of(form, "name"), Forms.Of(form, "channel"), Forms.Of(form, "value"), Forms.Said(form, "purpose"))), http.RequestAborted)))
            .NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/providers/{provider:guid}/contacts/{contact:guid}", (Guid provider, Guid contact, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
            ActAsync(provider, http, sender, antiforgery, ProviderLabels.Contact, form => sender.Send(
                new ProviderContacts.ActCommand(provider, contact, form["act"] == "end" ? "end" : "verify", Forms.Number(form, "version")), http.RequestAborted)))
            .NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/providers/{provider:guid}/commitments", (Guid provider, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
            ActAsync(provider, http, sender, antiforgery, ProviderLabels.Commitment, form => sender.Send(new AddCommitment.Command(provider, BodyOf(form)), http.RequestAborted)))
            .NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/providers/{provider:guid}/commitments/{commitment:guid}/end", (Guid provider, Guid commitment, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
            ActAsync(provider, http, sender, antiforgery, ProviderLabels.End, form => sender.Send(
                new EndCommitment.Command(provider, commitment, new(Required(form, "on"), Forms.Of(form, "reason")), Forms.Number(form, "version")), http.RequestAborted), commitment))
            .NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
    }

    private static CommitmentBody BodyOf(IFormCollection form) => new(
        Forms.Of(form, "agency"), Forms.Of(form, "document"), Required(form, "from"),
        [.. form["services"].OfType<string>()], Day(form, "to"), Forms.Said(form, "hours"),
        Forms.Of(form, "systems").Split([',', ';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static DateOnly Required(IFormCollection form, string name) =>
        Day(form, name) ?? throw new RefusedException(Problems.Validation(Faults.At("/" + name, "required")));

    private static DateOnly? Day(IFormCollection form, string name) => Forms.Said(form, name) is not { } text ? null
        : DateOnly.TryParseExact(text, ["yyyy-MM-dd", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new RefusedException(Problems.Validation(Faults.At("/" + name, "bad-format", "31/12/2026")));

    /// <summary>What is foreign is missing before anything of the form is looked at.</summary>
    /// <param name="isKept">False where another form of the page has fields of the same names: the words come back in their own form alone.</param>
    private static async Task<IResult> ActAsync(
        Guid provider, HttpContext http, ISender sender, IAntiforgery antiforgery, IReadOnlyDictionary<string, Text> labels, Func<IFormCollection, Task> act, Guid? ending = null,
        bool isKept = true)
    {
        await sender.Send(new ShowProvider.Query(provider), http.RequestAborted);
        IFormCollection? said = null;
        var faults = await Forms.SendAsync(http, antiforgery, form => act(said = form), labels);
        return faults.Count == 0 ? TypedResults.LocalRedirect($"/providers/{provider:D}") : await PageAsync(provider, http, sender, faults, isKept ? said : null, ending);
    }

    private static async Task<IResult> ListAsync(HttpContext http, ISender sender, IReadOnlyList<Text> faults) => new RazorComponentResult<ProvidersPage>(new
    {
        Coverage = await sender.Send(new ShowCoverage.Query([]), http.RequestAborted), Providers = await sender.Send(new ListProviders.Query(200, null), http.RequestAborted), Faults = faults,
    }) { StatusCode = Forms.StatusOf(faults) };

    private static async Task<IResult> PageAsync(Guid provider, HttpContext http, ISender sender, IReadOnlyList<Text> faults, IFormCollection? said, Guid? ending = null) =>
        new RazorComponentResult<ProviderPage>(new
        {
            Provider = await sender.Send(new ShowProvider.Query(provider), http.RequestAborted), Faults = faults, Said = said, Ending = ending,
        }) { StatusCode = Forms.StatusOf(faults) };
}
