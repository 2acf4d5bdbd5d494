using System.Net;
using System.Text;
using IncidentDesk.Harness;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Tests.Duty;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Calendar;

public sealed class CalendarFeedTests
{
    private ManualClock clock = null!;
    private Desk desk = null!;
    private HttpClient nobody = null!, filer = null!, admin = null!;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new ManualClock();
        desk = await Desk.StartAsync(clock);
        await desk.AgencyAsync("SO-YTE");
        await desk.AgencyAsync("SO-GDDT");
        nobody = desk.Client();
        filer = desk.Client(await desk.KeyAsync(null, "report read"));
        admin = desk.Client(await desk.KeyAsync(null, string.Join(' ', Scopes.All), await DeskPeople.AddAsync(desk, "quan", "admin")));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task The_owners_deadlines_stand_there_with_number_kind_and_article_and_nothing_of_the_incident()
    {
        var filed = (await filer.FileAsync(ExampleReport.Body())).Json!;
        var address = await LinkAsync("hoa", "responder");

        var read = await ReadAsync(address);

        Assert.That(read.Parts, Has.Count.EqualTo(filed["obligations"]!.AsArray().Count));
        var report = read.Parts.Single(one => one.Only("SUMMARY").Contains("Báo cáo sự cố", StringComparison.Ordinal));
        Assert.That(report.Only("SUMMARY"), Is.EqualTo($"{filed["number"]}: Báo cáo sự cố (NĐ 331/2026/NĐ-CP, Đ31.2.d)"));
        Assert.That((report.Only("DTSTART"), report.Only("STATUS"), report.Only("SEQUENCE"), report.Parts.Count), Is.EqualTo(("20261123T094500Z", "CONFIRMED", "0", 2)));
        var text = await nobody.ReadTextAsync(address);
        foreach (var secret in new[] { "chèn mã độc", "SO-YTE", "Nguyễn", "amber", "203.0.113" })
            Assert.That(text, Does.Not.Contain(secret));
    }

    [Test]
    public async Task The_owners_own_shifts_stand_there_with_their_end_and_a_draft_does_not()
    {
        var address = await LinkAsync("hoa", "responder");
        var hoa = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = 'hoa'"), CancellationToken.None);
        var roster = (string)(await admin.PostAsync("/api/v1/duty/rosters", """{"name":"Tuần 48","from":"2026-11-23T00:00:00+07:00","to":"2026-11-24T00:00:00+07:00"}""")).Json!["roster"]!["id"]!;
        await admin.PostAsync($"/api/v1/duty/rosters/{roster}/shifts", $$"""{"person":"{{hoa}}","post":"on-duty","from":"2026-11-23T00:00:00+07:00","to":"2026-11-24T00:00:00+07:00"}""");
        Assert.That((await ReadAsync(address)).Parts, Is.Empty, "a draft is nobody's shift");

        using var publication = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/duty/rosters/{roster}/publication");
        publication.Headers.Add("If-Match", "*");
        Assert.That((await Wire.SendAsync(admin, publication)).Code, Is.EqualTo(200));
        var shift = (await ReadAsync(address)).Parts.Single();
        Assert.That((shift.Only("DTSTART"), shift.Only("DTEND"), shift.Only("SUMMARY")), Is.EqualTo(("20261122T170000Z", "20261123T170000Z", "Ca trực: Người trực (Tuần 48)")));
    }

    [Test]
    public async Task An_agency_reads_its_own_and_a_drill_is_no_deadline()
    {
        await filer.FileAsync(ExampleReport.Ordinary("SO-GDDT"));
        var drill = ExampleReport.Ordinary();
        drill["drill"] = true;
        await filer.FileAsync(drill);
        var address = await LinkAsync("an", "reporter", "SO-YTE");
        Assert.That((await ReadAsync(address)).Parts, Is.Empty);

        var own = (string)(await filer.FileAsync(ExampleReport.Ordinary())).Json!["number"]!;

        Assert.That((await ReadAsync(address)).Parts.Select(one => one.Only("SUMMARY")[..own.Length]), Is.EqualTo(new[] { own }));
    }

