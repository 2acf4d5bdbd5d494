using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.People.Account;
using IncidentDesk.People.OpenId;
using IncidentDesk.Pipeline.Access;
using Microsoft.AspNetCore.Antiforgery;

namespace IncidentDesk.People;

/// <summary>
/// The cookie that keeps a person signed in. It carries the token of a session and no rights: those are read from the rows. Another way to sign in ends in
/// <see cref="SessionCookie.StartAsync"/> too, as <see cref="OpenIdDoor"/> does.
/// </summary>
public static class SignInSetup
{
    public static IServiceCollection AddSignIn(this IServiceCollection services, DeskSettings settings)
    {
        services.AddSingleton(settings.People).AddSingleton<SessionBook>().AddSingleton<SessionCookie>().AddSingleton<FactorRows>().AddSingleton<StillHere>().AddWatchedLoop<SessionKeeper>();
        if (settings.OpenId is { } provider)
            services.AddSingleton(provider).AddSingleton<IdentityProvider>();
        services.AddAuthentication(AccessGate.CookieScheme).AddCookie(AccessGate.CookieScheme, cookie =>
        {
            cookie.CookieManager = new DeskCookies();
            cookie.Cookie.Name = DeskCookies.Plain;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.Path = "/";
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = settings.People.Longest;
            cookie.SlidingExpiration = false;
        });
        services.AddAntiforgery(form => form.HeaderName = "X-Desk-Form");
        services.AddOptions<AntiforgeryOptions>().Configure<IHttpContextAccessor>((form, http) => form.Cookie = new FormCookie(http)
        {
            HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", SecurePolicy = CookieSecurePolicy.SameAsRequest, IsEssential = true,
        });
        return services;
    }
}
