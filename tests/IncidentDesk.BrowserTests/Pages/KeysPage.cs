using Microsoft.Playwright;

namespace IncidentDesk.BrowserTests.Pages;

/// <summary>The page of keys, in either language.</summary>
public static class KeysPage
{
    public static ILocator Secret(Window window) => window.Page.Locator("#secret");

    /// <summary>Leaves the page as it is after a form that was refused.</summary>
    public static async Task RefusedAsync(Window window)
    {
        await FillAsync(window, "Khóa sai", "KHONG-CO");
        await window.Page.Locator("#faults").WaitForAsync();
    }

    /// <returns>The secret that the page shows.</returns>
    public static async Task<string> AddAsync(Window window, string name, string agency)
    {
        await FillAsync(window, name, agency);
        return await Secret(window).InnerTextAsync();
    }

    private static async Task FillAsync(Window window, string name, string agency)
    {
        await window.GoProvenAsync("/keys");
        await window.Page.Locator("details:has(form[action='/keys']) > summary").ClickAsync();
        await window.Page.Locator("#name").FillAsync(name);
        await window.Page.Locator("#agency").FillAsync(agency);
        await window.Page.Locator("form[action='/keys'] button[type=submit]").ClickAsync();
    }
}
