using IncidentDesk.Harness;
using Microsoft.Playwright;

namespace IncidentDesk.BrowserTests;

/// <summary>Debian's Chromium: started with the first test that needs it, closed after the last.</summary>
public static class Chromium
{
    private const string Program = "/usr/bin/chromium";

    private static readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> Started = new(StartAsync);

    public static async Task<IBrowser> GetAsync()
    {
        RealPart.Require("chromium", Program);
        return (await Started.Value).Browser;
    }

    public static async Task StopAsync()
    {
        if (!Started.IsValueCreated || !Started.Value.IsCompletedSuccessfully)
            return;
        var (driver, browser) = await Started.Value;
        await browser.CloseAsync();
        driver.Dispose();
    }

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        try
        {
            return (driver, await driver.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Program,
                // The tests may run as root, and a browser that is to be judged must not call home meanwhile.
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync",
                ],
            }));
        }
        catch
        {
            driver.Dispose();
            throw;
        }
    }
}
