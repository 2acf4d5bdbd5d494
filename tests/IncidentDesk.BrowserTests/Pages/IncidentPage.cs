using Microsoft.Playwright;

namespace IncidentDesk.BrowserTests.Pages;

/// <summary>The page of one incident.</summary>
public sealed class IncidentPage(Window window) : Frame(window)
{
    public ILocator Severity => Main.Locator(".badge").First;

    public ILocator Obligations => Section("obligations").Locator("tbody tr");

    public ILocator Deliveries => Section("deliveries").Locator("tbody tr");

    public ILocator Reasons => Section("why").Locator("li");

    public Task OpenReasonsAsync() => Section("why").Locator("summary").ClickAsync();

    private ILocator Section(string name) => Main.Locator($"section[aria-labelledby={name}]");
}
