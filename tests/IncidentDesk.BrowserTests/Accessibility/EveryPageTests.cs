using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using IncidentDesk.BrowserTests.Pages;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Accessibility;

/// <summary>Every page in both languages, light and dark, on a desktop and on a phone: in two opposite looks each time, in all eight in the long run.</summary>
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

    // Two pieces of text that touch on one line although a space belongs there: the compiler of pages drops what it takes for nothing.
    private const string Stuck =
        """
        () => {
          const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const edge = (node, at) => { const range = document.createRange(); range.setStart(node, at); range.setEnd(node, at + 1); return range.getBoundingClientRect(); };
          let last = null;
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const text = node.data;
            if (!text.trim()) { if (text) last = null; continue; }
            const right = edge(node, 0);
            if (last && right.width && /[\p{L}\p{N}.:;,)]$/u.test(last.data) && /^[\p{L}\p{N}(]/u.test(text)) {
              const left = edge(last, last.data.length - 1);
              if (left.width && Math.abs(left.bottom - right.bottom) < 8 && Math.abs(right.left - left.right) < 1) found.push(last.data.slice(-30) + '|' + text.slice(0, 30));
            }
            last = node;
          }
          return found;
        }
        """;

    private readonly Screens screens = new();

    [OneTimeSetUp]
    public Task Prepare() => screens.PrepareAsync();

    [OneTimeTearDown]
    public async Task Clear() => await screens.DisposeAsync();

    [TestCaseSource(typeof(Look), nameof(Look.Opposite))]
    [TestCaseSource(typeof(Look), nameof(Look.Others), Category = "long")]
    public async Task No_page_shuts_anybody_out_or_scrolls_sideways(Look look)
    {
        var found = new List<string>();
        var visited = 0;
        await VisitAsync(look, async (page, window) =>
        {
            await Pictures.KeepAsync(look, ++visited, page, window);
            found.AddRange(await TooWideAsync(page, window));
            await window.Page.EvaluateAsync(OpenAll);
            found.AddRange(await StuckAsync(page, window));
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
              document.querySelector('h1').insertAdjacentHTML('beforeend', '<span>chen</span>');
            }
            """);

        Assert.That(await ViolationsAsync("sign-in", window), Has.Some.Contains("label"));
        Assert.That(await TooWideAsync("sign-in", window), Is.Not.Empty);
        Assert.That(await StuckAsync("sign-in", window), Has.One.EndsWith("|chen"));
    }

    [Test]
    public async Task On_a_phone_the_first_deadline_is_seen_without_scrolling()
    {
        var window = await EnterAsync(screens.Full, Screens.Responder, new("vi", "light", 360));

        await window.GoAsync("/board");

        var clock = await window.Page.Locator("#incidents .clock").First.BoundingBoxAsync();
        Assert.That(clock?.Y, Is.LessThan(230));
    }

    private async Task VisitAsync(Look look, Func<string, Window, Task> judge)
    {
        var stranger = await WindowAsync(screens.Empty, look);
        await new SignInPage(stranger).FailAsync();
        await judge("/sign-in after a wrong password", stranger);

        var between = await WindowAsync(screens.Empty, look);
        await new SignInPage(between).OpenAndTryAsync(Screens.WithTwoSteps, Harness.Desk.Password);
        await between.Page.Locator("form[action='/sign-in/second'] #code").WaitForAsync();
        await judge("/sign-in/second", between);

        var empty = await EnterAsync(screens.Empty, Screens.Responder, look);
        await OpenAsync(empty, "/board", judge);
        await OpenAsync(empty, "/board?severity=low", judge);
        await OpenAsync(empty, "/waiting", judge);
        await OpenAsync(empty, Screens.Missing, judge);
        await OpenAsync(empty, "/calls", judge);
        await OpenAsync(empty, "/figures", judge);
        await OpenAsync(empty, "/calculator", judge);
        await OpenAsync(empty, "/advisories", judge);
        await OpenAsync(empty, "/advisories/matrix", judge);
        foreach (var address in new[] { "/hunts", "/hunts/due", "/hunts/new", "/coordination", "/coordination/new", "/coordination/orders", "/drills", "/providers", "/scenario-reviews", "/sharing", "/sharing/known" })
            await OpenAsync(empty, address, judge);

        var administration = await EnterAsync(screens.Full, Screens.Administrator, look);
        await OpenAsync(administration, "/agencies", judge);
        await OpenAsync(administration, "/agencies?agency=SO-YTE", judge);
        await OpenAsync(administration, "/agencies/import", judge);
        foreach (var address in new[] { "/figures", "/figures?by=agency&from=nonsense", "/figures/annual", "/figures/leadership" })
            await OpenAsync(administration, address, judge);
        await OpenAsync(administration, "/advisories/new", judge);
        await OpenAsync(administration, $"/advisories/{screens.Letter}?agency=SO-YTE", judge);
        await OpenAsync(administration, $"/advisories/{screens.Letter}/change", judge);
        await administration.Page.Locator("#subject").FillAsync("");
        await administration.Page.Locator("#letter button[type=submit]").ClickAsync();
        await administration.Page.Locator("#faults").WaitForAsync();
        await judge("a letter's change refused", administration);
        await administration.GoProvenAsync("/keys");
        await judge("/keys", administration);
        await KeysPage.RefusedAsync(administration);
        await judge("/keys, refused", administration);
        await KeysPage.AddAsync(administration, "Máy quét của Sở Y tế", "SO-YTE");
        await judge("/keys, a secret", administration);

        await OpenAsync(administration, "/papers", judge);
        foreach (var paper in screens.Papers)
            await OpenAsync(administration, $"/papers/{paper}", judge);
        await OpenAsync(administration, $"/papers/{screens.Papers[0]}/print", judge);

        var full = await EnterAsync(screens.Full, Screens.Responder, look);
        foreach (var address in screens.Incidents.Select(number => $"/incidents/{number}").Prepend("/board")
            .Concat(["/calls", "/advisories", "/advisories/matrix", $"/advisories/{screens.Letter}", $"/advisories/{screens.Letter}/reminder"]))
            await OpenAsync(full, address, judge);
        foreach (var address in new[] { "/hunts", "/hunts/due?state=never,overdue,soon,in-time", $"/hunts/{screens.Hunt}?agency=SO-YTE", "/coordination", $"/coordination/{screens.Request}", "/coordination/orders" }.Concat(
            new[] { "/drills", "/drills/new", $"/drills/{screens.Drill}", $"/drills/{screens.Drill}/report", "/providers", $"/providers/{screens.Provider}", "/scenario-reviews", $"/scenario-reviews/{screens.ScenarioReview}", "/sharing", "/sharing/known" }))
            await OpenAsync(full, address, judge);
        foreach (var address in new[] { "/waiting", "/help/keys", $"/incidents/{screens.Incidents[0]}/print", $"/incidents/{screens.Incidents[0]}?done=take" }.Concat(
            new[] { "assign", "classify", "severity", "escalate", "contain", "close", "reject", "merge", "link", "comment" }.Select(act => $"/incidents/{screens.Incidents[0]}/do/{act}").Append($"/incidents/{screens.Incidents[2]}/do/drill")))
            await OpenAsync(full, address, judge);
        await full.GoAsync($"/incidents/{screens.Incidents[0]}/do/resolve");
        await full.Page.Locator("main form button[type=submit]").ClickAsync();
        await full.Page.Locator("#faults").WaitForAsync();
        await judge("an act refused", full);

        await OpenAsync(full, $"/evidence/{screens.Evidence}/custody", judge);
        await full.Page.Locator("#record button[type=submit]").ClickAsync();
        await full.Page.Locator("#faults").WaitForAsync();
        await judge("a line of custody refused", full);

        foreach (var address in new[] { "/report/caller", "/duty", "/duty?view=month", $"/duty/rosters/{screens.Roster}", $"/duty/handovers/{screens.Handover}", "/wall", "/report", "/report?kind=leak", "/report/import", $"/incidents/{screens.Incidents[0]}/receipt", $"/report/later?incident={screens.Incidents[0]}&as=correction" })
            await OpenAsync(full, address, judge);

        var admin = await EnterAsync(screens.Full, Screens.Administrator, look);
        await admin.GoAsync("/account/proof");
        await judge("/account/proof", admin);
        foreach (var address in new[]
        {
            "/account", "/account/second-factor", "/people", "/people/new", $"/people/{screens.Person}", "/admin", "/admin/centres",
            "/admin/centres/vncert", "/admin/ladders?severity=critical", "/admin/duty", "/admin/channels", "/admin/settings", "/admin/audit", "/admin/own-report", "/alarms",
            "/approvals?state=all", "/deliveries", "/card", "/pictures", "/sitrep", "/search", "/search?q=may+chu", "/admin/weaknesses", "/admin/rules",
            "/agencies/new?parent=SO-YTE", "/agencies/SO-YTE/change", "/agencies/systems/new?agency=SO-YTE", $"/agencies/systems/{screens.OwnSystem}/change",
            $"/agencies/systems/{screens.OwnSystem}/products",
        })
            await OpenAsync(admin, address, judge);
        await admin.GoProvenAsync("/agencies/new");
        await admin.Page.Locator("#agency button[type=submit]").ClickAsync();
        await admin.Page.Locator("#faults").WaitForAsync();
        await judge("/agencies/new, refused", admin);
        await OpenAsync(stranger, "/welcome/" + new string('a', 64), judge);
        var invited = await WindowAsync(screens.Full, look);
        await OpenAsync(invited, screens.Invitation, judge);
        await Expect(invited.Page.Locator("#password")).ToBeVisibleAsync();
    }

    // Each look signs in anew: a session that proved itself again has another cookie from then on.
    private async Task<Window> EnterAsync(Harness.Desk desk, string user, Look look)
    {
        var window = await WindowAsync(desk, look);
        await (await SignInPage.OpenAsync(window)).EnterAsync(user);
        return window;
    }

    private static async Task OpenAsync(Window window, string address, Func<string, Window, Task> judge)
    {
        await window.GoProvenAsync(address);
        Assert.That(window.Page.Url, Does.EndWith(address), "Another page came than the one to be judged.");
        await judge(address, window);
    }

    private static async Task<IReadOnlyList<string>> TooWideAsync(string page, Window window) =>
        await window.OverhangAsync() is var pixels and > 0 ? [$"{page}: {pixels} px wider than the window"] : [];

    private static async Task<IReadOnlyList<string>> StuckAsync(string page, Window window) =>
        [.. (await window.Page.EvaluateAsync<string[]>(Stuck)).Select(where => $"{page}: no space between {where}")];

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
