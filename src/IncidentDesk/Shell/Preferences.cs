using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.Shell;

/// <summary>Language, theme and keys: cookies that say nothing about the person, set by plain addresses so that they work without script.</summary>
public static class Preferences
{
    public const string LanguageCookie = "lang";
    public const string ThemeCookie = "theme";

    /// <summary>off: no single letter does anything on this browser (WCAG 2.1.4).</summary>
    public const string LettersCookie = "letters";

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/language", (HttpContext http, string? to, string? back) =>
        {
            if (Languages.Parse(to) is { } language)
                Keep(http, LanguageCookie, language.Tag());
            return TypedResults.LocalRedirect(LocalAddress.OrHome(back));
        }).OpenToAll();
        doors.MapGet("/theme", (HttpContext http, string? to, string? back) =>
        {
            if (to == "auto")
                http.Response.Cookies.Delete(ThemeCookie);
            else if (ThemeOf(to) is { } theme)
                Keep(http, ThemeCookie, theme);
            return TypedResults.LocalRedirect(LocalAddress.OrHome(back));
        }).OpenToAll();
        doors.MapGet("/letters", (HttpContext http, string? to, string? back) =>
        {
            if (to == "on")
                http.Response.Cookies.Delete(LettersCookie);
            else if (to == "off")
                Keep(http, LettersCookie, to);
            return TypedResults.LocalRedirect(LocalAddress.OrHome(back));
        }).OpenToAll();
    }

    public static string? ThemeOf(string? word) => word is "light" or "dark" ? word : null;

    private static void Keep(HttpContext http, string name, string value) =>
        http.Response.Cookies.Append(name, value, new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
        });
}
