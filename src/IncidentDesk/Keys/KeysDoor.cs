using System.Globalization;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Keys;

/// <summary>The page of keys, and its forms. A new secret is the answer to its form and stands at no address, so going back never shows it again.</summary>
public static class KeysDoor
{
    // What the forms call the fields of the body: a refusal names them the same way.
    private static readonly IReadOnlyDictionary<string, Text> Labels = new Dictionary<string, Text>
    {
        ["/name"] = Texts.ApiKeyName, ["/agency"] = Texts.ApiKeyAgency, ["/desk"] = Texts.ApiKeyOwner, ["/scopes"] = Texts.ApiKeyScopes, ["/person"] = Texts.ApiKeyPerson,
        ["/expiresAt"] = Texts.ApiKeyEnd, ["/overlapHours"] = Texts.ApiKeyOverlap, ["/reason"] = Texts.ApiKeyReason,
    };

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/keys", (HttpContext http) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            var cursor = query.Text("cursor", 2000);
            query.Done();
            return Page(new() { Cursor = cursor });
        }).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost("/keys", (HttpContext http, ISender sender, IAntiforgery antiforgery, TimeProvider clock) =>
            ActAsync(http, antiforgery, async form => await sender.Send(
                new IssueKey.Command(NewKey(form) with { ExpiresAt = Days(form, clock.GetUtcNow()) }), http.RequestAborted), NewKey))
            .NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost("/keys/{key:guid}/rotation", (Guid key, HttpContext http, ISender sender, IAntiforgery antiforgery, TimeProvider clock) =>
            ActAsync(http, antiforgery, async form => RotateKey.Answer(await sender.Send(
                new RotateKey.Command(key, Rotation(form, clock.GetUtcNow()), Version(form)), http.RequestAborted))))
            .NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost("/keys/{key:guid}/revocation", (Guid key, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
            ActAsync(http, antiforgery, async form =>
            {
                RevokeKey.Answer(await sender.Send(
                    new RevokeKey.Command(key, new() { Reason = Said(form, "reason") ?? "" }, Version(form)), http.RequestAborted));
                return null;
            }))
            .NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
    }

    private static async Task<IResult> ActAsync(
        HttpContext http, IAntiforgery antiforgery, Func<IFormCollection, Task<ShownOnce?>> act, Func<IFormCollection, IssueKey.KeyBody>? typed = null)
    {
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            return Page(new() { Faults = [Texts.FormStale] });
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        try
        {
            var shown = await act(form);
            if (shown is null)
                return TypedResults.LocalRedirect("/keys");
            http.Response.Headers.CacheControl = "no-store";
            return Page(new() { Shown = shown });
        }
        catch (RefusedException refused) when (refused.Problem.Word != "not-found")
        {
            return Page(new() { Faults = Forms.Said(refused.Problem, Labels), Typed = typed?.Invoke(form) });
        }
    }

    private static IssueKey.KeyBody NewKey(IFormCollection form) => new()
    {
        Name = Said(form, "name") ?? "",
        Agency = form["owner"] == "desk" ? null : Said(form, "agency"),
        Desk = form["owner"] == "desk",
        Scopes = [.. form["scopes"].OfType<string>()],
        Person = Said(form, "person"),
    };

    private static RotateKey.RotationBody Rotation(IFormCollection form, DateTimeOffset now) => new()
    {
        OverlapHours = Number(form, "overlap") ?? throw BadNumber(), ExpiresAt = Days(form, now),
    };

    private static DateTimeOffset? Days(IFormCollection form, DateTimeOffset now) => Number(form, "days") is { } days ? now.AddDays(days) : null;

    private static long Version(IFormCollection form) =>
        long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    // At most a century: what is longer was mistyped.
    private static int? Number(IFormCollection form, string name) =>
        Said(form, name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 36_500 ? number
        : throw BadNumber();

    private static RefusedException BadNumber() => new(Problems.Validation(
        Faults.Saying("", "bad-format", Texts.FormNumber.En, Texts.FormNumber.Vi)));

    private static string? Said(IFormCollection form, string name) =>
        WireText.TryClean(form[name].ToString().Trim(), out var clean) && clean.Length > 0 ? clean : null;

    private static RazorComponentResult<KeysPage> Page(KeysPage.State state) =>
        new(new { Now = state }) { StatusCode = state.Faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };
}