    [Test]
    public async Task An_event_keeps_its_uid_its_sequence_grows_and_what_became_void_is_cancelled()
    {
        await filer.FileAsync(ExampleReport.Ordinary());
        var address = await LinkAsync("hoa", "responder");
        var before = (await ReadAsync(address)).Parts.Single();
        clock.Advance(TimeSpan.FromMinutes(5));
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE obligations SET due_at = due_at + 3600000, change_at = @now", new { now = clock.GetUtcNow() }), CancellationToken.None);
        var moved = (await ReadAsync(address)).Parts.Single();
        clock.Advance(TimeSpan.FromMinutes(5));
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE obligations SET state = 'void', change_at = @now", new { now = clock.GetUtcNow() }), CancellationToken.None);
        var ended = (await ReadAsync(address)).Parts.Single();

        Assert.That(new[] { before, moved, ended }.Select(one => one.Only("UID")).Distinct().Count(), Is.EqualTo(1));
        Assert.That((before.Only("SEQUENCE"), moved.Only("SEQUENCE"), ended.Only("SEQUENCE")), Is.EqualTo(("0", "1", "2")));
        Assert.That((moved.Only("DTSTART"), moved.Only("DTSTAMP"), ended.Only("STATUS")), Is.EqualTo(("20261123T104500Z", "20261120T095000Z", "CANCELLED")));
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE obligations SET state = 'met', met_at = @now, change_at = @now", new { now = clock.GetUtcNow() }), CancellationToken.None);
        Assert.That((await ReadAsync(address)).Parts, Is.Empty, "what was done is no deadline any more");
    }

