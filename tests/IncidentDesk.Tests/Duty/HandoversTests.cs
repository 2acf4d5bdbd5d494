using System.Text.Json.Nodes;
using IncidentDesk.Duty;
using IncidentDesk.Escalation.Handovers;
using IncidentDesk.Harness;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Duty;

public sealed class HandoversTests
{
    private static readonly DateTimeOffset Change = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private Desk desk = null!;
    private ManualClock clock = null!;
    private HttpClient lead = null!, hoa = null!, binh = null!, machine = null!;
    private Guid hoaId, binhId;
    private string incident = null!;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new();
        desk = await Desk.StartAsync(clock);
        hoaId = await DeskPeople.AddAsync(desk, "hoa", "responder");
        binhId = await DeskPeople.AddAsync(desk, "binh", "responder");
        var leadId = await DeskPeople.AddAsync(desk, "lead", "lead", "shift-lead");
        lead = desk.Client(await desk.KeyAsync(null, "read work approve", leadId));
        hoa = desk.Client(await desk.KeyAsync(null, "read work", hoaId));
        binh = desk.Client(await desk.KeyAsync(null, "read work", binhId));
        machine = desk.Client(await desk.KeyAsync(null, "read work"));
        var health = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        await desk.SystemAsync(await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM agencies"), CancellationToken.None), "SO-YTE-CTTDT", 3);
        incident = (string)(await health.FileAsync(ExampleReport.Body())).Json!["number"]!;
        await ShiftAsync(hoaId, "on-duty", Change.AddHours(-8), Change);
        await ShiftAsync(binhId, "on-duty", Change, Change.AddHours(8));
        await ShiftAsync(hoaId, "stand-in", Change, Change.AddHours(8));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_change_of_shift_lists_what_is_open_and_each_thing_is_accepted_by_itself()
    {
        await AtAsync(Change.AddMinutes(1));
        var handover = await OneAsync();
        Assert.That(((string?)handover["from"]!["name"], (string?)handover["to"]!["name"]), Is.EqualTo(("Người hoa", "Người binh")));
        var items = handover["items"]!.AsArray();
        Assert.That(items.Select(item => (string?)item!["kind"]).Distinct(), Is.EqualTo(new[] { "desk", "incident", "clock" }));
        Assert.That((string?)items[1]!["label"], Is.EqualTo(incident));

        Assert.That((string?)(await AcceptAsync(hoa, handover, items[0]!)).Json!["code"], Is.EqualTo("same-person"), "who leaves accepts nothing of their own");
        Assert.That((string?)(await AcceptAsync(machine, handover, items[0]!)).Json!["code"], Is.EqualTo("needs-a-person"));
        Assert.That((string?)(await AcceptAsync(lead, handover, items[0]!)).Json!["code"], Is.EqualTo("not-your-shift"), "nobody called the lead yet");
        foreach (var item in items.Take(items.Count - 1))
            Assert.That((await AcceptAsync(binh, handover, item!)).Code, Is.EqualTo(200));
        var almost = await OneAsync();
        Assert.That(((long)almost["accepted"]!, almost["doneAt"]), Is.EqualTo((items.Count - 1L, (object?)null)));
        Assert.That((await AcceptAsync(binh, handover, items[0]!)).Code, Is.EqualTo(200), "once more is no fault");
        var done = (await AcceptAsync(binh, handover, items[^1]!)).Json!;
        Assert.That((done["doneAt"] is not null, done["climbsAt"]), Is.EqualTo((true, (object?)null)));
        await AtAsync(Change.AddHours(2));
        Assert.That(await AlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_letter_that_came_in_the_shift_or_that_nobody_has_got_is_handed_over_and_accepted_too()
    {
        await AtAsync(Change.AddHours(-1));
        var letter = desk.Client(await desk.KeyAsync(null, "work", hoaId));
        var id = (string)(await letter.PostAsync(
            "/api/v1/advisories", """{"number":"1684/STTTT-CNTT","issuedOn":"2022-10-11","issuer":"Sở TT&TT","subject":"Lỗ hổng FortiOS","severity":"high"}""")).Json!["id"]!;
        await AtAsync(Change.AddMinutes(1));
        var handover = await OneAsync();
        var item = handover["items"]!.AsArray().Single(one => (string?)one!["kind"] == "advisory")!;
        Assert.That(((string?)item["label"], (string?)item["subject"], item["acceptedAt"]), Is.EqualTo(("1684/STTTT-CNTT", id, (object?)null)));
        foreach (var one in handover["items"]!.AsArray().Where(one => (string?)one!["kind"] != "advisory"))
            await AcceptAsync(binh, handover, one!);
        Assert.That((await OneAsync())["doneAt"], Is.Null, "the letter was not looked at yet");
        Assert.That((await AcceptAsync(binh, handover, item)).Json!["doneAt"], Is.Not.Null);
    }

    [Test]
    public async Task A_handover_that_nobody_accepts_climbs_from_the_next_shift_to_the_stand_in_and_the_shift_lead_and_stops_when_it_is_accepted()
    {
        await AtAsync(Change.AddMinutes(1));
        await AtAsync(Change.AddMinutes(14));
        Assert.That(await AlarmsAsync(), Is.Empty, "a quarter of an hour is theirs");
        await AtAsync(Change.AddMinutes(17));
        Assert.That(await AlarmsAsync(), Has.Count.EqualTo(1));
        Assert.That(await CalledAsync(), Is.EqualTo(new[] { "binh@desk.example" }));
        for (var minutes = 20; minutes <= 140; minutes += 10)
            await AtAsync(Change.AddMinutes(minutes));
        Assert.That(await CalledAsync(), Is.SupersetOf(new[] { "binh@desk.example", "hoa@desk.example", "lead@desk.example" }));
        Assert.That(await AlarmsAsync(), Has.Count.EqualTo(1), "one alarm, however often somebody is called");

        var handover = await OneAsync();
        foreach (var item in handover["items"]!.AsArray())
            await AcceptAsync(lead, handover, item!);
        Assert.That(await AlarmsAsync(), Is.Empty);
        var calls = (await CalledAsync()).Count;
        await AtAsync(Change.AddHours(4));
        Assert.That(await CalledAsync(), Has.Count.EqualTo(calls));
    }

    [Test]
    public async Task Who_goes_on_hands_nothing_over_and_a_change_is_handed_over_once()
    {
        await ShiftAsync(hoaId, "on-duty", Change, Change.AddHours(2));
        await AtAsync(Change.AddMinutes(1));
        Assert.That((await hoa.ReadAsync("/api/v1/duty/handovers")).Json!["items"]!.AsArray(), Is.Empty);
        await AtAsync(Change.AddHours(2).AddMinutes(1));
        await AtAsync(Change.AddHours(2).AddMinutes(2));
        Assert.That((await hoa.ReadAsync("/api/v1/duty/handovers?open=true")).Json!["items"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Who_leaves_may_hand_over_with_a_word_in_the_last_hour_and_not_before()
    {
        Assert.That((string?)(await hoa.PostAsync("/api/v1/duty/handovers", """{"note":"VNCERT hẹn gọi lại lúc 20:00"}""")).Json!["code"], Is.EqualTo("no-handover-now"));
        await AtAsync(Change.AddMinutes(-30));
        var opened = await hoa.PostAsync("/api/v1/duty/handovers", """{"note":"VNCERT hẹn gọi lại lúc 20:00"}""");
        Assert.That((opened.Code, (string?)opened.Json!["note"]), Is.EqualTo((201, "VNCERT hẹn gọi lại lúc 20:00")), opened.Json?.ToJsonString());
        Assert.That((string?)opened.Json!["climbsAt"], Is.EqualTo("2026-11-20T12:15:00.000Z"), "time counts from the change");
        Assert.That((string?)(await hoa.PostAsync("/api/v1/duty/handovers", "{}")).Json!["code"], Is.EqualTo("no-handover-now"));
        await AtAsync(Change.AddMinutes(1));
        Assert.That((await hoa.ReadAsync("/api/v1/duty/handovers")).Json!["items"]!.AsArray(), Has.Count.EqualTo(1));
    }

    private async Task<JsonNode> OneAsync()
    {
        var id = (await hoa.ReadAsync("/api/v1/duty/handovers")).Json!["items"]!.AsArray().Single()!["id"];
        return (await hoa.ReadAsync($"/api/v1/duty/handovers/{id}")).Json!;
    }

    private static async Task<Answer> AcceptAsync(HttpClient by, JsonNode handover, JsonNode item)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/duty/handovers/{handover["id"]}/items/{item["id"]}/acceptance");
        return await Wire.SendAsync(by, request);
    }

    private async Task ShiftAsync(Guid person, string post, DateTimeOffset from, DateTimeOffset to) => Assert.That((await lead.PostAsync(
        "/api/v1/duty", $$"""{"person":"{{person}}","post":"{{post}}","from":"{{from:yyyy-MM-ddTHH:mm:ssZ}}","to":"{{to:yyyy-MM-ddTHH:mm:ssZ}}"}""")).Code, Is.EqualTo(201));

    private async Task AtAsync(DateTimeOffset at)
    {
        if (at > clock.GetUtcNow())
            clock.Advance(at - clock.GetUtcNow());
        await desk.Services.GetRequiredService<DutyClock>().TurnAsync(CancellationToken.None);
        await desk.Services.GetRequiredService<HandoverClimb>().TurnAsync(CancellationToken.None);
    }

    private Task<IReadOnlyList<string>> AlarmsAsync() => desk.Database.ReadAsync(
        reading => reading.QueryAsync<string>("SELECT text FROM alarms WHERE ended_at IS NULL AND kind = 'handover-unaccepted'"), CancellationToken.None);

    private Task<IReadOnlyList<string>> CalledAsync() => desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
        "SELECT DISTINCT address FROM deliveries WHERE cause_kind = 'alarm' AND channel = 'mail' AND cause_ref LIKE '%:%:%' ORDER BY address"), CancellationToken.None);
}
