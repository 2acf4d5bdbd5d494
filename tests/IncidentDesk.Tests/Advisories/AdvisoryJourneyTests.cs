using System.Diagnostics;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Delivery;
using IncidentDesk.Tests.Duty;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Advisories;

/// <summary>The letter of the directive through a whole province: pasted in, sent to three hundred, answered by some, reminded, told on, checked; and the figures of past days.</summary>
public sealed class AdvisoryJourneyTests
{
    private const string Pasted =
        """
        SỞ THÔNG TIN VÀ TRUYỀN THÔNG
        Số: 1684/STTTT-CNTT
        V/v lỗ hổng bảo mật trong FortiOS và FortiProxy
        Tỉnh Mẫu, ngày 11 tháng 10 năm 2022
        Lỗ hổng CVE - 2022-40684, mức độ: Nghiêm trọng. FortiOS từ 7.0.0 đến 7.0.6, 7.2.0 - 7.2.1.
        1. Rà soát.
        2. Cập nhật bản vá.
        """;

    private ManualClock clock = null!;
    private Desk desk = null!;
    private HttpClient lead = null!;

    [SetUp]
    public async Task StartAsync()
    {
        // Each test has a clock of its own: one that jumps leaves no later day to the next.
        clock = new(new DateTimeOffset(2022, 10, 10, 3, 0, 0, TimeSpan.Zero));
        desk = await Desk.StartAsync(clock);
        await desk.AgencyAsync("TINH", kind: "province");
        for (var n = 1; n <= 30; n++)
            await desk.AgencyAsync($"SO-{n:00}", "TINH");
        for (var n = 1; n <= 269; n++)
            await desk.AgencyAsync($"XA-{n:000}", $"SO-{(n % 30) + 1:00}", "commune");
        await desk.Database.WriteAsync(
            transaction => transaction.ExecuteAsync("UPDATE agencies SET email = 'vanthu@' || lower(code) || '.example' WHERE code <> 'XA-269'"), CancellationToken.None);
        lead = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "hoa", "admin")));
        // The letter comes a day after its agencies are there: figures count only who existed then.
        clock.Jump(TimeSpan.FromDays(1));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_letter_goes_through_a_province_and_its_figures_stay_true_to_their_day()
    {
        var sent = clock.GetUtcNow();
        var id = await PasteAsync();
        var answer = (await lead.SendLetterAsync(id)).Json!;
        Assert.That(((int)answer["added"]!, (int)answer["withoutAddress"]!), Is.EqualTo((300, 1)));

        clock.Jump(TimeSpan.FromDays(2));
        await AnswerAsync(id, 1..101, """{"state":"not-affected","evidence":"Không sử dụng","signedBy":"Văn thư"}""");
        await AnswerAsync(id, 101..161, """{"state":"affected","affected":2,"signedBy":"Văn thư"}""");
        var second = clock.GetUtcNow();

        // The day before it is due, when it is due, three days later.
        foreach (var days in new[] { 7, 1, 3 })
        {
            clock.Jump(TimeSpan.FromDays(days));
            await desk.TurnAsync();
        }
        await AnswerAsync(id, 101..151, """{"state":"patched","affected":2,"evidence":"7.0.7","signedBy":"Văn thư"}""");
        foreach (var n in Enumerable.Range(101, 20))
            Assert.That((await lead.PutAsync($"/api/v1/advisories/{id}/replies/XA-{n:000}/verification", """{"outcome":"verified","evidence":"Quét lại"}""")).Code, Is.EqualTo(200));

        Assert.That(await lead.FiguresAsync(id, sent.AddSeconds(1)), Is.EqualTo("sent 300"));
        Assert.That(await lead.FiguresAsync(id, second), Is.EqualTo("sent 140, not-affected 100, affected 60"));
        Assert.That(await lead.FiguresAsync(id), Is.EqualTo("no-reply 140, not-affected 100, affected 10, patched 30, verified 20"));
        Assert.That(await lead.FiguresAsync(id, sent.AddSeconds(-1)), Is.EqualTo("not-sent 300"));
        Assert.That(await lead.FiguresAsync(id, sent.AddDays(-2)), Is.Empty, "nobody was there yet");

        var mails = (await desk.MailsAsync()).Select(mail => mail.Split(' ')[0]).GroupBy(kind => kind).ToDictionary(kind => kind.Key, kind => kind.Count());
        Assert.That(mails["letter"], Is.EqualTo(299));
        Assert.That((mails["reminder-1"], mails["reminder-2"], mails["reminder-3"]), Is.EqualTo((139, 199, 199)), "the silent; after the due time the unfinished too; one has no address");
        Assert.That((mails["escalation-2"], mails["escalation-3"]), Is.EqualTo((31, 1)), "thirty departments and the province, then the province alone");
        Assert.That((long)(await lead.ReadAsync($"/api/v1/advisories/{id}/figures")).Json!["escalations"]!, Is.EqualTo(139 * 2));
        await AllSimulatedAsync(299 + 139 + 199 + 199 + 31 + 1);
    }

    [Test]
    public async Task A_province_of_three_hundred_and_forty_letters_is_one_page_and_quick()
    {
        for (var n = 1; n <= 40; n++)
            await lead.SendLetterAsync(await lead.IssueAsync(Letters.Fortinet($"{n}/STTTT-CNTT")));
        using var person = await Visitor.SignedInAsync(desk, "xem", "responder");
        foreach (var address in new[] { "/advisories/matrix", "/advisories/matrix?kind=commune", "/advisories/matrix?asOf=12/10/2022" })
        {
            await person.GetAsync(address);
            var best = TimeSpan.MaxValue;
            for (var turn = 0; turn < 5; turn++)
            {
                var begun = Stopwatch.GetTimestamp();
                using var answer = await person.GetAsync(address);
                await answer.Content.ReadAsByteArrayAsync();
                best = Stopwatch.GetElapsedTime(begun) < best ? Stopwatch.GetElapsedTime(begun) : best;
            }
            await TestContext.Out.WriteLineAsync($"{address}: {best.TotalMilliseconds:0} ms");
            Assert.That(best, Is.LessThan(TimeSpan.FromSeconds(2)), address);
        }
        var page = await person.PageAsync("/advisories/matrix?kind=commune");
        Assert.That(page.QuerySelectorAll("table.matrix tbody td"), Has.Length.EqualTo(269 * 40));
        Assert.That((await person.PageAsync("/advisories/matrix")).QuerySelectorAll("svg.overview path"), Has.Length.EqualTo(1), "one path for one state");
    }

    private async Task<string> PasteAsync()
    {
        var draft = (JsonObject)(await lead.PostAsync("/api/v1/advisories/parsing", new JsonObject { ["text"] = Pasted }.ToJsonString())).Json!["draft"]!.DeepClone();
        Assert.That(((string?)draft["number"], (string?)draft["severity"], draft["asks"]!.AsArray().Count), Is.EqualTo(("1684/STTTT-CNTT", "critical", 2)));
        (draft["dueAt"], draft["dueReason"]) = (clock.GetUtcNow().AddDays(10).ToString("O"), "Theo văn bản");
        return await lead.IssueAsync(draft);
    }

    private async Task AnswerAsync(string id, Range communes, string body)
    {
        var province = desk.Client(await desk.KeyAsync(
            await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM agencies WHERE code = 'TINH'"), CancellationToken.None)));
        for (var n = communes.Start.Value; n < communes.End.Value; n++)
            Assert.That((await province.AnswerAsync(id, $"XA-{n:000}", body)).Code, Is.EqualTo(200));
    }

    /// <summary>Every mail passes the guard, which on this desk only simulates.</summary>
    private Task AllSimulatedAsync(long mails) => Waiting.ForAsync(
        async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            return await desk.Database.ReadAsync(
                reading => reading.SingleAsync<long>("SELECT count(*) FROM deliveries WHERE cause_kind = 'advisory' AND state = 'simulated'"), CancellationToken.None) == mails;
        },
        TimeSpan.FromSeconds(90));
}
