using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Periodic;
using IncidentDesk.Tests.Duty;
using IncidentDesk.Tests.Shell;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NUnit.Framework;

namespace IncidentDesk.Tests.Periodic;

public sealed class PeriodicClockTests
{
    private ManualClock clock = null!;
    private Desk desk = null!;
    private HttpClient lead = null!, agency = null!, neighbour = null!;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new ManualClock(new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        desk = await Desk.StartAsync(clock);
        await desk.AgencyAsync("UBND", kind: "province");
        var health = await desk.AgencyAsync("SO-YTE", "UBND");
        await desk.SystemAsync(health, "SO-YTE-CTTDT", 3);
        var schools = await desk.AgencyAsync("SO-GDDT", "UBND");
        await desk.SystemAsync(schools, "SO-GDDT-CTTDT", 2);
        await desk.AgencyAsync("KHONG-HE-THONG", "UBND");
        lead = desk.Client(await desk.KeyAsync(null, "report read work approve", await DeskPeople.AddAsync(desk, "hoa", "lead")));
        await desk.PersonAsync("an", "reporter", "SO-YTE");
        var an = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = 'an'"), CancellationToken.None);
        agency = desk.Client(await desk.KeyAsync(health, "report", an));
        neighbour = desk.Client(await desk.KeyAsync(schools, "report"));
        await TurnAsync();
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_duty_opens_a_set_time_before_for_each_who_owes_it_and_once()
    {
        Assert.That(await CodesAsync(), Is.Empty);

        await AtAsync("2026-11-20T00:00:00+07:00");
        await TurnAsync();

        Assert.That(await CodesAsync(), Is.EqualTo(new[] { "nd331-unit-annual SO-GDDT", "nd331-unit-annual SO-YTE" }));
        var owed = (await agency.ReadAsync("/api/v1/obligations/periodic")).Json!["items"]!.AsArray().Single()!;
        Assert.That(
            ((string?)owed["dueAt"], (string?)owed["windowFrom"], (string?)owed["windowTo"], (string?)owed["article"], (string?)owed["sureness"], (string?)owed["state"]),
            Is.EqualTo(("2026-12-19T16:59:59.999Z", "2025-12-14T17:00:00.000Z", "2026-12-14T17:00:00.000Z", "NĐ 331/2026/NĐ-CP, Đ35-36, Mẫu 08", "verified", "open")));
        await AtAsync("2026-11-25T00:00:00+07:00");
        Assert.That(await CodesAsync(), Does.Contain("nd331-owner-annual UBND"));
    }

    [Test]
    public async Task The_desk_is_told_a_week_before_on_the_last_day_and_after_it_once_each()
    {
        await AtAsync("2026-12-12T23:00:00+07:00");
        Assert.That(await AlarmsAsync(), Is.Empty);
        await AtAsync("2026-12-13T00:00:00+07:00");
        Assert.That(await AlarmsAsync(), Is.EqualTo(new[] { "periodic-soon medium nd331-unit-annual:2026" }));
        await AtAsync("2026-12-19T00:00:00+07:00");
        Assert.That(await AlarmsAsync(), Is.EqualTo(new[] { "periodic-last-day high nd331-unit-annual:2026", "periodic-soon medium nd331-owner-annual:2026" }));
        await AtAsync("2026-12-24T00:00:00+07:00");
        Assert.That(await AlarmsAsync(), Is.EqualTo(new[] { "periodic-last-day high nd331-owner-annual:2026", "periodic-overdue critical nd331-unit-annual:2026" }));
        await TurnAsync();
        Assert.That(await desk.Database.ReadAsync(reading => reading.SingleAsync<long>("SELECT count(*) FROM alarms WHERE kind LIKE 'periodic%'"), CancellationToken.None), Is.EqualTo(5));
    }

    [Test]
    public async Task After_a_long_sleep_what_was_missed_is_opened_and_told_once_and_nothing_of_the_years_before()
    {
        await AtAsync("2027-01-10T00:00:00+07:00");
        await TurnAsync();

        Assert.That(await CodesAsync(), Is.EqualTo(new[] { "nd331-owner-annual UBND", "nd331-unit-annual SO-GDDT", "nd331-unit-annual SO-YTE" }));
        Assert.That(await AlarmsAsync(), Is.EqualTo(new[] { "periodic-overdue critical nd331-owner-annual:2026", "periodic-overdue critical nd331-unit-annual:2026" }));
        Assert.That(await desk.Database.ReadAsync(reading => reading.SingleAsync<long>("SELECT count(*) FROM alarms WHERE kind LIKE 'periodic%'"), CancellationToken.None), Is.EqualTo(2));
    }

    [Test]
    public async Task A_person_files_it_with_proof_and_the_last_instant_is_still_good()
    {
        await AtAsync("2026-12-19T23:59:00+07:00");
        var duty = await IdAsync(agency);
        Assert.That((await FileAsync(agency, duty, """{"proof":" "}""")).Faults, Is.EqualTo(new[] { "/proof too-short" }));
        Assert.That((await FileAsync(agency, duty, """{"proof":"x","at":"2027-12-19T00:00:00Z"}""")).Faults, Is.EqualTo(new[] { "/at in-the-future" }));
        Assert.That((await FileAsync(agency, duty, """{"proof":"x","at":"2026-12-14T16:59:59.999Z"}""")).Faults, Is.EqualTo(new[] { "/at out-of-range" }), "before its figures were whole");
        Assert.That((await FileAsync(neighbour, duty, """{"proof":"x"}""")).Code, Is.EqualTo(403), "a machine");
        await AtAsync("2026-12-22T08:00:00+07:00");

        var filed = await FileAsync(agency, duty, """{"proof":"Công văn 12/SYT-CNTT","at":"2026-12-19T16:59:59.999Z"}""");

        Assert.That((filed.Code, (string?)filed.Json!["state"], (string?)filed.Json["proof"], filed.Json["lateBySeconds"]), Is.EqualTo((200, "met", "Công văn 12/SYT-CNTT", (JsonNode?)null)));
        Assert.That((await FileAsync(agency, duty, """{"proof":"y"}""")).Code, Is.EqualTo(409));
        var other = (await lead.ReadAsync("/api/v1/obligations/periodic?state=open")).Json!["items"]!.AsArray().First(one => (string?)one!["agency"] == "SO-GDDT")!;
        var late = await FileAsync(lead, (string)other["id"]!, """{"proof":"x","at":"2026-12-19T17:00:00.999Z"}""");
        Assert.That(((string?)late.Json!["state"], (long?)late.Json["lateBySeconds"]), Is.EqualTo(("late", (long?)1)));
        Assert.That(await AlarmsAsync(), Has.None.Contains("unit-annual"), "the alarm ends with its cause");
        Assert.That(await desk.Database.ReadAsync(reading => reading.QueryAsync<string>("SELECT outcome FROM audit WHERE action = 'periodic.file'"), CancellationToken.None), Is.EquivalentTo(new[] { "met", "late" }));
    }

    [Test]
    public async Task Only_whoever_approves_at_the_desk_waives_it_and_a_neighbour_finds_nothing()
    {
        await AtAsync("2026-12-01T00:00:00+07:00");
        var duty = await IdAsync(agency);
        using var foreign = desk.Client(await desk.KeyAsync(await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM agencies WHERE code = 'SO-GDDT'"), CancellationToken.None),
            "report", await DeskPeople.AddAsync(desk, "binh", "reporter")));

        Assert.That((await FileAsync(foreign, duty, """{"proof":"x"}""")).Code, Is.EqualTo(404));
        Assert.That((await FileAsync(agency, duty, """{"reason":"x"}""", "waiver")).Code, Is.EqualTo(403));
        var waived = await FileAsync(lead, duty, """{"reason":"Đơn vị đã giải thể"}""", "waiver");
        Assert.That(((string?)waived.Json!["state"], (string?)waived.Json["reason"], (string?)waived.Json["settledBy"]), Is.EqualTo(("waived", "Đơn vị đã giải thể", "Người hoa")));
        var seen = (await agency.ReadAsync("/api/v1/obligations/periodic")).Json!["items"]!.AsArray().Single()!;
        Assert.That(seen["settledBy"], Is.Null, "an agency is told no name of the desk's people");
    }

    [Test]
    public async Task The_page_shows_it_and_its_form_records_the_filing_without_script()
    {
        await AtAsync("2026-12-16T00:00:00+07:00");
        using var visitor = await Visitor.SignedInAsync(desk, "van-thu", "reporter", "SO-YTE");
        var duty = await IdAsync(agency);
        using var refused = await visitor.SubmitAsync("/figures", $"form[action$='{duty}/filing']", ("proof", "x"), ("at", "hom qua"));
        Assert.That((await Visitor.ReadAsync(refused)).QuerySelector("#faults")!.TextContent, Does.Contain("19/12/2026 16:30"));

        using var done = await visitor.SubmitAsync("/figures", $"form[action$='{duty}/filing']", ("proof", "Công văn 7"), ("at", "15/12/2026 16:30"));

        Assert.That(done.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That((await visitor.PageAsync("/figures")).QuerySelector("section[aria-labelledby=periodic]")!.TextContent, Does.Contain("Công văn 7"));
    }

    private async Task AtAsync(string instant)
    {
        clock.Advance(Rules.Given.At(instant) - clock.GetUtcNow());
        await TurnAsync();
    }

    private Task TurnAsync() => desk.Services.GetServices<IHostedService>().OfType<PeriodicClock>().Single().TurnAsync(CancellationToken.None);

    private async Task<IReadOnlyList<string>> CodesAsync() =>
        [.. (await lead.ReadAsync("/api/v1/obligations/periodic")).Json!["items"]!.AsArray().Select(one => $"{one!["code"]} {one["agency"]}").Order(StringComparer.Ordinal)];

    private async Task<IReadOnlyList<string>> AlarmsAsync() => await desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
        "SELECT kind || ' ' || severity || ' ' || subject FROM alarms WHERE kind LIKE 'periodic%' AND ended_at IS NULL ORDER BY 1"), CancellationToken.None);

    private static async Task<string> IdAsync(HttpClient client) => (string)(await client.ReadAsync("/api/v1/obligations/periodic")).Json!["items"]![0]!["id"]!;

    private static Task<Answer> FileAsync(HttpClient client, string duty, string body, string act = "filing") => Wire.SendAsync(client, new(HttpMethod.Put, $"/api/v1/obligations/periodic/{duty}/{act}")
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
    });
}
