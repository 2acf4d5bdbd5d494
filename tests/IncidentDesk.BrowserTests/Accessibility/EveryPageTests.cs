using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using IncidentDesk.BrowserTests.Pages;
using NUnit.Framework;

namespace IncidentDesk.BrowserTests.Accessibility;

/// <summary>Every page in both languages, light and dark, on a desktop and on a phone.</summary>
public sealed class EveryPageTests : Journey
{
    // The menu hangs over the page, which cannot be judged beneath it: it is opened on one page only.
    private const string OpenAll =
        """
        () => {
          const missing = location.pathname.endsWith('999999');
          for (const part of document.querySelectorAll(missing ? 'details' : 'details:not(.menu)')) part.open = true;
        }
        """;

    private readonly Screens screens = new();

    [OneTimeSetUp]
    public Task Prepare() => screens.PrepareAsync();

    [OneTimeTearDown]
    public async Task Clear() => await screens.DisposeAsync();

    [TestCaseSource(typeof(Look), nameof(Look.All))]
    public async Task No_page_shuts_anybody_out_or_scrolls_sideways(Look look)
    {
        var found = new List<string>();
        await VisitAsync(look, async (page, window) =>
        {
            found.AddRange(await TooWideAsync(page, window));
            await window.Page.EvaluateAsync(OpenAll);
            found.AddRange(await TooWideAsync($"{page}, opened", window));
            found.AddRange(await ViolationsAsync(page, window));
        });

        Assert.That(found, Is.Empty);
    }

    [Test]
    public async Task What_shuts_people_out_is_found()
    {
        var window = await WindowAsync(screens.Empty);
        await window.GoAsync("/sign-in");
        await window.Page.EvaluateAsync(
            """
            () => {
              document.querySelector('label[for=user]').remove();
              document.querySelector('h1').style.width = '200vw';
            }
            """);

        Assert.That(await ViolationsAsync("sign-in", window), Has.Some.Contains("label"));
        Assert.That(await TooWideAsync("sign-in", window), Is.Not.Empty);
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
        await new SignInPage(stranger).FailAsync();
        await judge("/sign-in after a wrong password", stranger);

        var empty = await WindowAsync(screens.Empty, look, session: screens.EmptySession);
        await OpenAsync(empty, "/board", judge);
        await OpenAsync(empty, Screens.Missing, judge);
        await OpenAsync(empty, "/calls", judge);

        var full = await WindowAsync(screens.Full, look, session: screens.FullSession);
        foreach (var address in screens.Incidents.Select(number => $"/incidents/{number}").Prepend("/board").Append("/calls"))
            await OpenAsync(full, address, judge);
    }

    private static async Task OpenAsync(Window window, string address, Func<string, Window, Task> judge)
    {
        await window.GoAsync(address);
        await judge(address, window);
    }

    private static async Task<IReadOnlyList<string>> TooWideAsync(string page, Window window) =>
        await window.OverhangAsync() is var pixels and > 0 ? [$"{page}: {pixels} px wider than the window"] : [];

    private static async Task<IReadOnlyList<string>> ViolationsAsync(string page, Window window)
    {
        // What passes is not asked for: listing it takes most of the time.
        var result = await window.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        return
        [
            .. from violation in result.Violations
               from node in violation.Nodes
               select $"{page}: {violation.Id}, {violation.Help}: {node.Html}",
        ];
    }
}
