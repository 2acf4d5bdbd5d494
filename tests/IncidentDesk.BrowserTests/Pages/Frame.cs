using Microsoft.Playwright;

namespace IncidentDesk.BrowserTests.Pages;

/// <summary>What stands around every page of somebody who is signed in.</summary>
public abstract class Frame(Window window)
{
    public Window Window => window;

    public ILocator Heading => window.Page.Locator("h1");

    public ILocator Main => window.Page.Locator("main");

    /// <summary>How the page learns of changes: live, trying, cut, or computed once.</summary>
    public ILocator Stream => window.Page.Locator("#stream");

    public Task SwitchLanguageAsync() => window.Page.Locator("header .tongue").ClickAsync();

    public async Task ChooseThemeAsync(string word)
    {
        await OpenMenuAsync();
        await window.Page.Locator($"header .theme input[value={word}]").CheckAsync();
        await window.Page.Locator("header .theme button").ClickAsync();
    }

    public async Task SignOutAsync()
    {
        await OpenMenuAsync();
        await window.Page.Locator("header form[action='/sign-out'] button").ClickAsync();
        await window.Page.WaitForURLAsync("**/sign-in");
    }

    private Task OpenMenuAsync() => window.Page.Locator("header .menu summary").ClickAsync();
}
