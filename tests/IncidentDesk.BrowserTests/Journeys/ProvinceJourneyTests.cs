using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IncidentDesk.Advisories;
using IncidentDesk.Harness;
using IncidentDesk.Shell;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Journeys;

/// <summary>The directive's own letter through a whole province, by the hands of people in a browser where it is people who act, and counted by the test's own ledger.</summary>
public sealed partial class ProvinceJourneyTests : Journey
{
    private const string Letter =
        """
        UBND TỈNH MẪU
        SỞ THÔNG TIN VÀ TRUYỀN THÔNG
        Số: 1684/STTTT-CNTT
        V/v cảnh báo lỗ hổng bảo mật trong
        FortiOS và FortiProxy
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc
        Tỉnh Mẫu, ngày 11 tháng 10 năm 2022

        Kính gửi:
        - Các sở, ban, ngành;
        - UBND các xã, phường.

        Ngày 07/10/2022 hãng Fortinet công bố lỗ hổng CVE – 2022 – 40684, mức ảnh hưởng: Nghiêm trọng (xem văn bản số 1547/CATTT-NCSC ngày 10/10/2022).
        Sản phẩm bị ảnh hưởng: FortiOS phiên bản từ 7.0.0 đến 7.0.6, 7.2.0 - 7.2.1; FortiProxy từ 7.0.0 đến 7.0.6 và 7.2.0.
        Đề nghị các đơn vị:
        1. Kiểm tra, rà soát, xác định thiết bị bị ảnh hưởng.
        2. Nâng cấp lên FortiOS 7.0.7 hoặc 7.2.2.
        3. Tăng cường giám sát.
        Báo cáo kết quả trước ngày 25/10/2022.
        Nơi nhận:
        1. Như trên;
        """;

    private readonly Ledger ledger = new();
    private ManualClock clock = null!;
    private Desk desk = null!;
    private HttpClient lead = null!, province = null!;
    private string id = null!;

    [Test]
    public async Task The_letter_is_pasted_sent_answered_reminded_escalated_and_checked_and_its_figures_stay_true_to_their_day()
    {
        await StartAsync(code => code == "XA-269" ? null : $"vanthu@{code.ToLowerInvariant()}.example");
        await desk.PersonAsync("truongca", "lead");
        foreach (var n in new[] { 1, 2 })
            await desk.PersonAsync($"lan{n}", "reporter", $"XA-{n:000}");
        // The letter comes a day after its agencies are there: figures count only who existed then.
        clock.Jump(TimeSpan.FromDays(1));

        await PasteAndSendAsync();
        clock.Jump(TimeSpan.FromDays(2));
        await AnswerInTheBrowserAsync("lan1", "XA-001", "affected", ("#affected", "2"));
        await AnswerInTheBrowserAsync("lan2", "XA-002", "not-affected", ("#evidence", "Không sử dụng sản phẩm này"));
        await AnswerAsync(Communes(3, 100), """{"state":"not-affected","evidence":"Không sử dụng","signedBy":"Văn thư"}""", "not-affected");
        await AnswerAsync(Communes(101, 160), """{"state":"affected","affected":2,"signedBy":"Văn thư"}""", "affected");

        await ReminderByReminderAsync();
        await AnswerAsync(["XA-001", .. Communes(101, 150)], """{"state":"patched","affected":2,"evidence":"Đã lên 7.0.7","signedBy":"Văn thư"}""", "patched");
        await VerifyInTheBrowserAsync("XA-001", "XA-101");
        await VerifyAsync(Communes(102, 119));

        await FiguresAsync();
    }

