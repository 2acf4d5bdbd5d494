using Microsoft.Playwright;

namespace IncidentDesk.BrowserTests.Pages;

/// <summary>The board of running incidents.</summary>
public sealed class BoardPage(Window window) : Frame(window)
{
    public ILocator Rows => Window.Page.Locator("#incidents tr[data-number]");

    public ILocator Row(string number) => Window.Page.Locator($"#incidents tr[data-number='{number}']");

    /// <summary>Waits until the page hears of changes by itself.</summary>
    public Task BecomeLiveAsync() => Window.Page.Locator("#stream.live").WaitForAsync();

    public async Task<IncidentPage> OpenAsync(string number)
    {
        await Row(number).Locator("a[data-open]").ClickAsync();
        await Window.Page.WaitForURLAsync($"**/incidents/{number}");
        return new(Window);
    }
}
