using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using IncidentDesk.BrowserTests.Pages;
using IncidentDesk.Harness;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Journeys;

public sealed class ResponderJourneyTests : Journey
{
    private const string Title = "Máy chủ cổng thông tin bị chèn mã độc";

    [Test]
    public async Task A_responder_sees_a_report_arrive_reads_all_of_it_and_leaves()
    {
        var desk = await DeskAsync();
        var agency = await desk.AgencyAsync("SO-YTE");
        await desk.VerifiedContactAsync("vncert", "tiep-nhan@vncert.example");
        await desk.PersonAsync("hoa", "responder");
        var board = await SignedInAsync(desk, "hoa");
        await Expect(board.Heading).ToHaveTextAsync("Bảng trực");
        await board.BecomeLiveAsync();

        var filed = await FileAsync(desk, agency, "SO-YTE", Title);
        var number = (string)filed["number"]!;
        await Seen_without_asking(board, number);
        await Expect(board.Row(number)).ToContainTextAsync(Title);
        await Expect(board.Row(number)).ToContainTextAsync("Chưa ai nhận");

        var incident = await board.OpenAsync(number);
        await Expect(incident.Heading).ToHaveTextAsync(Title);
        await Expect(incident.Severity).ToHaveTextAsync("Nghiêm trọng");
        await Obligations_stand_with_article_and_due(incident, filed["obligations"]!.AsArray());
        await Expect(incident.Deliveries).ToContainTextAsync(["tiep-nhan@vncert.example"]);
        await Expect(incident.Deliveries).ToContainTextAsync(["Mô phỏng, không gửi"]);
        await incident.OpenReasonsAsync();
        await Expect(incident.Reasons).ToHaveCountAsync(filed["triage"]!.AsArray().Count);
        await Expect(incident.Reasons.First).ToBeVisibleAsync();

        await incident.SwitchLanguageAsync();
        await Expect(Html(incident)).ToHaveAttributeAsync("lang", "en");
        await Expect(incident.Severity).ToHaveTextAsync("Critical");
        await Expect(incident.Main).ToContainTextAsync("Nobody has it.");
        await incident.ChooseThemeAsync("dark");
        await Expect(Html(incident)).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(Html(incident)).ToHaveCSSAsync("background-color", "rgb(13, 19, 26)");
        Assert.That(incident.Window.Page.Url, Does.EndWith($"/incidents/{number}"));

        await incident.SignOutAsync();
        await incident.Window.GoAsync("/board");
        Assert.That(new Uri(incident.Window.Page.Url).AbsolutePath, Is.EqualTo("/sign-in"));
    }

    [Test]
    public async Task Of_reports_that_follow_closely_each_is_seen_without_asking()
    {
        var desk = await DeskAsync();
        var agency = await desk.AgencyAsync("SO-YTE");
        await desk.PersonAsync("hoa", "responder");
        var board = await SignedInAsync(desk, "hoa");
        await board.BecomeLiveAsync();

        // The second arrives right after the page has fetched for the first: the moment that a page which spares the server is late.
        for (var report = 1; report <= 4; report++)
            await Seen_without_asking(board, (string)(await FileAsync(desk, agency, "SO-YTE", $"Báo cáo thứ {report}"))["number"]!);
    }

    private static async Task Seen_without_asking(BoardPage board, string number)
    {
        var sinceAnswer = Stopwatch.StartNew();
        // How soon is measured by a program (`IncidentDesk.Load -- boards`): a machine that runs the suite twice at once is no clock.
        await board.Row(number).WaitForAsync(new() { Timeout = 10_000 });
        await TestContext.Progress.WriteLineAsync($"{number} stood on the open board {sinceAnswer.ElapsedMilliseconds} ms after its 201.");
    }

    private static async Task Obligations_stand_with_article_and_due(IncidentPage incident, JsonArray obligations)
    {
        Assert.That(obligations, Is.Not.Empty);
        await Expect(incident.Obligations).ToHaveCountAsync(obligations.Count);
        var rows = await incident.Obligations.AllInnerTextsAsync();
        foreach (var obligation in obligations)
        {
            var due = DateTimeOffset.Parse((string)obligation!["dueAt"]!, CultureInfo.InvariantCulture).ToOffset(TimeSpan.FromHours(7));
            Assert.That(rows, Has.Some.Contains((string)obligation["article"]!)
                .And.Contains(due.ToString("HH:mm", CultureInfo.InvariantCulture))
                .And.Contains(due.ToString("dd/MM", CultureInfo.InvariantCulture)));
        }
    }

    private static Microsoft.Playwright.ILocator Html(Frame page) => page.Window.Page.Locator("html");
}
