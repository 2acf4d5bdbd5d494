using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reference;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Reports.Form;

/// <summary>The report form: the kind is chosen, the form is filled in and kept, what would happen is shown, and it is sent. Each step works without script.</summary>
public static class ReportDoor
{
    public const string Address = "/report";

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Address, OpenAsync).Needs(Scopes.Report).ExcludeFromDescription();
        doors.MapPost(Address, ActAsync).Needs(Scopes.Report).ExcludeFromDescription();
    }

    private static async Task<IResult> OpenAsync(
        string? kind, string? key, string? change, HttpContext http, ISender sender, ReferenceLibrary library, DeskSettings settings, TimeProvider clock)
    {
        var query = Pipeline.QueryString.Of(http.Request);
        foreach (var name in (string[])["kind", "key", "change", "refresh"])
            query.Text(name);
        query.Done();
        var id = FormKeys.Read(key ?? change);
        if (id is { } known && await sender.Send(new FindFiled.Query(known), http.RequestAborted) is { } number)
            return TypedResults.LocalRedirect($"/incidents/{number}?sent={known:D}");
        var draft = id is { } wanted ? await DraftAsync(wanted, sender, http.RequestAborted) : null;
        if (draft?.Answers.Or("incident") is { } incident)
            return TypedResults.LocalRedirect($"/report/later?incident={Uri.EscapeDataString(incident)}&as={Uri.EscapeDataString(draft.Answers["as"])}&key={draft.Key:D}");
        if (library.Form.Find(kind ?? (change is null ? draft?.Answers.Or("kind") : null)) is not { } chosen)
            return new RazorComponentResult<ChooseKindPage>(new { Drafts = await sender.Send(new ShowDrafts.Query(null), http.RequestAborted), Key = change is null ? null : id });
        var reporter = await sender.Send(new ShowReporter.Query(), http.RequestAborted);
        var answers = (draft?.Answers ?? FirstAnswers.Of(reporter, settings.Zone.Local(clock.GetUtcNow()))).With("kind", chosen.Word);
        return Page(new(id ?? FormKeys.Fresh(clock.GetUtcNow()), answers, chosen, reporter) { SavedAt = draft?.SavedAt, EditedAt = draft?.EditedAt });
    }

    private static async Task<IResult> ActAsync(HttpContext http, ISender sender, ReferenceLibrary library, ReportSending sending, IAntiforgery antiforgery, TimeProvider clock)
    {
        var reporter = await sender.Send(new ShowReporter.Query(), http.RequestAborted);
        if (!http.Request.HasFormContentType)
            return Page(new(FormKeys.Fresh(clock.GetUtcNow()), FormAnswers.None, library.Form.Kinds[^1], reporter) { Trouble = Texts.FormStale });
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var answers = FormAnswers.Of(form, library.Form);
        var state = new FormState(FormKeys.Read(form["key"]) ?? FormKeys.Fresh(clock.GetUtcNow()), answers, library.Form.Find(answers.Or("kind")) ?? library.Form.Kinds[^1], reporter);
        if (!await antiforgery.IsRequestValidAsync(http))
            return Page(state with { Trouble = Texts.FormStale });
        return form["act"].ToString() switch
        {
            "send" => await sending.SendAsync(state, sender, http.RequestAborted) switch
            {
                (var number, null) => TypedResults.LocalRedirect($"/incidents/{number}?sent={state.Key:D}"),
                (_, var refused) => Page(refused),
            },
            "preview" => Page(await sending.PreviewAsync(state, sender, http.RequestAborted)),
            var act => await KeepAsync(state, act == "change" ? "change" : "key", sender, http.RequestAborted),
        };
    }

    internal static async Task<ShowDrafts.Draft?> DraftAsync(Guid key, ISender sender, CancellationToken cancellation) =>
        await sender.Send(new ShowDrafts.Query(key), cancellation) is [var draft, ..] ? draft : null;

    // The address says which draft: reloading it, or coming back tomorrow, shows the same words.
    private static async Task<IResult> KeepAsync(FormState state, string name, ISender sender, CancellationToken cancellation)
    {
        try
        {
            await sender.Send(new SaveDraft.Command(state.Key, state.Answers, null), cancellation);
            return TypedResults.LocalRedirect($"{Address}?{name}={state.Key:D}");
        }
        catch (RefusedException refused)
        {
            return Page(FormFaults.On(state, refused.Problem));
        }
    }

    private static RazorComponentResult<ReportPage> Page(FormState state) => new(new { Now = state }) { StatusCode = state.Status };
}
