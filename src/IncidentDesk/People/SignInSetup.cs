using System.Security.Claims;
using IncidentDesk.Pipeline.Access;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace IncidentDesk.People;

/// <summary>The cookie that keeps a person signed in for twelve hours of work, and how long it is believed.</summary>
public static class SignInSetup
{
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<UnknownNames>();
        services.AddSingleton<StillHere>();
        services.AddAuthentication(AccessGate.CookieScheme).AddCookie(AccessGate.CookieScheme, cookie =>
        {
            cookie.CookieManager = new DeskCookies();
            cookie.Cookie.Name = DeskCookies.Plain;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.Path = "/";
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.SlidingExpiration = true;
            cookie.Events.OnValidatePrincipal = BelieveAsync;
        });
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "desk-form";
            form.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            form.HeaderName = "X-Desk-Form";
        });
        return services;
    }

    private static async Task BelieveAsync(CookieValidatePrincipalContext context)
    {
        var here = context.HttpContext.RequestServices.GetRequiredService<StillHere>();
        if (!Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            || !await here.AsAsync(id, context.Principal!, context.HttpContext.RequestAborted))
            context.RejectPrincipal();
    }
}
