using System.Globalization;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.People;

/// <summary>The page that lets people in, and the way out.</summary>
public static class SignInDoors
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/sign-in", (HttpContext http, string? next) =>
            http.Items[typeof(Caller)] is Caller ? (IResult)TypedResults.LocalRedirect(LocalAddress.OrHome(next)) : Page(next)).OpenToAll();
        doors.MapPost("/sign-in", EnterAsync).OpenToAll();
        doors.MapPost("/sign-out", LeaveAsync).OpenToAll();
    }

    private static async Task<IResult> EnterAsync(
        HttpContext http, ISender sender, SessionCookie cookie, IAntiforgery antiforgery,
        IDataProtectionProvider protection, TimeProvider clock)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        string user = form["user"].ToString(), password = form["password"].ToString(), next = form["next"].ToString();
        if (!await antiforgery.IsRequestValidAsync(http))
            return Page(next, user, Texts.SignInStale);
        if (user.Length is 0 or > 200 || password.Length is 0 or > 1000 || user.Contains('\0'))
            return Page(next, user.Length > 200 ? "" : user, Texts.SignInMissing);
        switch (await sender.Send(new SignIn.Command(user, password, SessionCookie.AddressOf(http), KnownDevices.Of(http)), http.RequestAborted))
        {
            case SignIn.SignedIn { HasSecondFactor: true } person:
                return SecondStep.Page(protection, person, next, clock.GetUtcNow());
            case SignIn.SignedIn person:
                await cookie.StartAsync(http, person.Id, person.Name);
                return TypedResults.LocalRedirect(LocalAddress.OrHome(next));
            case SignIn.AgencyEnded ended:
                return Page(next, user, EndedText(ended));
            case SignIn.Wait wait:
                var seconds = Math.Max(1, Math.Ceiling((wait.Until - clock.GetUtcNow()).TotalSeconds));
                http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                return Page(next, user, Texts.SignInThrottled, wait.Until);
            default:
                return Page(next, user, Texts.SignInWrong);
        }
    }

    private static Text EndedText(SignIn.AgencyEnded ended) => ended.Successor is { } successor
        ? new(string.Format(CultureInfo.InvariantCulture, Texts.SignInAgencyMerged.Vi, successor), string.Format(CultureInfo.InvariantCulture, Texts.SignInAgencyMerged.En, ended.SuccessorEn))
        : Texts.SignInAgencyEnded;

    private static async Task<IResult> LeaveAsync(HttpContext http, IAntiforgery antiforgery, SessionCookie cookie)
    {
        if (await antiforgery.IsRequestValidAsync(http))
            await cookie.EndAsync(http);
        return TypedResults.LocalRedirect("/sign-in");
    }

    private static RazorComponentResult<SignInPage> Page(
        string? next, string user = "", Text? fault = null, DateTimeOffset? until = null) =>
        new(new { Next = LocalAddress.OrHome(next), User = user, Fault = fault, Until = until })
        {
            StatusCode = until is not null ? StatusCodes.Status429TooManyRequests
                : fault is not null ? StatusCodes.Status400BadRequest
                : StatusCodes.Status200OK,
        };
}
