using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents;

public sealed class BoardDoorTests
{
    [Test]
    public async Task A_report_stands_on_the_board_and_on_its_page_in_both_languages()
    {
        await using var desk = await Desk.StartAsync();
        var number = await FileAsync(desk, await desk.AgencyAsync("SO-YTE"), ExampleReport.Body());
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");

        var board = await visitor.PageAsync("/board");
        var page = await visitor.PageAsync($"/incidents/{number}");
        using var switched = await visitor.GetAsync("/language?to=en&back=/board");
        var english = await visitor.PageAsync($"/incidents/{number}");

        Assert.That(board.DocumentElement.GetAttribute("lang"), Is.EqualTo("vi"));
        Assert.That(board.QuerySelector($"a[href='/incidents/{number}'][data-open]")?.TextContent, Is.EqualTo("Máy chủ cổng thông tin bị chèn mã độc"));
        Assert.That(board.QuerySelector(".board .severity")?.TextContent.Trim(), Is.EqualTo("Nghiêm trọng"));
        Assert.That(page.QuerySelector("main")?.TextContent, Does.Contain("Chưa ai nhận.").And.Contain("Trang chủ hiện nội dung lạ."));
        Assert.That(english.DocumentElement.GetAttribute("lang"), Is.EqualTo("en"));
        Assert.That(english.QuerySelector("main")?.TextContent, Does.Contain("Nobody has it.").And.Contain("Why it is Critical"));
    }

    [Test]
    public async Task Who_opens_the_board_after_a_report_sees_it_there_before_anybody_was_told_of_the_change()
    {
        await using var desk = await Desk.StartAsync();
        var agency = await desk.AgencyAsync("SO-YTE");
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        for (var turn = 0; turn < 10; turn++)
        {
            var number = await FileAsync(desk, agency, ExampleReport.Ordinary());
            Assert.That((await visitor.PageAsync("/board")).QuerySelector($"tr[data-number='{number}']"), Is.Not.Null, $"turn {turn}");
        }
    }

    [Test]
    public async Task Two_duties_of_one_kind_are_told_apart_by_what_the_law_calls_them()
    {
        await using var desk = await Desk.StartAsync();
        var report = ExampleReport.Ordinary();
        report["flags"] = new JsonObject { ["seriousDisruption"] = true, ["beyondCapacity"] = true };
        var number = await FileAsync(desk, await desk.AgencyAsync("SO-YTE"), report);
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");

        var rows = (await visitor.PageAsync($"/incidents/{number}")).QuerySelectorAll("#obligations ~ div tbody tr").Select(row => row.TextContent).ToList();

        Assert.That(rows, Has.One.Contains("thông báo khẩn").And.One.Contains("thông báo vượt khả năng xử lý"));
    }

    [Test]
    public async Task An_agency_sees_its_own_incidents_and_is_told_nothing_about_others()
    {
        await using var desk = await Desk.StartAsync();
        await desk.AgencyAsync("SO-GDDT");
        var number = await FileAsync(desk, await desk.AgencyAsync("SO-YTE"), ExampleReport.Body());
        using var own = await Visitor.SignedInAsync(desk, "an", "reporter", "SO-YTE");
        using var other = await Visitor.SignedInAsync(desk, "binh", "reporter", "SO-GDDT");

        Assert.That((await own.PageAsync("/board")).QuerySelector("h1")?.TextContent, Is.EqualTo("Sự cố của đơn vị"));
        Assert.That((await own.PageAsync($"/incidents/{number}")).QuerySelector("h1"), Is.Not.Null);
        Assert.That((await other.PageAsync("/board")).DocumentElement.TextContent, Does.Not.Contain(number[^6..]));
        var hidden = await other.PageAsync($"/incidents/{number}", HttpStatusCode.NotFound);
        var absent = await other.PageAsync("/incidents/INC-2026-999999", HttpStatusCode.NotFound);
        Assert.That(hidden.QuerySelector("main")?.TextContent, Is.EqualTo(absent.QuerySelector("main")?.TextContent));
    }

    [Test]
    public async Task Faults_are_pages_with_a_way_on()
    {
        await using var desk = await Desk.StartAsync();
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");

        var nowhere = await visitor.PageAsync("/no-such-page", HttpStatusCode.NotFound);
        var filter = await visitor.PageAsync("/board?severity=loud", HttpStatusCode.BadRequest);

        Assert.That(nowhere.QuerySelector("h1")?.TextContent, Is.EqualTo("Không tìm thấy trang này"));
        Assert.That(filter.QuerySelector("main a[href='/board']"), Is.Not.Null);
    }

