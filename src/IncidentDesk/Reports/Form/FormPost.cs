using IncidentDesk.Evidence;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Reference;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;

namespace IncidentDesk.Reports.Form;

/// <summary>
/// What the report form posts. Its words are kept as a draft before the first file is read, so that a file that is refused, or a line that breaks under it, loses none; each
/// file becomes pending evidence under the form's key.
/// </summary>
public sealed class FormPost(EvidenceFiles files, ReferenceLibrary library, DeskSettings settings, IAntiforgery antiforgery)
{
    /// <param name="IsOurs">It is of this desk's own page.</param>
    /// <param name="Faults">Why files were not taken.</param>
    public sealed record Read(IFormCollection Words, bool IsOurs, IReadOnlyList<Fault> Faults);

    public async Task<Read> ReadAsync(HttpContext http, ISender sender)
    {
        if (!FormWithFiles.IsIt(http.Request))
            return new(await http.Request.ReadFormAsync(http.RequestAborted), await antiforgery.IsRequestValidAsync(http), []);
        bool? isOurs = null;
        var form = await FormWithFiles.ReadAsync(http, 2 * settings.Evidence.MostBytes, async (words, name, content) =>
        {
            if (isOurs is null && (isOurs = await antiforgery.IsRequestValidAsync(http)) == true)
                await KeepAsync(words, sender, http.RequestAborted);
            if (isOurs == true)
                await TakeAsync(words, name, content, sender, http.RequestAborted);
            return isOurs == true;
        }, http.RequestAborted);
        return new(form.Words, isOurs ?? await antiforgery.IsRequestValidAsync(http), form.NotTaken);
    }

    private async Task TakeAsync(IFormCollection words, string name, Stream content, ISender sender, CancellationToken cancellation)
    {
        var key = FormKeys.Read(words["key"]) ?? throw new RefusedException(Problems.Validation(Faults.At("/file", "malformed")));
        if (!WireText.TryClean(name, out var clean))
            throw new RefusedException(Problems.Validation(Faults.At("/file", "forbidden-character")));
        using var file = await files.ReceiveAsync(content, await sender.Send(new AskRoom.Query(null, key), cancellation), cancellation);
        await sender.Send(new AddEvidence.Command(null, new(clean, null, null, file), key), cancellation);
    }

    // What cannot be kept as a draft is said by whatever was pressed; the files are taken all the same.
    private async Task KeepAsync(IFormCollection words, ISender sender, CancellationToken cancellation)
    {
        if (FormKeys.Read(words["key"]) is not { } key || FormAnswers.Of(words, library.Form) is not { } answers || answers.Or("kind") is null)
            return;
        try
        {
            await sender.Send(new SaveDraft.Command(key, answers, null), cancellation);
        }
        catch (RefusedException)
        {
            // The words stay on the page.
        }
    }
}
