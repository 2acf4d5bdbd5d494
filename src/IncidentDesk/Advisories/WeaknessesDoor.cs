using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Advisories;

/// <summary>The page on which an administrator brings a file of known weaknesses in, carried over from wherever there is a line to the Internet.</summary>
public static class WeaknessesDoor
{
    private const string Address = "/admin/weaknesses";

    // The file, and what the form wraps around it.
    private const int MostForm = KnownWeaknesses.MostBytes + (1 << 16);

    public static void Map(IEndpointRouteBuilder doors)
    {
        // The proof is asked for here, before a file is chosen: a form that is sent on to the proof loses it.
        doors.MapGet(Address, (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Word("done", KnownWeaknesses.Kinds);
            query.Done();
            return PageAsync(http, sender, [], null);
        }).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost(Address, async (HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
                limit.MaxRequestBodySize = MostForm;
            ImportWeaknesses.Answer? done = null;
            string? kind = null;
            var faults = await Shell.Forms.SendAsync(http, antiforgery, async form => done = await sender.Send(
                new ImportWeaknesses.Command(kind = KindOf(form), await FileOfAsync(form, http.RequestAborted)), http.RequestAborted));
            return done is null ? await PageAsync(http, sender, faults, kind) : TypedResults.LocalRedirect($"{Address}?done={done.Kind}");
        }).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
    }

    private static string KindOf(IFormCollection form) => KnownWeaknesses.Kinds.FirstOrDefault(kind => kind == Shell.Forms.Of(form, "kind")) ?? KnownWeaknesses.Kinds[0];

    private static async Task<byte[]> FileOfAsync(IFormCollection form, CancellationToken cancellation)
    {
        if (form.Files["file"] is not { Length: > 0 } sent)
            throw new RefusedException(Problems.Validation(Faults.Saying("/file", "required", Texts.TableNoFile.En, Texts.TableNoFile.Vi)));
        using var copy = new MemoryStream();
        await sent.CopyToAsync(copy, cancellation);
        return copy.ToArray();
    }

    private static async Task<IResult> PageAsync(HttpContext http, ISender sender, IReadOnlyList<Text> faults, string? kind) =>
        new RazorComponentResult<WeaknessesPage>(new
        {
            Files = (await sender.Send(new ListWeaknessFiles.Query(), http.RequestAborted)).Items, Faults = faults, Kind = kind,
        }) { StatusCode = Shell.Forms.StatusOf(faults) };
}
