using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace IncidentDesk.Pipeline.Access;

/// <summary>The second room: who are you, and may you come through this door. Runs after routing, before the door.</summary>
public sealed class AccessGate(RequestDelegate next, KeyRing keys, IAntiforgery antiforgery)
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
        if (needs is null || (needs.DeskOnly && !caller.IsDesk) || (needs.AnyOf.Count > 0 && !needs.AnyOf.Any(caller.Has)))
            throw new RefusedException(Problems.Forbidden());
        http.Items[typeof(Caller)] = caller;
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

    private static async Task<Caller?> OfCookieAsync(HttpContext http)
    {
        var ticket = await http.AuthenticateAsync(CookieScheme);
        if (!ticket.Succeeded)
            return null;
        http.User = ticket.Principal;
        var id = Guid.Parse(ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier)!);
        var role = ticket.Principal.FindFirstValue(ClaimTypes.Role)!;
        Guid? agency = ticket.Principal.FindFirstValue("agency") is { Length: > 0 } text ? Guid.Parse(text) : null;
        return new(CallerKind.Person, id, ticket.Principal.FindFirstValue(ClaimTypes.Name)!, agency, id, role, Scopes.OfRole(role));
    }

    private static Task TurnAwayAsync(HttpContext http)
    {
        if (IsApi(http))
            throw new RefusedException(Problems.Unauthenticated());
        var back = Uri.EscapeDataString(http.Request.Path + http.Request.QueryString);
        http.Response.Redirect($"/sign-in?next={back}");
        return Task.CompletedTask;
    }

    private static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api");

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
