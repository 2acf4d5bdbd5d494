using IncidentDesk.Evidence;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reference;
using IncidentDesk.Shell;
using MediatR;
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
        doors.MapPost(Address + "/files", TakeAsync).Needs(Scopes.Report).ExcludeFromDescription();
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
        {
            await sender.Send(new GiveFormFiles.Command(known, number), http.RequestAborted);
            return TypedResults.LocalRedirect($"/incidents/{number}?sent={known:D}");
        }
        var draft = id is { } wanted ? await DraftAsync(wanted, sender, http.RequestAborted) : null;
        if (draft?.Answers.Or("incident") is { } incident)
            return TypedResults.LocalRedirect($"/report/later?incident={Uri.EscapeDataString(incident)}&as={Uri.EscapeDataString(draft.Answers["as"])}&key={draft.Key:D}");
        if (library.Form.Find(kind ?? (change is null ? draft?.Answers.Or("kind") : null)) is not { } chosen)
            return new RazorComponentResult<ChooseKindPage>(new { Drafts = await sender.Send(new ShowDrafts.Query(null), http.RequestAborted), Key = change is null ? null : id });
        var reporter = await sender.Send(new ShowReporter.Query(), http.RequestAborted);
        var answers = (draft?.Answers ?? FirstAnswers.Of(reporter, settings.Zone.Local(clock.GetUtcNow()))).With("kind", chosen.Word);
        return await PageAsync(new(id ?? FormKeys.Fresh(clock.GetUtcNow()), answers, chosen, reporter) { SavedAt = draft?.SavedAt, EditedAt = draft?.EditedAt }, sender, http.RequestAborted);
    }

    private static async Task<IResult> ActAsync(HttpContext http, ISender sender, ReferenceLibrary library, ReportSending sending, FormPost post, TimeProvider clock)
    {
        var reporter = await sender.Send(new ShowReporter.Query(), http.RequestAborted);
        if (!http.Request.HasFormContentType)
            return await PageAsync(new(FormKeys.Fresh(clock.GetUtcNow()), FormAnswers.None, library.Form.Kinds[^1], reporter) { Trouble = Texts.FormStale }, sender, http.RequestAborted);
        var read = await post.ReadAsync(http, sender);
        var answers = FormAnswers.Of(read.Words, library.Form);
        var state = new FormState(FormKeys.Read(read.Words["key"]) ?? FormKeys.Fresh(clock.GetUtcNow()), answers, library.Form.Find(answers.Or("kind")) ?? library.Form.Kinds[^1], reporter);
        // Whatever was pressed: a file that was chosen and is not there is seen before anything else happens.
        if (!read.IsOurs || read.Faults.Count > 0)
            return await PageAsync(read.IsOurs ? state with { Faults = read.Faults } : state with { Trouble = Texts.FormStale }, sender, http.RequestAborted);
        return read.Words["act"].ToString() switch
        {
            "send" => await sending.SendAsync(state, sender, http.RequestAborted) switch
            {
                (var number, null) => TypedResults.LocalRedirect($"/incidents/{number}?sent={state.Key:D}"),
                (_, var refused) => await PageAsync(refused, sender, http.RequestAborted),
            },
            "preview" => await PageAsync(await sending.PreviewAsync(state, sender, http.RequestAborted), sender, http.RequestAborted),
            var act => await KeepAsync(state, act, sender, http.RequestAborted),
        };
    }

    // By script: one file at a time, and the list as it is now.
    private static async Task<IResult> TakeAsync(HttpContext http, ISender sender, FormPost post)
    {
        if (!http.Request.HasFormContentType)
            throw new RefusedException(Problems.UnsupportedMediaType());
        var read = await post.ReadAsync(http, sender);
        if (!read.IsOurs || FormKeys.Read(read.Words["key"]) is not { } key)
            throw new RefusedException(Problems.Forbidden());
        return new RazorComponentResult<FormFiles>(new { Files = await sender.Send(new ListFormFiles.Query(key), http.RequestAborted), read.Faults })
        {
            StatusCode = read.Faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
    }

    internal static async Task<ShowDrafts.Draft?> DraftAsync(Guid key, ISender sender, CancellationToken cancellation) =>
        await sender.Send(new ShowDrafts.Query(key), cancellation) is [var draft, ..] ? draft : null;

    // The address says which draft: reloading it, or coming back tomorrow, shows the same words.
    private static async Task<IResult> KeepAsync(FormState state, string act, ISender sender, CancellationToken cancellation)
    {
        if (act.StartsWith(FormFiles.Drop, StringComparison.Ordinal) && Guid.TryParseExact(act[FormFiles.Drop.Length..], "D", out var file))
            await sender.Send(new DropFormFiles.Command(state.Key, file), cancellation);
        try
        {
            await sender.Send(new SaveDraft.Command(state.Key, state.Answers, null), cancellation);
            return TypedResults.LocalRedirect(act == "change" ? $"{Address}?change={state.Key:D}" : $"{Address}?key={state.Key:D}{(act is "save" or "" ? "" : "#files")}");
        }
        catch (RefusedException refused)
        {
            return await PageAsync(FormFaults.On(state, refused.Problem), sender, cancellation);
        }
    }

    private static async Task<IResult> PageAsync(FormState state, ISender sender, CancellationToken cancellation) =>
        new RazorComponentResult<ReportPage>(new { Now = state with { Files = await sender.Send(new ListFormFiles.Query(state.Key), cancellation) } }) { StatusCode = state.Status };
}
