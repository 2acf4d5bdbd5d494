using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reference;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Reports.Form;

/// <summary>The form as a file, for when there is no line, and the page that brings it in later: once, however often it is sent.</summary>
public static class OfflineDoor
{
    private const string Address = "/report/import";

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/report/offline", GiveAsync).Needs(Scopes.Report).ExcludeFromDescription();
        doors.MapGet(Address, (HttpContext http) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return Page(new());
        }).Needs(Scopes.Report).ExcludeFromDescription();
        doors.MapPost(Address, BringInAsync).Needs(Scopes.Report).ExcludeFromDescription();
    }

    private static async Task<IResult> GiveAsync(HttpContext http, ISender sender)
    {
        Pipeline.QueryString.Of(http.Request).Done();
        http.Response.Headers.ContentDisposition = "attachment; filename=\"bao-cao-su-co.html\"";
        return new RazorComponentResult<OfflineForm>(new { Reporter = await sender.Send(new ShowReporter.Query(), http.RequestAborted) });
    }

    private static async Task<IResult> BringInAsync(HttpContext http, ISender sender, ReferenceLibrary library, ReportSending sending, IAntiforgery antiforgery)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = OfflineFile.MostBytes * 4;
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            return Page(new() { Trouble = Texts.FormStale });
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form.Files["file"] is not { Length: > 0 } sent)
            return Page(new() { Trouble = Texts.OfflineNoFile });
        if (sent.Length > OfflineFile.MostBytes)
            return Page(new() { Trouble = Texts.OfflineTooLarge });
        using var copy = new MemoryStream();
        await sent.CopyToAsync(copy, http.RequestAborted);
        var (file, answers, faults) = OfflineFile.Read(copy.ToArray(), library.Form);
        if (file is null || faults.Count > 0)
            return Page(new() { Faults = faults });
        if (await sender.Send(new FindFiled.Query(file.Key), http.RequestAborted) is { } number)
            return Page(new() { Number = number });
        // From here on it is a form like any other: what is wrong stands at its field, what would happen is shown, and a person presses "send".
        var state = new FormState(
            file.Key, answers.With("via", "offline-form"), library.Form.Find(answers.Or("kind")) ?? library.Form.Kinds[^1], await sender.Send(new ShowReporter.Query(), http.RequestAborted));
        var shown = await sending.PreviewAsync(state, sender, http.RequestAborted);
        return new RazorComponentResult<ReportPage>(new { Now = shown }) { StatusCode = shown.Status };
    }

    private static RazorComponentResult<OfflinePage> Page(OfflinePage.State state) =>
        new(new { Now = state }) { StatusCode = state.Faults.Count > 0 || state.Trouble is not null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK };
}