    [Test]
    public async Task A_matrix_of_three_hundred_agencies_and_forty_letters_is_drawn_whole()
    {
        await StartAsync(_ => null);
        await desk.PersonAsync("xem", "responder");
        clock.Jump(TimeSpan.FromDays(1));
        for (var n = 1; n <= 40; n++)
        {
            id = (string)(await SendAsync(HttpMethod.Post, "/api/v1/advisories", $$"""
                {"number":"{{n}}/STTTT-CNTT","issuedOn":"2022-10-11","issuer":"Sở TT&TT","subject":"Lỗ hổng {{n}}","severity":"high","exposed":false,"automatable":false,"technicalImpact":"partial"}
                """, 201))["id"]!;
            await SendAsync(HttpMethod.Put, $"/api/v1/advisories/{id}/recipients", """{"all":true}""", 200);
        }
        var window = (await SignedInAsync(desk, "xem")).Window;
        var begun = Stopwatch.GetTimestamp();
        await window.GoAsync("/advisories/matrix?parent=TINH");
        await TestContext.Out.WriteLineAsync($"12,000 cells in the browser: {Stopwatch.GetElapsedTime(begun).TotalMilliseconds:0} ms");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Cảnh báo: 40 văn bản, 300 đơn vị");
        Assert.That(await window.Page.Locator("table.matrix tbody td").CountAsync(), Is.EqualTo(300 * 40));
        Assert.That(await window.Page.Locator("table.matrix thead th").CountAsync(), Is.EqualTo(41));
        await Expect(window.Page.Locator("svg.overview")).ToBeVisibleAsync();
        Assert.That(await window.Page.Locator("svg.overview desc").TextContentAsync(), Does.Contain("Đã gửi: 12000"));
        Assert.That(await window.OverhangAsync(), Is.Zero, "the grid scrolls in its own box");
    }

    private async Task StartAsync(Func<string, string?> address)
    {
        ledger.Clear();
        clock = new(new DateTimeOffset(2022, 10, 10, 3, 0, 0, TimeSpan.Zero));
        desk = await DeskAsync(clock);
        await Province.ImportAsync(desk, address);
        await desk.PersonAsync("thanh", "admin");
        var thanh = await ReadAsync<Guid>("SELECT id FROM people WHERE user_name = 'thanh'");
        lead = desk.Client(await desk.KeyAsync(null, "report read work approve admin", thanh));
        province = desk.Client(await desk.KeyAsync(await ReadAsync<Guid>("SELECT id FROM agencies WHERE code = 'TINH'")));
    }

