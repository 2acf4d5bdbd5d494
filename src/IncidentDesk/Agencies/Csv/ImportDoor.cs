using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Agencies.Csv;

/// <summary>
/// The page that brings a table in. What a file would do is shown before it is done; in between the file travels in the form, so that nothing of it lies on the desk.
/// </summary>
public static class ImportDoor
{
    private const string Address = "/agencies/import";

    // Base64 makes four bytes of three, and more of them where the form escapes some.
    private const int MostForm = ImportRegister.MostBytes * 3 / 2, MostCarried = 1 << 20;

    public static void Map(IEndpointRouteBuilder doors)
    {
        // The proof is asked for here, before a file is chosen: a form that is sent on to the proof loses it.
        doors.MapGet(Address, (HttpContext http) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return Page(new());
        }).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost(Address, ActAsync).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
    }

    private static async Task<IResult> ActAsync(HttpContext http, ISender sender, IAntiforgery antiforgery)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostForm;
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            return Page(new() { Faults = [Texts.FormStale] });
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var register = Register.Words.FirstOrDefault(word => word == form["register"]) ?? Register.Words[0];
        if (await FileOfAsync(form, http.RequestAborted) is not { Length: > 0 } file)
            return Page(new() { Register = register, Faults = [Texts.TableNoFile] });
        try
        {
            var answer = await sender.Send(new ImportRegister.Command(register, file, DryRun: form["act"] != "do"), http.RequestAborted);
            return Page(new() { Register = register, Answer = answer, Carried = file.Length <= MostCarried ? Convert.ToBase64String(file) : null });
        }
        catch (RefusedException refused)
        {
            return Page(new() { Register = register, Faults = Said(refused.Problem) });
        }
    }

    private static async Task<byte[]?> FileOfAsync(IFormCollection form, CancellationToken cancellation)
    {
        if (form["carried"].ToString() is { Length: > 0 } carried)
        {
            var bytes = new byte[carried.Length];
            return Convert.TryFromBase64String(carried, bytes, out var length) ? bytes[..length] : null;
        }
        if (form.Files["file"] is not { } sent)
            return null;
        using var copy = new MemoryStream();
        await sent.CopyToAsync(copy, cancellation);
        return copy.ToArray();
    }

    private static IReadOnlyList<Text> Said(Problem problem) => problem.Errors is { Count: > 0 } faults
        ? [.. faults.Take(50).Select(fault => new Text($"{fault.Path} {fault.MessageVi}".Trim(), $"{fault.Path} {fault.Message}".Trim()))]
        : [new(problem.DetailVi, problem.Detail)];

    private static RazorComponentResult<ImportPage> Page(ImportPage.State state) =>
        new(new { Now = state }) { StatusCode = state.Faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };
}
