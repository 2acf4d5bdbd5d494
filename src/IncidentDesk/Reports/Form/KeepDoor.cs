using System.Globalization;
using IncidentDesk.Evidence;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reference;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;

namespace IncidentDesk.Reports.Form;

/// <summary>Where the form's script keeps what is typed, and the button that throws a draft away.</summary>
public static class KeepDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/report/draft", KeepAsync).Needs(Scopes.Report).ExcludeFromDescription();
        doors.MapPost("/report/discard", DiscardAsync).Needs(Scopes.Report).ExcludeFromDescription();
    }

    private static async Task<IResult> KeepAsync(HttpContext http, ISender sender, ReferenceLibrary library, IAntiforgery antiforgery)
    {
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            return Refused(Problems.Forbidden());
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (FormKeys.Read(form["key"]) is not { } key)
            return Refused(Problems.Validation(Faults.At("/key", "bad-format", Guid.Empty.ToString())));
        try
        {
            var saved = await sender.Send(new SaveDraft.Command(key, FormAnswers.Of(form, library.Form), EditedAt(form["edited"])), http.RequestAborted);
            return Results.Json(new { savedAt = saved }, Json.Options);
        }
        catch (RefusedException refused)
        {
            return Refused(refused.Problem);
        }
    }

    private static async Task<IResult> DiscardAsync(HttpContext http, ISender sender, IAntiforgery antiforgery)
    {
        if (http.Request.HasFormContentType && await antiforgery.IsRequestValidAsync(http)
            && FormKeys.Read((await http.Request.ReadFormAsync(http.RequestAborted))["key"]) is { } key)
        {
            await sender.Send(new DropFormFiles.Command(key), http.RequestAborted);
            await sender.Send(new DropDraft.Command(key), http.RequestAborted);
        }
        return TypedResults.LocalRedirect(ReportDoor.Address);
    }

    private static DateTimeOffset? EditedAt(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < 253_402_300_800_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    private static IResult Refused(Problem problem) => Results.Json(problem, Json.Options, "application/problem+json", problem.Status);
}
