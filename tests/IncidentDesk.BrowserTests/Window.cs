using IncidentDesk.Harness;
using Microsoft.Playwright;

namespace IncidentDesk.BrowserTests;

/// <summary>One person's browser window with cookies of its own. It keeps whatever the browser complains about.</summary>
public sealed class Window
{
    private readonly IBrowserContext context;
    private readonly List<string> outside = [];
    private readonly List<(string Text, string Address)> said = [];
    private readonly HashSet<string> refused = [];

    private Window(IBrowserContext context, IPage page, Desk desk)
    {
        (this.context, Page) = (context, page);
        // A page that a broken test left open asks on after its desk is gone, and what throws here ends the browser for all others.
        var home = desk.Address.AbsoluteUri;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                said.Add((message.Text, message.Location.Split('#')[0]));
        };
        page.PageError += (_, fault) => said.Add((fault, page.Url));
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(home, StringComparison.Ordinal))
                outside.Add(request.Url);
        };
        page.Response += (_, answer) =>
        {
            if ((answer.Request.IsNavigationRequest || answer.Request.ResourceType == "xhr") && answer.Status is >= 400)
                refused.Add(answer.Url);
        };
    }

    public IPage Page { get; }

    /// <summary>
    /// Errors and warnings of the console (a broken security policy is one), of scripts, and requests that left the desk.
    /// That a page or a form that a script sends was answered 4xx is no complaint: a test may ask for that.
    /// </summary>
    public IReadOnlyList<string> Complaints =>
    [
        .. said.Where(one => !(one.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
                && refused.Any(page => one.Address.StartsWith(page, StringComparison.Ordinal))))
            .Select(one => $"{one.Text} ({one.Address})"),
        .. outside.Select(address => $"asked outside the desk: {address}"),
    ];

    /// <param name="desk">Whose pages are opened.</param>
    /// <param name="look">A first-time visitor at a desktop when left out.</param>
    /// <param name="script">Whether pages may run script.</param>
    public static async Task<Window> OpenAsync(Desk desk, Look? look = null, bool script = true)
    {
        var context = await (await Chromium.GetAsync()).NewContextAsync(new()
        {
            BaseURL = desk.Address.AbsoluteUri,
            ViewportSize = new() { Width = look?.Width ?? 1280, Height = look?.Height ?? 800 },
            HasTouch = look is { Width: < 768 },
            JavaScriptEnabled = script,
            ColorScheme = look is { Theme: "dark", ThemeIsChosen: false } ? ColorScheme.Dark : ColorScheme.Light,
            // Colours are judged as they stand, not on their way.
            ReducedMotion = ReducedMotion.Reduce,
        });
        if (look is not null)
            await context.AddCookiesAsync([Cookie(desk, "lang", look.Language)]);
        if (look is { ThemeIsChosen: true })
            await context.AddCookiesAsync([Cookie(desk, "theme", look.Theme)]);
        return new(context, await context.NewPageAsync(), desk);
    }

    /// <summary>A test that cuts the line itself: that the browser then could not load something is no complaint.</summary>
    public void ForgiveCutLine() => said.RemoveAll(one => one.Text.Contains("net::ERR_", StringComparison.Ordinal));

    public Task<IResponse?> GoAsync(string address) => Page.GotoAsync(address);

    /// <summary>Opens a page that wants a fresh proof; whoever is asked again, because looks are gone through for long, shows the password.</summary>
    public async Task GoProvenAsync(string address)
    {
        await GoAsync(address);
        if (!Page.Url.Contains("/account/proof", StringComparison.Ordinal))
            return;
        await Page.Locator("#password").FillAsync(Harness.Desk.Password);
        await Page.Locator("main form button[type=submit]").ClickAsync();
        await Page.WaitForURLAsync(url => url.EndsWith(address, StringComparison.Ordinal));
    }

    /// <summary>By how many pixels the page is wider than the window.</summary>
    public Task<int> OverhangAsync() =>
        Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public Task CloseAsync() => context.CloseAsync();

    private static Cookie Cookie(Desk desk, string name, string value) => new() { Name = name, Value = value, Url = desk.Address.AbsoluteUri };
}
