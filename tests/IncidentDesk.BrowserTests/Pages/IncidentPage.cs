using Microsoft.Playwright;

namespace IncidentDesk.BrowserTests.Pages;

/// <summary>The page of one incident, and the pages of its acts.</summary>
public sealed class IncidentPage(Window window) : Frame(window)
{
    public ILocator Severity => Main.Locator(".badge").First;

    public ILocator Obligations => Section("obligations").Locator("tbody tr");

    public ILocator Deliveries => Section("deliveries").Locator("tbody tr");

    public ILocator Reasons => Section("why").Locator("li");

    /// <summary>What was just done, said above the heading.</summary>
    public ILocator Notice => Main.Locator("#notice");

    public Task OpenReasonsAsync() => Section("why").Locator("summary").ClickAsync();

    /// <summary>Goes to the page of an act, fills it in and sends it.</summary>
    public async Task ActAsync(string act, Func<IPage, Task> fill, string words, string field = "#reason")
    {
        var link = Main.Locator($"a[href$='/do/{act}']").First;
        if (!await link.IsVisibleAsync())
            await Main.Locator(".acts-of details summary").ClickAsync();
        await link.ClickAsync();
        await Window.Page.WaitForURLAsync($"**/do/{act}");
        await fill(Window.Page);
        await Main.Locator(field).FillAsync(words);
        await Main.Locator("form button[type=submit]").ClickAsync();
        await Window.Page.WaitForURLAsync($"**?done={act}");
    }

    private ILocator Section(string name) => Main.Locator($"section[aria-labelledby={name}]");
}
