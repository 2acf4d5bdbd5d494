using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace IncidentDesk.Pipeline.Access;

/// <summary>The second room: who are you, and may you come through this door. Runs after routing, before the door.</summary>
public sealed class AccessGate(RequestDelegate next, KeyRing keys, SessionBook sessions, IAntiforgery antiforgery, TimeProvider clock)
{
    public const string CookieScheme = "desk";

    public async Task InvokeAsync(HttpContext http)
    {
        var door = http.GetEndpoint();
        // What is no RouteEndpoint is routing's own refusal (405, 415): it lets nobody in anyway, and says why.
        if (door is not RouteEndpoint || door.Metadata.GetMetadata<OpenToAll>() is not null)
        {
            if (!IsApi(http))
                http.Items[typeof(Caller)] = await OfCookieAsync(http);
            await next(http);
            return;
        }
        var caller = await IdentifyAsync(http);
        if (caller is null)
        {
            await TurnAwayAsync(http);
            return;
        }
        // A door without a rule lets nobody in: forgetting one is noticed at the first call, not by an outsider.
        var needs = door.Metadata.GetMetadata<Needs>();
        http.Items[typeof(Caller)] = caller;
        if (needs?.Lets(caller) != true)
            throw new RefusedException(Problems.Forbidden());
        if (caller.MustEnrol && door.Metadata.GetMetadata<OpenWhileEnrolling>() is null)
            SendOn(http, "/account/second-factor", "needs-second-factor");
        else if (door.Metadata.GetMetadata<FreshProof>() is not null && !caller.IsFreshAt(clock.GetUtcNow()))
            SendOn(http, "/account/proof", "needs-fresh-proof");
        else
            await next(http);
    }

    private async ValueTask<Caller?> IdentifyAsync(HttpContext http)
    {
        var authorization = http.Request.Headers.Authorization;
        if (authorization.Count == 0)
            return await CheckedCookieAsync(http);
        const string bearer = "Bearer ";
        return authorization is [{ } only] && only.StartsWith(bearer, StringComparison.OrdinalIgnoreCase)
            ? await keys.FindAsync(only[bearer.Length..].Trim(), http.RequestAborted)
            : null;
    }

    private async Task<Caller?> CheckedCookieAsync(HttpContext http)
    {
        var caller = await OfCookieAsync(http);
        // A browser sends its cookie along unasked, so an act through the API must also carry the page's own token.
        if (caller is not null && IsApi(http) && !IsSafe(http.Request.Method) && !await antiforgery.IsRequestValidAsync(http))
            throw new RefusedException(Problems.Forbidden());
        return caller;
    }

    private async Task<Caller?> OfCookieAsync(HttpContext http)
    {
        var ticket = await http.AuthenticateAsync(CookieScheme);
        if (!ticket.Succeeded || ticket.Principal.FindFirstValue(SessionBook.Claim) is not { } token
            || await sessions.FindAsync(token, http.RequestAborted) is not { } caller)
            return null;
        http.User = ticket.Principal;
        return caller;
    }

    private static Task TurnAwayAsync(HttpContext http)
    {
        if (IsApi(http))
            throw new RefusedException(Problems.Unauthenticated());
        var back = Uri.EscapeDataString(http.Request.Path + http.Request.QueryString);
        http.Response.Redirect($"/sign-in?next={back}");
        return Task.CompletedTask;
    }

    /// <summary>A page leads to where the person can do what is missing, and from there back; the API says what is missing.</summary>
    private static void SendOn(HttpContext http, string page, string code)
    {
        if (IsApi(http))
            throw new RefusedException(Problems.Forbidden(code));
        http.Response.Redirect($"{page}?next={Uri.EscapeDataString(Back(http.Request))}");
    }

    // A form that was sent cannot be asked for again: its page can.
    private static string Back(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString
        : Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from) && from.Authority == request.Host.Value ? from.PathAndQuery
        : "/";

    private static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api");

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
