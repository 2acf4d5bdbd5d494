using System.Globalization;
using System.Security.Claims;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
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

    private static async Task<IResult> EnterAsync(HttpContext http, IMediator mediator, IAntiforgery antiforgery, TimeProvider clock)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        string user = form["user"].ToString(), password = form["password"].ToString(), next = form["next"].ToString();
        if (!await antiforgery.IsRequestValidAsync(http))
            return Page(next, user, Texts.SignInStale);
        if (user.Length is 0 or > 200 || password.Length is 0 or > 1000 || user.Contains('\0'))
            return Page(next, user.Length > 200 ? "" : user, Texts.SignInMissing);
        switch (await mediator.Send(new SignIn.Command(user, password), http.RequestAborted))
        {
            case SignIn.SignedIn person:
                await http.SignInAsync(AccessGate.CookieScheme, Ticket(person));
                return TypedResults.LocalRedirect(LocalAddress.OrHome(next));
            case SignIn.Wait wait:
                var seconds = Math.Max(1, Math.Ceiling((wait.Until - clock.GetUtcNow()).TotalSeconds));
                http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                return Page(next, user, Texts.SignInThrottled, wait.Until);
            default:
                return Page(next, user, Texts.SignInWrong);
        }
    }

    private static async Task<IResult> LeaveAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (await antiforgery.IsRequestValidAsync(http))
            await http.SignOutAsync(AccessGate.CookieScheme);
        return TypedResults.LocalRedirect("/sign-in");
    }

    private static ClaimsPrincipal Ticket(SignIn.SignedIn person)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, person.Id.ToString("D")),
            new(ClaimTypes.Name, person.Name),
            new(ClaimTypes.Role, person.Role),
        };
        if (person.Agency is { } agency)
            claims.Add(new("agency", agency.ToString("D")));
        return new(new ClaimsIdentity(claims, AccessGate.CookieScheme));
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
