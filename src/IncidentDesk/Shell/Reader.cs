using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.Shell;

/// <summary>Who reads this page, in which language and light, and at which instant: one for each request.</summary>
public sealed class Reader(IHttpContextAccessor accessor, DeskNames desk, ChangeFeed feed, TimeProvider clock)
{
    private readonly HttpContext http = accessor.HttpContext!;

    public DeskNames Desk => desk;

    public Language Language { get; } = Languages.Parse(accessor.HttpContext!.Request.Cookies[Preferences.LanguageCookie]) ?? desk.Language;

    /// <summary>light or dark; null follows the machine.</summary>
    public string? Theme => Preferences.ThemeOf(http.Request.Cookies[Preferences.ThemeCookie]);

    /// <summary>Single letters do something on this reader's pages.</summary>
    public bool HasLetters => http.Request.Cookies[Preferences.LettersCookie] != "off";

    /// <summary>What decides which parts of a page its reader gets: two with the same rights get the same.</summary>
    public string Rights => Caller is { } caller
        ? $"{caller.Agency}|{caller.Role}|{caller.Person is null}|{string.Join(' ', caller.Scopes.Order(StringComparer.Ordinal))}|{Language.Tag()}"
        : Language.Tag();

    /// <summary>One instant for the whole page, so that no two clocks on it disagree.</summary>
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public Times Times { get; } = new(desk.Zone);

    public Caller? Caller => http.Items[typeof(Caller)] as Caller;

    /// <summary>Somebody is signed in and has all that the desk asks for: the frame shows what is going on.</summary>
    public bool IsIn => Caller is { MustEnrol: false };

    public string Path => http.Request.Path;

    /// <summary>This page's own address, for coming back to it.</summary>
    public string Here => http.Request.Path + http.Request.QueryString;

    /// <summary>The live script asks for the parts that may have changed, not for head and frame.</summary>
    public bool Fragment => http.Request.Headers["X-Fragment"] == "live";

    /// <summary>The last change that was told before this page was read; its script resumes from there.</summary>
    public long Seen { get; } = feed.Last;

    /// <summary>Whether the address carries <paramref name="word"/>.</summary>
    public bool Asks(string word) => http.Request.Query.ContainsKey(word);

    /// <summary>What the address carries under <paramref name="word"/>; null where nothing.</summary>
    public string? Query(string word) => http.Request.Query[word] is [{ Length: > 0 } value] ? value : null;

    /// <summary>The page reloads itself each minute because its reader chose so; for those without script.</summary>
    public bool RefreshesItself => http.Request.Query["refresh"] == "60";

    public string Say(Text text) => text.In(Language);

    public string Say(Text text, params object[] arguments) => text.In(Language, arguments);

    public string Near(DateTimeOffset instant) => Times.Near(instant, Now, Language);
}