    [Test]
    public async Task Periodic_duties_stand_beside_and_remind_by_days()
    {
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO periodic_duties (id, code, year, holder, agency_id, kind, rule, article, sureness, recipient, form, window_from, window_to, opened_at, due_at, state)
            SELECT '019a0000-0000-7000-8000-000000000001', 'x', 2026, id, id, 'annual-report', 'VN-ND331', 'Đ35', 'verified', 'system-owner', NULL, 0, 0, 0, @due, 'open'
            FROM agencies WHERE code = 'SO-YTE'
            """,
            new { due = new DateTimeOffset(2026, 12, 19, 16, 59, 59, 999, TimeSpan.Zero) }), CancellationToken.None);
        var own = (await ReadAsync(await LinkAsync("an", "reporter", "SO-YTE"))).Parts.Single();

        Assert.That((own.Only("SUMMARY"), own.Parts[0].Only("TRIGGER")), Is.EqualTo(("SO-YTE: Báo cáo năm (Đ35)", "-PT10080M")));
        Assert.That((await ReadAsync(await LinkAsync("binh", "reporter", "SO-GDDT"))).Parts, Is.Empty);
    }

    [Test]
    public async Task An_unchanged_calendar_is_not_sent_twice()
    {
        await filer.FileAsync(ExampleReport.Ordinary());
        var address = await LinkAsync("hoa", "responder");
        var first = await nobody.ReadAsync(address);
        clock.Advance(TimeSpan.FromHours(1));
        var again = await nobody.ReadAsync(address, ("If-None-Match", first.Header("ETag")!));
        await filer.FileAsync(ExampleReport.Ordinary());
        var changed = await nobody.ReadAsync(address, ("If-None-Match", first.Header("ETag")!));

        Assert.That((first.Code, again.Code, changed.Code), Is.EqualTo((200, 304, 200)));
        Assert.That(first.Response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/calendar"));
        Assert.That(first.Response.Headers.CacheControl!.ToString(), Does.Contain("private").And.Contain("no-cache"));
    }

    [Test]
    public async Task The_link_is_shown_once_kept_as_a_hash_and_renewing_it_ends_the_old()
    {
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        var old = await MakeAsync(visitor);
        Assert.That((await visitor.PageAsync("/account")).QuerySelector("#calendar-link"), Is.Null);
        var rows = await desk.Database.ReadAsync(reading => reading.QueryAsync<string>("SELECT token_hash FROM calendar_links"), CancellationToken.None);
        Assert.That(rows, Is.EqualTo(new[] { KeyRing.HashOf(old.Split('/')[^1].Split('.')[0]) }));

        var fresh = await MakeAsync(visitor);

        Assert.That((await CodeAsync(old), await CodeAsync(fresh)), Is.EqualTo((404, 200)));
        using var revoked = await visitor.SubmitAsync("/account", "form[action='/account/calendar/revocation']");
        Assert.That((await CodeAsync(fresh), await CodeAsync("/calendar/" + new string('0', 48) + ".ics"), await CodeAsync("/calendar/x.ics")), Is.EqualTo((404, 404, 404)));
        Assert.That(
            await desk.Database.ReadAsync(reading => reading.QueryAsync<string>("SELECT action FROM audit WHERE action LIKE 'calendar-link%' ORDER BY id"), CancellationToken.None),
            Is.EqualTo(new[] { "calendar-link.make", "calendar-link.make", "calendar-link.revoke" }));
    }

    [Test]
    public async Task It_ends_with_the_person_with_the_role_and_by_an_administrator_and_nothing_brings_it_back()
    {
        var ended = await LinkAsync("hoa", "responder");
        var changed = await LinkAsync("mai", "responder");
        var taken = await LinkAsync("lan", "responder");
        await ActAsync("hoa", HttpMethod.Put, "/ending", """{"reason":"x"}""");
        Assert.That(await CodeAsync(ended), Is.EqualTo(404));
        await ActAsync("hoa", HttpMethod.Delete, "/ending", null);
        Assert.That(await CodeAsync(ended), Is.EqualTo(404), "given back");
        await ActAsync("mai", HttpMethod.Put, "", """{"name":"x","role":"auditor"}""");
        await ActAsync("mai", HttpMethod.Put, "", """{"name":"x","role":"responder"}""");
        Assert.That(await CodeAsync(changed), Is.EqualTo(404), "another role and back");
        Assert.That(await CodeAsync(taken), Is.EqualTo(200));
        await ActAsync("lan", HttpMethod.Delete, "/calendar-link", null);
        Assert.That(await CodeAsync(taken), Is.EqualTo(404));
    }

    [Test]
    public async Task A_key_has_no_calendar_whatever_its_scopes()
    {
        Assert.That((await admin.PostAsync("/api/v1/calendar-links", "{}")).Code, Is.EqualTo(403));
        Assert.That((await Wire.SendAsync(admin, new(HttpMethod.Delete, "/api/v1/calendar-links"))).Code, Is.EqualTo(403));
    }

    private async Task ActAsync(string user, HttpMethod method, string act, string? body)
    {
        var id = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = @user", new { user }), CancellationToken.None);
        var request = new HttpRequestMessage(method, $"/api/v1/people/{id}{act}");
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await Wire.SendAsync(admin, request);
        Assert.That(answer.Code, Is.EqualTo(200), $"{method} {act}: {answer.Json?.ToJsonString()}");
    }

    private async Task<string> LinkAsync(string user, string role, string? agency = null)
    {
        using var visitor = await Visitor.SignedInAsync(desk, user, role, agency);
        return await MakeAsync(visitor);
    }

    private static async Task<string> MakeAsync(Visitor visitor)
    {
        using var made = await visitor.SubmitAsync("/account", "form[action='/account/calendar']");
        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return new Uri((await Visitor.ReadAsync(made)).QuerySelector("#calendar-link")!.TextContent).AbsolutePath;
    }

    private async Task<int> CodeAsync(string address) => (await nobody.ReadAsync(address)).Code;

    private async Task<StrictCalendar.Component> ReadAsync(string address)
    {
        using var answer = await nobody.GetAsync(new Uri(address, UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return StrictCalendar.Read(await answer.Content.ReadAsByteArrayAsync());
    }
}
