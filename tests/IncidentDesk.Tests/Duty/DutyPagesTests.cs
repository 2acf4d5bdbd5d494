using System.Net;
using IncidentDesk.Duty;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Duty;

public sealed class DutyPagesTests
{
    private Desk desk = null!;
    private ManualClock clock = null!;
    private Visitor lead = null!, hoa = null!, binh = null!;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new(new(2026, 11, 20, 1, 0, 0, TimeSpan.Zero));
        desk = await Desk.StartAsync(clock);
        lead = await Visitor.SignedInAsync(desk, "lan", "lead");
        hoa = await Visitor.SignedInAsync(desk, "hoa", "responder");
        binh = await Visitor.SignedInAsync(desk, "binh", "responder");
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE people SET email = user_name || '@desk.example'"), CancellationToken.None);
    }

    [TearDown]
    public async Task StopAsync()
    {
        lead.Dispose();
        hoa.Dispose();
        binh.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task A_roster_is_declared_filled_and_published_by_forms_alone_and_its_gap_stands_in_red_until_then()
    {
        var at = await DeclareAsync();
        Assert.That((await lead.PageAsync(at)).QuerySelector("form[action$='/publication'] button"), Is.Null, "a roster with a gap has no button");
        var week = await lead.PageAsync("/duty?from=2026-11-23");
        Assert.That(week.QuerySelectorAll("td .gap"), Is.Not.Empty);
        Assert.That(week.QuerySelector("#duty-gaps")!.TextContent, Does.StartWith("1 "));

        await FillAsync(at);
        using var published = await lead.SubmitAsync(at, "form[action$='/publication']");
        Assert.That(published.Headers.Location?.OriginalString, Is.EqualTo(at));
        var after = await lead.PageAsync("/duty?from=2026-11-23");
        Assert.That(after.QuerySelectorAll("td .gap"), Is.Empty);
        Assert.That(after.QuerySelectorAll(".duty-week tbody tr").Select(row => row.QuerySelector("th")!.TextContent), Is.EqualTo(new[]
        {
            "Người trực, từ 06:00 đến 18:00", "Người trực, từ 18:00 đến 06:00", "Người trực, giờ khác",
        }));
        Assert.That(await MailsAsync("roster"), Is.EqualTo(new[] { "binh@desk.example", "hoa@desk.example" }));
        Assert.That((await lead.PageAsync("/duty?view=month&from=2026-11-23")).QuerySelectorAll(".duty-month td"), Has.Length.EqualTo(42));
    }

    [Test]
    public async Task A_line_that_is_entered_twice_is_refused_on_both_pages_in_words()
    {
        var at = await DeclareAsync();
        foreach (var (page, form) in new[] { (at, "form[action$='/shifts']"), ("/admin/duty", "form[action='/admin/duty']") })
        {
            using var first = await lead.SubmitAsync(page, form, ("from", "2026-11-23T00:00"), ("to", "2026-11-23T08:00"));
            Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.Found), page);
            using var again = await lead.SubmitAsync(page, form, ("from", "2026-11-23T00:00"), ("to", "2026-11-23T08:00"));
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), page);
            Assert.That(
                (await Visitor.ReadAsync(again)).QuerySelector("#faults")!.TextContent,
                Does.Contain("Người này đã được xếp ở vị trí này từ 00:00, Thứ Hai 23/11/2026 đến 08:00, Thứ Hai 23/11/2026 (Asia/Ho_Chi_Minh)"), page);
        }
    }

    [Test]
    public async Task Who_is_in_two_published_rosters_at_once_is_named_with_the_other_one_and_the_roster_is_published_all_the_same()
    {
        var other = await DeclareAsync();
        await FillAsync(other);
        using var first = await lead.SubmitAsync(other, "form[action$='/publication']");
        var at = await DeclareAsync("Trực bão");
        await FillAsync(at);

        var named = (await lead.PageAsync(at)).QuerySelectorAll("li").Where(line => line.QuerySelector($"a[href='{other}']") is not null).ToList();
        Assert.That(named, Has.Count.EqualTo(15), "each of the shifts");
        Assert.That(
            System.Text.RegularExpressions.Regex.Replace(named[0].TextContent, @"\s+", " ").Trim(),
            Does.StartWith("Một người hai lịch trực cùng lúc · Người trực · 00:00 T2 23/11 – 06:00 T2 23/11").And.EndWith("· Người thử hoa · Tuần 48 (Người trực)"));
        using var published = await lead.SubmitAsync(at, "form[action$='/publication']");
        Assert.That(published.Headers.Location?.OriginalString, Is.EqualTo(at));
        Assert.That((await lead.PageAsync(at)).QuerySelectorAll($"li a[href='{other}']"), Has.Length.EqualTo(15));
    }

    [Test]
    public async Task A_swap_is_asked_on_the_roster_and_answered_on_the_duty_page()
    {
        var at = await DeclareAsync();
        await FillAsync(at);
        using var published = await lead.SubmitAsync(at, "form[action$='/publication']");

        var page = await hoa.PageAsync(at);
        var other = page.QuerySelectorAll("select[name=with] option").First(option => option.TextContent.Contains("binh", StringComparison.Ordinal)).GetAttribute("value")!;
        using var asked = await hoa.SubmitAsync(page, "form[action$='/swaps']", ("with", other), ("note", "đưa con đi khám"));
        Assert.That(asked.Headers.Location?.OriginalString, Is.EqualTo("/duty"));
        Assert.That((await hoa.PageAsync("/duty")).QuerySelector("button[value=accept]"), Is.Null, "who asks does not answer");
        Assert.That((await binh.PageAsync("/board")).QuerySelector(".chips")!.TextContent, Does.Contain("1 hỏi đổi ca"));
        using var accepted = await binh.SubmitAsync("/duty", "form[action$='/answer']", ("decision", "accept"));
        Assert.That(accepted.Headers.Location?.OriginalString, Is.EqualTo("/duty"));
        Assert.That((await lead.PageAsync(at)).QuerySelectorAll("tbody th").Count(cell => cell.TextContent.Contains("đổi ca", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(await MailsAsync("swap-a"), Is.EqualTo(new[] { "binh@desk.example", "hoa@desk.example" }));
    }

    [Test]
    public async Task A_handover_is_accepted_tick_by_tick_and_who_leaves_has_no_button()
    {
        await ShiftAsync("hoa", clock.GetUtcNow().AddHours(-8), clock.GetUtcNow());
        await ShiftAsync("binh", clock.GetUtcNow(), clock.GetUtcNow().AddHours(8));
        clock.Advance(TimeSpan.FromMinutes(1));
        await desk.Services.GetRequiredService<DutyClock>().TurnAsync(CancellationToken.None);
        var at = (await binh.PageAsync("/duty")).QuerySelector("a[href^='/duty/handovers/']")!.GetAttribute("href")!;
        Assert.That((await binh.PageAsync("/board")).QuerySelector(".chips")!.TextContent, Does.Contain("1 bàn giao ca"));

        Assert.That((await hoa.PageAsync(at)).QuerySelector("main button"), Is.Null);
        var page = await binh.PageAsync(at);
        Assert.That(page.QuerySelectorAll("input[name=item][checked]"), Is.Empty, "nothing is ticked beforehand");
        using var taken = await binh.SubmitAsync(page, "main form", ("item", page.QuerySelector("input[name=item]")!.GetAttribute("value")!));
        Assert.That(taken.Headers.Location?.OriginalString, Is.EqualTo(at));
        Assert.That((await binh.PageAsync(at)).QuerySelector("main")!.TextContent, Does.Contain("Đã nhận xong"));
        Assert.That(await MailsAsync("handover"), Is.EqualTo(new[] { "binh@desk.example" }));
    }

    [Test]
    public async Task The_duty_room_screen_says_who_is_there_what_is_late_and_the_worst_and_nothing_marked_red()
    {
        await desk.AgencyAsync("SO-YTE");
        await ShiftAsync("hoa", clock.GetUtcNow().AddHours(-1), clock.GetUtcNow().AddHours(8));
        var filer = desk.Client(await desk.KeyAsync(null, "report"));
        var serious = ExampleReport.Body("SO-YTE");
        serious["detectedAt"] = "2026-11-18T00:00:00Z";
        serious["system"] = null;
        Assert.That((await filer.FileAsync(serious)).Code, Is.EqualTo(201));
        var secret = ExampleReport.Ordinary("SO-YTE");
        (secret["title"], secret["tlp"], secret["detectedAt"], secret["sourceRef"]) = ("Chỉ dành cho người được nêu tên", "red", "2026-11-19T00:00:00Z", "A-2");
        Assert.That((await filer.FileAsync(secret)).Code, Is.EqualTo(201));

        var wall = await hoa.PageAsync("/wall");
        var text = wall.QuerySelector("main")!.TextContent;
        Assert.That(text, Does.Contain("Đang trực: Người thử hoa").And.Contain("quá hạn").And.Contain((string)serious["title"]!));
        Assert.That(text, Does.Not.Contain("người được nêu tên").And.Not.Contain("Nguyễn Văn An"));
        Assert.That(wall.QuerySelectorAll("form:not([method=dialog]), input, main button"), Is.Empty, "it is read-only");
        var agency = await Visitor.SignedInAsync(desk, "an", "reporter", "SO-YTE");
        using var refused = await agency.GetAsync("/wall");
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        agency.Dispose();
    }

    [Test]
    public async Task A_notification_says_number_and_severity_of_what_is_new_and_serious_and_nothing_of_it()
    {
        await desk.AgencyAsync("SO-YTE");
        var filer = desk.Client(await desk.KeyAsync(null, "report"));
        var body = ExampleReport.Body("SO-YTE");
        (body["detectedAt"], body["system"]) = ("2026-11-19T00:00:00Z", null);
        var number = (string)(await filer.FileAsync(body)).Json!["number"]!;

        using var answer = await hoa.GetAsync("/waiting/notices");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(text, Does.Contain($"Sự cố mới {number}: Nghiêm trọng").And.Not.Contain((string)body["title"]!).And.Not.Contain("SO-YTE"));
        clock.Advance(TimeSpan.FromMinutes(11));
        using var later = await hoa.GetAsync("/waiting/notices");
        Assert.That(await later.Content.ReadAsStringAsync(), Does.Not.Contain(number), "what is old is on the board");
        Assert.That((await hoa.PageAsync("/account")).QuerySelector("#notify button")!.HasAttribute("hidden"), "without script there is nothing to press");
    }

    private async Task<string> DeclareAsync(string name = "Tuần 48")
    {
        using var made = await lead.SubmitAsync("/duty", "form[action='/duty/rosters']",
            ("name", name), ("from", "2026-11-23T00:00"), ("to", "2026-11-30T00:00"), ("posts", "on-duty"));
        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        return made.Headers.Location!.OriginalString;
    }

    private async Task FillAsync(string at)
    {
        var page = await lead.PageAsync(at);
        string One(string name) => page.QuerySelectorAll("#turn-1 option").First(option => option.TextContent.Contains(name, StringComparison.Ordinal)).GetAttribute("value")!;
        using var fields = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", page.QuerySelector("form[action$='/pattern'] input[name=__RequestVerificationToken]")!.GetAttribute("value")!),
            new("post", "on-duty"), new("changes", "06:00, 18:00"), new("people", One("hoa")), new("people", One("binh")),
        ]);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(at + "/pattern", UriKind.Relative)) { Content = fields };
        using var filled = await lead.SendAsync(request);
        Assert.That(filled.Headers.Location?.OriginalString, Is.EqualTo(at));
    }

    private async Task ShiftAsync(string user, DateTimeOffset from, DateTimeOffset to)
    {
        var person = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = @user", new { user }), CancellationToken.None);
        await desk.Database.WriteAsync(transaction => AddShift.AddAsync(transaction, new(person, "on-duty", from, to), IncidentDesk.Audit.Actor.Desk, clock.GetUtcNow()), CancellationToken.None);
    }

    /// <summary>To whom it went, once the post room has written each of them and, as this desk simulates, laid it down.</summary>
    private async Task<IReadOnlyList<string>> MailsAsync(string kind)
    {
        await Delivery.Waiting.ForAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return await desk.Database.ReadAsync(reading => reading.SingleAsync<long>(
            "SELECT count(*) FROM deliveries WHERE cause_kind = 'duty' AND state <> 'simulated'"), CancellationToken.None) == 0;
        });
        return await AddressesAsync(kind);
    }

    private Task<IReadOnlyList<string>> AddressesAsync(string kind) => desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
        "SELECT DISTINCT address FROM deliveries WHERE cause_kind = 'duty' AND cause_ref LIKE @kind ORDER BY address", new { kind = kind + "%" }), CancellationToken.None);
}
