using System.Globalization;
using IncidentDesk.Evidence;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Primitives;

namespace IncidentDesk.Papers;

/// <summary>
/// The form that records that a paper was sent outside of the desk. About an agency it brings the receipt along, which lies ready before anything is judged: a form that was
/// refused names it again, and nobody chooses the file twice: unless it was the receipt that was refused.
/// </summary>
public static class HandOverDoor
{
    private const string Receipt = "evidence";

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/papers/{paper}/handover", async Task<IResult> (string paper, HttpContext http, ISender sender, IAntiforgery antiforgery, DeskSettings settings, EvidenceFiles files) =>
        {
            // What is foreign is missing before anything of the form is looked at.
            var shown = await sender.Send(new ShowPaper.Query(paper), http.RequestAborted) ?? throw new RefusedException(Problems.NotFound());
            var (form, notTaken) = await ReadAsync(http, sender, antiforgery, settings, files, shown.Paper is { Incident: null, State: PaperState.Approved });
            if (form is null)
                return await PaperDoor.PageAsync(paper, http, sender, [Texts.FormStale]);
            try
            {
                if (notTaken.Count > 0)
                    throw new RefusedException(Problems.Validation(notTaken));
                await sender.Send(new HandOverPaper.Command(paper, BodyOf(form, settings), PaperDoor.Number(form["version"])), http.RequestAborted);
                return TypedResults.LocalRedirect($"/papers/{Uri.EscapeDataString(paper)}");
            }
            catch (RefusedException refused) when (refused.Problem.Word is not ("not-found" or "forbidden"))
            {
                return await PaperDoor.PageAsync(paper, http, sender, PaperDoor.Said(refused.Problem), KeptOf(form, refused.Problem));
            }
        }).NeedsDesk(Scopes.Work).ExcludeFromDescription();

    // A stranger's form is refused before a byte of its file is kept: then there is no form.
    private static async Task<(IFormCollection? Form, IReadOnlyList<Fault> NotTaken)> ReadAsync(
        HttpContext http, ISender sender, IAntiforgery antiforgery, DeskSettings settings, EvidenceFiles files, bool takesFile)
    {
        if (!FormWithFiles.IsIt(http.Request))
            return (http.Request.HasFormContentType && await antiforgery.IsRequestValidAsync(http) ? await http.Request.ReadFormAsync(http.RequestAborted) : null, []);
        var receipts = new List<Guid>();
        var read = await FormWithFiles.ReadAsync(http, settings.Evidence.MostBytes, TakeAsync, http.RequestAborted);
        if (!await antiforgery.IsRequestValidAsync(http))
            return (null, []);
        var words = read.Words.ToDictionary(word => word.Key, word => word.Value, StringComparer.Ordinal);
        foreach (var receipt in receipts)
            words[Receipt] = new StringValues(receipt.ToString("D"));
        return (new FormCollection(words), read.NotTaken);

        // The words came first, so that whose form it is shows before its file is kept. One sending has one receipt: behind the first file, kept or not, nothing is read.
        async Task<bool> TakeAsync(IFormCollection _, string name, Stream content)
        {
            if (takesFile && await antiforgery.IsRequestValidAsync(http))
                receipts.Add(await KeepAsync(name, content, sender, files, http.RequestAborted));
            return false;
        }
    }

    // A receipt that was refused is not named again: it would be refused for ever.
    private static IFormCollection KeptOf(IFormCollection form, Problem problem) => problem.Errors?.Any(fault => fault.Path == $"/{Receipt}") == true
        ? new FormCollection(form.Where(word => word.Key != Receipt).ToDictionary(word => word.Key, word => word.Value, StringComparer.Ordinal))
        : form;

    private static async Task<Guid> KeepAsync(string name, Stream content, ISender sender, EvidenceFiles files, CancellationToken cancellation)
    {
        if (!WireText.TryClean(name, out var clean))
            throw new RefusedException(Problems.Validation(Faults.At("/file", "forbidden-character")));
        using var file = await files.ReceiveAsync(content, await sender.Send(new AskRoom.Query(null), cancellation), cancellation);
        return (await sender.Send(new AddEvidence.Command(null, new(clean, null, null, file)), cancellation)).Id;
    }

    // A local time as the browser's field has it; without one the rule says that it is missing.
    private static HandOverPaper.HandOverBody BodyOf(IFormCollection form, DeskSettings settings)
    {
        var at = DateTime.TryParseExact(form["at"], "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year > 1990
            ? new DateTimeOffset(local, settings.Zone.Zone.GetUtcOffset(local))
            : throw new RefusedException(Problems.Validation(Faults.At("/at", "bad-format", "2026-11-20T16:45")));
        return new(
            form["number"].ToString(), at, form["channel"].ToString(), PaperDoor.Given(form, "receivedBy"), Guid.TryParse(form[Receipt], out var receipt) ? receipt : null,
            PaperDoor.Given(form, "note"), PaperDoor.Given(form, "centre"));
    }
}