    private async Task PasteAndSendAsync()
    {
        var page = (await SignedInAsync(desk, "truongca", script: false)).Window.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Cảnh báo" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Nhập văn bản cảnh báo" }).ClickAsync();
        await page.GetByLabel("Dán toàn văn văn bản").FillAsync(Letter);
        await page.GetByRole(AriaRole.Button, new() { Name = "Đọc văn bản" }).ClickAsync();
        foreach (var (field, value) in new[] { ("#number", "1684/STTTT-CNTT"), ("#issuedOn", "11/10/2022"), ("#cves", "CVE-2022-40684"), ("#severity", "critical") })
            await Expect(page.Locator(field)).ToHaveValueAsync(value);
        Assert.That(await page.Locator("#dueAt").InputValueAsync(), Does.Contain("/10/2022"), "the letter itself says by when");
        await page.Locator("#dueReason").FillAsync("Theo văn bản");
        foreach (var (field, value) in new[] { ("#exposed", "no"), ("#automatable", "no"), ("#impact", "partial") })
            await page.Locator(field).SelectOptionAsync(value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận văn bản" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("1684/STTTT-CNTT");
        id = page.Url.Split('/')[^1];
        await page.Locator("summary", new() { HasText = "Gửi cho đơn vị" }).ClickAsync();
        await page.GetByLabel("Gửi cho ai").SelectOptionAsync("all");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi cho đơn vị" }).ClickAsync();
        await Expect(page.Locator("ul.counts li")).ToHaveTextAsync([new Regex("Đã gửi *300$")]);
        ledger.Note(clock.GetUtcNow(), Province.All, "sent");
        Assert.That(await MailsAsync("letter"), Is.EqualTo(299), "one agency has no address");
    }

    /// <summary>An agency's own person, from their own page.</summary>
    private async Task AnswerInTheBrowserAsync(string user, string code, string state, (string Field, string Value) said)
    {
        var page = (await SignedInAsync(desk, user, script: false)).Window.Page;
        await page.GotoAsync("/home");
        await page.GetByRole(AriaRole.Link, new() { Name = "1684/STTTT-CNTT" }).ClickAsync();
        await page.GetByLabel("Trạng thái").SelectOptionAsync(state);
        await page.Locator(said.Field).FillAsync(said.Value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi trả lời" }).ClickAsync();
        await Expect(page.Locator("#reply .state").First).ToContainTextAsync(Name(state));
        await page.GotoAsync("/home");
        await Expect(page.Locator("section[aria-labelledby=advisories]")).ToContainTextAsync("Chưa có cảnh báo nào chờ");
        ledger.Note(clock.GetUtcNow(), [code], state);
    }

    /// <summary>The day before it is due, when it is due, three days later: who is silent is reminded, then also who has not finished, and the tree above hears of silence.</summary>
    private async Task ReminderByReminderAsync()
    {
        var due = DateTimeOffset.Parse((string)(await lead.ReadAsync($"/api/v1/advisories/{id}")).Json!["dueAt"]!, CultureInfo.InvariantCulture);
        Assert.That(due.ToOffset(TimeSpan.FromHours(7)).Day, Is.InRange(24, 25));
        foreach (var (n, days) in new[] { (1, -1), (2, 0), (3, 3) })
        {
            clock.Jump(due.AddDays(days).AddMinutes(1) - clock.GetUtcNow());
            await desk.Services.GetRequiredService<AdvisoryClock>().TurnAsync(CancellationToken.None);
            var silent = ledger.Standing("sent", "no-reply");
            if (n == 2)
                ledger.Note(clock.GetUtcNow(), silent, "no-reply");
            IReadOnlyList<string> reminded = n == 1 ? silent : [.. silent, .. ledger.Standing("affected")];
            Assert.That(await MailsAsync($"reminder-{n}"), Is.EqualTo(reminded.Count(code => code != "XA-269")), $"reminder {n}");
            IEnumerable<string> told = n == 1 ? [] : silent.Select(code => Up(code, n - 1)).OfType<string>().Distinct();
            Assert.That(await MailsAsync($"escalation-{n}"), Is.EqualTo(told.Count()), $"escalation {n}");
        }
        var page = (await SignedInAsync(desk, "truongca", script: false)).Window.Page;
        await page.GotoAsync($"/advisories/{id}");
        await Expect(page.Locator("section[aria-labelledby=acts]")).ToContainTextAsync($"đã gửi {ledger.Standing("no-reply", "affected").Count} đơn vị");
    }

    private static string? Up(string code, int steps) => steps == 0 || Province.Above(code) is not { } above ? null : Up(above, steps - 1) ?? above;

    private async Task VerifyInTheBrowserAsync(params string[] codes)
    {
        var page = (await SignedInAsync(desk, "truongca", script: false)).Window.Page;
        foreach (var code in codes)
        {
            await page.GotoAsync($"/advisories/{id}?agency={code}");
            await page.Locator("summary", new() { HasText = "Kiểm tra kết quả" }).ClickAsync();
            await page.Locator("#how").FillAsync("Quét lại, phiên bản 7.0.7");
            await page.GetByRole(AriaRole.Button, new() { Name = "Ghi kết quả kiểm tra" }).ClickAsync();
            await Expect(page.Locator("#reply .state").First).ToContainTextAsync("Đã xác minh");
        }
        ledger.Note(clock.GetUtcNow(), codes, "verified");
    }

    /// <summary>Three past days and today, over the API and on the page of the matrix, against what the ledger counts.</summary>
    private async Task FiguresAsync()
    {
        var window = (await SignedInAsync(desk, "truongca", script: false)).Window;
        foreach (var day in new[] { "12/10/2022", "14/10/2022", "26/10/2022", null })
        {
            var at = day is null ? clock.GetUtcNow() : new DateTimeOffset(DateTime.ParseExact(day, "dd/MM/yyyy", CultureInfo.InvariantCulture), TimeSpan.FromHours(7)).AddDays(1).AddSeconds(-1);
            var expected = ledger.At(at);
            Assert.That(expected.Values.Sum(), Is.EqualTo(300));
            var counts = (JsonObject)(await lead.ReadAsync($"/api/v1/advisories/{id}/figures?asOf={at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}")).Json!["counts"]!;
            Assert.That(counts.Where(one => (int)one.Value! > 0).ToDictionary(one => one.Key, one => (int)one.Value!), Is.EquivalentTo(expected), $"over the API, {day ?? "today"}");

            await window.GoAsync("/advisories/matrix" + (day is null ? "" : $"?asOf={Uri.EscapeDataString(day)}"));
            // Sign, words, number.
            var shown = (await window.Page.Locator("ul.counts li").AllInnerTextsAsync()).Select(line => Line().Match(line)).Select(line => $"{line.Groups[1].Value.Trim()} {line.Groups[2].Value}");
            Assert.That(shown, Is.EquivalentTo(expected.Select(one => $"{Name(one.Key)} {one.Value}")), $"on the page, {day ?? "today"}");
        }
        Assert.That(string.Join(", ", ledger.At(clock.GetUtcNow()).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}")),
            Is.EqualTo("affected 10, no-reply 140, not-affected 99, patched 31, verified 20"), "the ledger itself is as the story went");
    }

    private async Task AnswerAsync(IReadOnlyList<string> codes, string body, string state)
    {
        foreach (var code in codes)
            await SendAsync(HttpMethod.Put, $"/api/v1/advisories/{id}/replies/{code}", body, 200, province);
        ledger.Note(clock.GetUtcNow(), codes, state);
    }

    private async Task VerifyAsync(IReadOnlyList<string> codes)
    {
        foreach (var code in codes)
            await SendAsync(HttpMethod.Put, $"/api/v1/advisories/{id}/replies/{code}/verification", """{"outcome":"verified","evidence":"Quét lại"}""", 200);
        ledger.Note(clock.GetUtcNow(), codes, "verified");
    }

    private async Task<JsonNode> SendAsync(HttpMethod method, string address, string body, int expected, HttpClient? by = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        var answer = await Wire.SendAsync(by ?? lead, request);
        Assert.That(answer.Code, Is.EqualTo(expected), answer.Json?.ToJsonString());
        return answer.Json!;
    }

    private Task<long> MailsAsync(string kind) => ReadAsync<long>($"SELECT count(*) FROM deliveries WHERE cause_kind = 'advisory' AND cause_ref LIKE '{kind}:%'");

    private async Task<T?> ReadAsync<T>(string sql) => await desk.Database.ReadAsync(reading => reading.SingleAsync<T>(sql), CancellationToken.None);

    private static IReadOnlyList<string> Communes(int from, int to) => [.. Enumerable.Range(from, to - from + 1).Select(n => $"XA-{n:000}")];

    private static string Name(string state) => Texts.AdvisoryStates[state].In(Language.Vietnamese);

    [GeneratedRegex(@"^[^\p{L}]+(\D+?)\s*(\d+)\s*$")]
    private static partial Regex Line();

    /// <summary>Who stood where since when, as the test itself did it; it knows nothing of the desk.</summary>
    private sealed class Ledger
    {
        private readonly List<(DateTimeOffset At, string Agency, string State)> lines = [];

        public void Clear() => lines.Clear();

        public void Note(DateTimeOffset at, IEnumerable<string> agencies, string state) => lines.AddRange(agencies.Select(agency => (at, agency, state)));

        public Dictionary<string, int> At(DateTimeOffset instant) => Last(instant).GroupBy(one => one.State).ToDictionary(one => one.Key, one => one.Count());

        public IReadOnlyList<string> Standing(params string[] states) => [.. Last(DateTimeOffset.MaxValue).Where(one => states.Contains(one.State)).Select(one => one.Agency)];

        private IEnumerable<(DateTimeOffset At, string Agency, string State)> Last(DateTimeOffset instant) =>
            lines.Where(line => line.At <= instant).GroupBy(line => line.Agency).Select(of => of.Last());
    }
}
