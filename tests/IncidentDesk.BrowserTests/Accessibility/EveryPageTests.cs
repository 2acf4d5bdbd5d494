using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using IncidentDesk.BrowserTests.Pages;
using NUnit.Framework;

namespace IncidentDesk.BrowserTests.Accessibility;

/// <summary>Every page in both languages, light and dark, on a desktop and on a phone.</summary>
public sealed class EveryPageTests : Journey
{
    private const string OpenAllButMenu = "() => document.querySelectorAll('details:not(.menu)').forEach(part => { part.open = true; })";
    private const string OpenMenu = "() => { const menu = document.querySelector('details.menu'); if (menu) menu.open = true; }";

    private Screens screens = null!;

    [OneTimeSetUp]
    public async Task Prepare() => screens = await Screens.PrepareAsync();

    [OneTimeTearDown]
    public async Task Clear()
    {
        if (screens is not null)
            await screens.DisposeAsync();
    }

    [TestCaseSource(typeof(Look), nameof(Look.All))]
    public async Task No_page_shuts_anybody_out(Look look)
    {
        var found = new List<string>();
        await VisitAsync(look, async (address, window) =>
        {
            await window.Page.EvaluateAsync(OpenAllButMenu);
            found.AddRange(Said(address, await window.Page.RunAxe()));
        });
        var board = await WindowAsync(screens.Empty, look, session: screens.EmptySession);
        await board.GoAsync("/board");
        await board.Page.EvaluateAsync(OpenMenu);
        found.AddRange(Said("/board with its menu open", await board.Page.RunAxe()));

        Assert.That(found, Is.Empty);
    }

    [TestCaseSource(typeof(Look), nameof(Look.All))]
    public async Task No_page_scrolls_sideways(Look look)
    {
        var found = new List<string>();
        await VisitAsync(look, async (address, window) =>
        {
            if (await window.OverhangAsync() is var closed and > 0)
                found.Add($"{address}: {closed} px too wide");
            await window.Page.EvaluateAsync(OpenAllButMenu);
            await window.Page.EvaluateAsync(OpenMenu);
            if (await window.OverhangAsync() is var open and > 0)
                found.Add($"{address}: {open} px too wide when all of it is open");
        });

        Assert.That(found, Is.Empty);
    }

    [Test]
    public async Task On_a_phone_the_first_deadline_is_seen_without_scrolling()
    {
        var window = await WindowAsync(screens.Full, new("vi", "light", 360), session: screens.FullSession);

        await window.GoAsync("/board");

        var clock = await window.Page.Locator("#incidents .clock").First.BoundingBoxAsync();
        Assert.That(clock?.Y, Is.LessThan(230));
    }

    private async Task VisitAsync(Look look, Func<string, Window, Task> judge)
    {
        var stranger = await WindowAsync(screens.Empty, look);
        foreach (var address in (string[])["/sign-in", Screens.Nowhere])
            await OpenAsync(stranger, address, judge);
        await new SignInPage(stranger).FailAsync();
        await judge("/sign-in after a fault", stranger);

        var empty = await WindowAsync(screens.Empty, look, session: screens.EmptySession);
        foreach (var address in (string[])["/board", "/board?q=khong-co-gi", "/incidents/INC-2026-999999"])
            await OpenAsync(empty, address, judge);

        var full = await WindowAsync(screens.Full, look, session: screens.FullSession);
        foreach (var address in screens.Incidents.Select(number => $"/incidents/{number}").Prepend("/board"))
            await OpenAsync(full, address, judge);
    }

    private static async Task OpenAsync(Window window, string address, Func<string, Window, Task> judge)
    {
        await window.GoAsync(address);
        await judge(address, window);
    }

    private static IEnumerable<string> Said(string address, AxeResult result) =>
        from violation in result.Violations
        from node in violation.Nodes
        select $"{address}: {violation.Id}, {violation.Help}: {node.Html}";
}
