using IncidentDesk.Harness;
using Microsoft.Playwright;

namespace IncidentDesk.BrowserTests;

/// <summary>One person's browser window with cookies of its own. It keeps whatever the browser complains about.</summary>
public sealed class Window
{
    private readonly IBrowserContext context;
    private readonly Desk desk;
    private readonly List<string> outside = [];
    private readonly List<(string Text, string Address)> said = [];
    private readonly HashSet<string> refused = [];

    private Window(IBrowserContext context, IPage page, Desk desk)
    {
        (this.context, Page, this.desk) = (context, page, desk);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                said.Add((message.Text, message.Location.Split('#')[0]));
        };
        page.PageError += (_, fault) => said.Add((fault, page.Url));
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(desk.Address.AbsoluteUri, StringComparison.Ordinal))
                outside.Add(request.Url);
        };
        page.Response += (_, answer) =>
        {
            if (answer.Request.IsNavigationRequest && answer.Status >= 400)
                refused.Add(answer.Url);
        };
    }

    public IPage Page { get; }

    /// <summary>
    /// Errors and warnings of the console (a broken security policy is one), of scripts, and requests that left the desk.
    /// That a page itself was answered 404 is no complaint: a test may ask for such a page.
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
    /// <param name="session">The cookies of somebody who is signed in already.</param>
    public static async Task<Window> OpenAsync(Desk desk, Look? look = null, bool script = true, string? session = null)
    {
        var context = await (await Chromium.GetAsync()).NewContextAsync(new()
        {
            BaseURL = desk.Address.AbsoluteUri,
            ViewportSize = new() { Width = look?.Width ?? 1280, Height = look?.Height ?? 800 },
            HasTouch = look is { Width: < 768 },
            JavaScriptEnabled = script,
            ColorScheme = look is { Theme: "dark", ThemeIsChosen: false } ? ColorScheme.Dark : ColorScheme.Light,
            StorageState = session,
            // Colours are judged as they stand, not on their way.
            ReducedMotion = ReducedMotion.Reduce,
        });
        if (look is not null)
            await context.AddCookiesAsync([Cookie(desk, "lang", look.Language)]);
        if (look is { ThemeIsChosen: true })
            await context.AddCookiesAsync([Cookie(desk, "theme", look.Theme)]);
        return new(context, await context.NewPageAsync(), desk);
    }

    public Task<IResponse?> GoAsync(string address) => Page.GotoAsync(address);

    /// <summary>For <see cref="OpenAsync"/>: who is signed in here is signed in there.</summary>
    public Task<string> SessionAsync() => context.StorageStateAsync();

    /// <summary>By how many pixels the page is wider than the window.</summary>
    public Task<int> OverhangAsync() =>
        Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public Task CloseAsync() => context.CloseAsync();

    private static Cookie Cookie(Desk desk, string name, string value) => new() { Name = name, Value = value, Url = desk.Address.AbsoluteUri };
}