    [Test]
    public async Task A_page_that_breaks_is_said_in_words_with_a_trace_and_no_internals()
    {
        await using var desk = await Desk.StartAsync();
        var number = await FileAsync(desk, await desk.AgencyAsync("SO-YTE"), ExampleReport.Body());
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE reports SET facts = '{'"), CancellationToken.None);

        var page = await visitor.PageAsync($"/incidents/{number}", HttpStatusCode.InternalServerError);

        Assert.That(page.QuerySelector("h1")?.TextContent, Is.EqualTo("Chưa mở được trang này"));
        Assert.That(page.QuerySelector("main")?.TextContent, Does.Match("mã tra cứu [0-9A-Za-z:]{10,}").And.Not.Contain("Exception"));
    }

    [Test]
    public async Task A_page_brings_nothing_from_outside_and_nothing_inline()
    {
        await using var desk = await Desk.StartAsync();
        await FileAsync(desk, await desk.AgencyAsync("SO-YTE"), ExampleReport.Body());
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");

        using var answer = await visitor.GetAsync("/board");
        var page = await Visitor.ReadAsync(answer);

        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("default-src 'self'").And.Not.Contain("unsafe"));
        Assert.That(page.QuerySelectorAll("[style], style, script:not([src])"), Is.Empty);
        var assets = page.QuerySelectorAll("link[href], script[src]").Select(node => node.GetAttribute("href") ?? node.GetAttribute("src")!).ToList();
        Assert.That(assets, Has.Count.EqualTo(3).And.All.StartsWith("/assets/"));
        foreach (var asset in assets)
        {
            using var got = await visitor.GetAsync(asset);
            Assert.That(got.Headers.CacheControl?.ToString(), Does.Contain("immutable"));
        }
    }

    [TestCase("br")]
    [TestCase("gzip")]
    public async Task A_full_board_with_its_style_and_script_takes_less_than_60_kB_of_the_line(string encoding)
    {
        await using var desk = await Desk.StartDemoAsync();
        var key = desk.Client(IncidentDesk.Demo.Credentials.Read(desk.DataDirectory)!.Keys["SO-YTE"]);
        for (var batch = 0; batch < 2; batch++)
        {
            var reports = new JsonArray([.. Enumerable.Range(0, 100).Select(n => { var one = ExampleReport.Body("SO-YTE", $"day-{batch}-{n}"); one["title"] = $"Máy trạm số {batch * 100 + n} bị mã hóa tệp, hiện thư đòi tiền {n * 7919 % 1000}"; return one; })]);
            Assert.That((await key.PostAsync("/api/v1/reports/batch", new JsonObject { ["reports"] = reports }.ToJsonString())).Code, Is.EqualTo(200));
        }
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        var page = await visitor.PageAsync("/board");
        Assert.That(page.QuerySelectorAll("#incidents tr[data-number]"), Has.Length.GreaterThanOrEqualTo(200));

        var size = 0;
        foreach (var address in page.QuerySelectorAll("link[href], script[src]").Select(node => node.GetAttribute("href") ?? node.GetAttribute("src")!).Prepend("/board"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Accept-Encoding", encoding);
            using var got = await visitor.SendAsync(request);
            Assert.That(got.Content.Headers.ContentEncoding, Is.EqualTo(new[] { encoding }), address);
            size += (await got.Content.ReadAsByteArrayAsync()).Length;
        }
        await TestContext.Out.WriteLineAsync($"{size} bytes by {encoding}");
        Assert.That(size, Is.LessThan(60_000));
    }

    [Test]
    public async Task The_live_script_gets_the_regions_without_the_frame()
    {
        await using var desk = await Desk.StartAsync();
        var number = await FileAsync(desk, await desk.AgencyAsync("SO-YTE"), ExampleReport.Body());
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/board");
        request.Headers.Add("X-Fragment", "live");

        using var answer = await visitor.SendAsync(request);
        var fragment = await Visitor.ReadAsync(answer);

        Assert.That(fragment.QuerySelector("[data-live=incidents] [data-number]")?.GetAttribute("data-number"), Is.EqualTo(number));
        Assert.That(fragment.QuerySelector("[data-live=next-due]"), Is.Not.Null);
        Assert.That(fragment.QuerySelector("nav, footer, link"), Is.Null);
    }

    private static async Task<string> FileAsync(Desk desk, Guid agency, JsonObject body)
    {
        using var client = desk.Client(await desk.KeyAsync(agency));
        using var answer = await client.PostAsJsonAsync(new Uri("/api/v1/reports", UriKind.Relative), body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created), text);
        return (string)JsonNode.Parse(text)!["number"]!;
    }
}
