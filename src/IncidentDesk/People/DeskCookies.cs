using Microsoft.AspNetCore.Authentication.Cookies;

namespace IncidentDesk.People;

/// <summary>On https the cookie bears the prefix by which browsers refuse it from anywhere but this host; plain loopback http cannot have it.</summary>
public sealed class DeskCookies : ICookieManager
{
    public const string Plain = "desk";
    public const string Guarded = "__Host-desk";

    private readonly ChunkingCookieManager inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, Name(context));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        inner.AppendResponseCookie(context, Name(context), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        inner.DeleteCookie(context, Name(context), options);

    private static string Name(HttpContext context) => context.Request.IsHttps ? Guarded : Plain;
}
