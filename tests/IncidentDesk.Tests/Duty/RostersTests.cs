using System.Text.Json.Nodes;
using IncidentDesk.Duty;
using IncidentDesk.Harness;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Duty;

public sealed class RostersTests
{
    private const string Tet = """{"name":"Tết Quý Mão 2023","from":"2023-01-20T00:00:00+07:00","to":"2023-01-27T00:00:00+07:00"}""";

    private Desk desk = null!;
    private ManualClock clock = null!;
    private HttpClient lead = null!, hoa = null!, binh = null!;
    private Guid hoaId, binhId;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new(new(2023, 1, 10, 0, 0, 0, TimeSpan.Zero));
        desk = await Desk.StartAsync(clock);
        hoaId = await DeskPeople.AddAsync(desk, "hoa", "responder");
        binhId = await DeskPeople.AddAsync(desk, "binh", "responder");
        lead = desk.Client(await desk.KeyAsync(null, "read work approve", await DeskPeople.AddAsync(desk, "lead", "lead", "shift-lead")));
        hoa = desk.Client(await desk.KeyAsync(null, "read work", hoaId));
        binh = desk.Client(await desk.KeyAsync(null, "read work", binhId));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_roster_with_a_gap_is_not_published_and_the_gap_is_named_with_its_beginning_and_end()
    {
        var roster = await DeclareAsync();
        await LineAsync(roster, hoaId, "2023-01-20T00:00:00+07:00", "2023-01-24T00:00:00+07:00");
        await LineAsync(roster, binhId, "2023-01-24T06:00:00+07:00", "2023-01-27T00:00:00+07:00");

        var refused = await PutAsync(lead, $"{roster}/publication", "{}", "*");
        Assert.That((refused.Code, (string?)refused.Json!["code"]), Is.EqualTo((409, "roster-gaps")));
        Assert.That(
            refused.Json["gaps"]!.AsArray().Select(gap => $"{gap!["kind"]} {gap["post"]} {gap["startsAt"]} {gap["endsAt"]}"),
            Is.EqualTo(new[] { "gap on-duty 2023-01-23T17:00:00.000Z 2023-01-23T23:00:00.000Z" }));

        await LineAsync(roster, binhId, "2023-01-24T00:00:00+07:00", "2023-01-24T06:00:00+07:00");
        Assert.That((await PutAsync(lead, $"{roster}/publication", "{}", null)).Code, Is.EqualTo(428));
        Assert.That((await PutAsync(lead, $"{roster}/publication", "{}", "\"1\"")).Code, Is.EqualTo(412));
        var published = await PutAsync(lead, $"{roster}/publication", "{}", "*");
        Assert.That((published.Code, (string?)published.Json!["roster"]!["state"]), Is.EqualTo((200, "published")));
        Assert.That((string?)published.Json["faults"]![0]!["kind"], Is.EqualTo("back-to-back"), "it is named, and holds nobody up");
    }

    [Test]
    public async Task The_holiday_is_filled_in_one_act_and_only_the_published_roster_says_who_is_called()
    {
        var roster = await DeclareAsync();
        var filled = await PutAsync(lead, $"{roster}/pattern", $$"""{"post":"on-duty","people":["{{hoaId}}","{{binhId}}"],"changes":["06:00","18:00"]}""", null);
        Assert.That((filled.Code, filled.Json!["shifts"]!.AsArray().Count), Is.EqualTo((200, 15)));

        clock.Advance(new DateTimeOffset(2023, 1, 22, 1, 0, 0, TimeSpan.Zero) - clock.GetUtcNow());
        Assert.That((await hoa.ReadAsync("/api/v1/duty/now")).Json!["items"]!.AsArray(), Is.Empty, "a draft calls nobody");
        Assert.That((await PutAsync(lead, $"{roster}/publication", "{}", "*")).Code, Is.EqualTo(200));
        var now = (await hoa.ReadAsync("/api/v1/duty/now")).Json!;
        Assert.That((string?)now["items"]![0]!["person"]!["name"], Is.EqualTo("Người binh"));
        Assert.That((string?)now["next"]![0]!["person"]!["name"], Is.EqualTo("Người hoa"));
        Assert.That((string?)now["next"]![0]!["startsAt"], Is.EqualTo("2023-01-22T11:00:00.000Z"));
        Assert.That((await PutAsync(lead, $"{roster}/pattern", $$"""{"post":"on-duty","people":["{{hoaId}}"],"changes":["06:00"]}""", null)).Code, Is.EqualTo(409));
    }

    [Test]
    public async Task A_roster_is_taken_back_before_its_time_begins_and_never_after()
    {
        var roster = await PublishedAsync();
        Assert.That(await WithdrawAsync(roster), Is.EqualTo("200 draft"));
        Assert.That((await PutAsync(lead, $"{roster}/publication", "{}", "*")).Code, Is.EqualTo(200));

        clock.Advance(new DateTimeOffset(2023, 1, 22, 1, 0, 0, TimeSpan.Zero) - clock.GetUtcNow());
        Assert.That(await WithdrawAsync(roster), Is.EqualTo("409 roster-begun"));
        Assert.That((await hoa.ReadAsync("/api/v1/duty/now")).Json!["items"]!.AsArray(), Is.Not.Empty);
        clock.Advance(TimeSpan.FromDays(30));
        Assert.That(await WithdrawAsync(roster), Is.EqualTo("409 roster-begun"), "who was on duty stays written down");
    }

    [Test]
    public async Task A_stand_in_for_two_hours_is_who_is_called_in_them_and_a_published_line_cannot_leave_a_hole()
    {
        var roster = await PublishedAsync();
        var shift = (await lead.ReadAsync(roster)).Json!["shifts"]![0]!;
        var address = $"{roster}/shifts/{shift["id"]}";

        Assert.That((string?)(await DeleteAsync(address, "\"1\"")).Json!["code"], Is.EqualTo("roster-gaps"));
        Assert.That((await PutAsync(lead, $"{address}/stand-in", $$"""{"person":"{{Guid.NewGuid()}}"}""", "\"1\"")).Faults, Is.EqualTo(new[] { "/person unknown-reference" }));
        Assert.That((await PutAsync(lead, $"{address}/stand-in", $$"""{"person":"{{binhId}}","from":"2023-01-19T00:00:00Z"}""", "\"1\"")).Faults, Is.EqualTo(new[] { "/from out-of-range" }));
        var changed = await PutAsync(
            lead, $"{address}/stand-in", $$"""{"person":"{{binhId}}","from":"2023-01-20T02:00:00+07:00","to":"2023-01-20T04:00:00+07:00"}""", "\"1\"");
        Assert.That(changed.Code, Is.EqualTo(200), changed.Json?.ToJsonString());
        Assert.That(
            changed.Json!["shifts"]!.AsArray().Take(3).Select(line => $"{line!["person"]!["name"]} {line["startsAt"]} {line["reason"]}"),
            Is.EqualTo(new[]
            {
                "Người hoa 2023-01-19T17:00:00.000Z ", "Người binh 2023-01-19T19:00:00.000Z stand-in", "Người hoa 2023-01-19T21:00:00.000Z ",
            }));
        clock.Advance(new DateTimeOffset(2023, 1, 19, 20, 0, 0, TimeSpan.Zero) - clock.GetUtcNow());
        Assert.That((string?)(await hoa.ReadAsync("/api/v1/duty/now")).Json!["items"]![0]!["person"]!["name"], Is.EqualTo("Người binh"));
        Assert.That((await DeleteAsync(address, "\"1\"")).Code, Is.EqualTo(404), "that line is no more");
    }

    [Test]
    public async Task A_swap_changes_nothing_until_the_other_says_yes_and_then_the_shifts_change_hands()
    {
        var roster = await PublishedAsync();
        var shifts = (await lead.ReadAsync(roster)).Json!["shifts"]!.AsArray();
        var (mine, other) = (shifts[0]!["id"], shifts[1]!["id"]);
        var body = $$"""{"shift":"{{mine}}","with":"{{binhId}}","for":"{{other}}","note":"đưa con đi khám"}""";

        Assert.That((await binh.PostAsync("/api/v1/duty/swaps", body)).Faults, Is.EqualTo(new[] { "/shift unknown-reference" }), "it is not his to give away");
        var asked = await hoa.PostAsync("/api/v1/duty/swaps", body);
        Assert.That((asked.Code, (string?)asked.Json!["state"]), Is.EqualTo((201, "open")));
        Assert.That((string?)(await hoa.PostAsync("/api/v1/duty/swaps", body)).Json!["code"], Is.EqualTo("swap-open"));
        var swap = $"/api/v1/duty/swaps/{asked.Json["id"]}";
        Assert.That((await PutAsync(hoa, $"{swap}/answer", """{"decision":"accept"}""", "*")).Code, Is.EqualTo(403), "who asks does not answer");
        Assert.That((string?)(await lead.ReadAsync(roster)).Json!["shifts"]![0]!["person"]!["name"], Is.EqualTo("Người hoa"));

        var accepted = await PutAsync(binh, $"{swap}/answer", """{"decision":"accept"}""", "\"1\"");
        Assert.That((accepted.Code, (string?)accepted.Json!["state"]), Is.EqualTo((200, "accepted")), accepted.Json?.ToJsonString());
        var after = (await lead.ReadAsync(roster)).Json!["shifts"]!.AsArray();
        Assert.That(after.Take(2).Select(line => $"{line!["person"]!["name"]} {line["reason"]}"), Is.EqualTo(new[] { "Người binh swap", "Người hoa swap" }));
        Assert.That((string?)(await PutAsync(binh, $"{swap}/answer", """{"decision":"decline"}""", "*")).Json!["code"], Is.EqualTo("swap-answered"));
    }

    [Test]
    public async Task The_same_line_twice_is_refused_at_its_person_and_nobody_stands_in_where_they_are_on_that_post_anyway()
    {
        var roster = await DeclareAsync();
        Assert.That((await LineAsync(roster, hoaId, "2023-01-20T00:00:00+07:00", "2023-01-20T12:00:00+07:00")).Code, Is.EqualTo(201));
        Assert.That((await LineAsync(roster, hoaId, "2023-01-20T00:00:00+07:00", "2023-01-20T12:00:00+07:00")).Faults, Is.EqualTo(new[] { "/person differs" }));
        Assert.That((await LineAsync(roster, hoaId, "2023-01-20T11:00:00+07:00", "2023-01-20T13:00:00+07:00")).Faults, Is.EqualTo(new[] { "/person differs" }));
        Assert.That((await LineAsync(roster, binhId, "2023-01-20T06:00:00+07:00", "2023-01-20T18:00:00+07:00")).Code, Is.EqualTo(201), "two may hold one post");

        var shifts = (await lead.ReadAsync(roster)).Json!["shifts"]!.AsArray();
        Assert.That(shifts, Has.Count.EqualTo(2));
        var address = $"{roster}/shifts/{shifts[1]!["id"]}/stand-in";
        Assert.That((await PutAsync(lead, address, $$"""{"person":"{{hoaId}}"}""", "\"1\"")).Faults, Is.EqualTo(new[] { "/person differs" }));
        Assert.That((await PutAsync(lead, address, $$"""{"person":"{{hoaId}}","from":"2023-01-20T12:00:00+07:00"}""", "\"1\"")).Code, Is.EqualTo(200), "from noon she is free");
    }

    [Test]
    public async Task The_plain_table_does_not_take_whom_a_published_roster_calls_on_that_post()
    {
        await PublishedAsync();
        Assert.That((await PlainAsync("on-duty")).Faults, Is.EqualTo(new[] { "/person differs" }));
        Assert.That((await PlainAsync("stand-in")).Code, Is.EqualTo(201));
    }

    [Test]
    public async Task Who_is_in_two_published_rosters_at_once_is_named_with_the_other_one_and_the_hours_and_holds_nobody_up()
    {
        var storm = (await lead.PostAsync(
            "/api/v1/duty/rosters", """{"name":"Trực bão","from":"2023-01-21T00:00:00+07:00","to":"2023-01-22T00:00:00+07:00"}""")).Response.Headers.Location!.ToString();
        await LineAsync(storm, hoaId, "2023-01-21T00:00:00+07:00", "2023-01-22T00:00:00+07:00");
        var roster = await DeclareAsync();
        await LineAsync(roster, hoaId, "2023-01-20T00:00:00+07:00", "2023-01-21T08:00:00+07:00");
        await LineAsync(roster, binhId, "2023-01-21T08:00:00+07:00", "2023-01-27T00:00:00+07:00");
        Assert.That(Elsewhere((await lead.ReadAsync(roster)).Json!), Is.Empty, "a draft calls nobody");

        Assert.That((await PutAsync(lead, $"{storm}/publication", "{}", "*")).Code, Is.EqualTo(200));
        var named = $"Người hoa on-duty 2023-01-20T17:00:00.000Z 2023-01-21T01:00:00.000Z Trực bão {storm[^36..]} on-duty";
        Assert.That(Elsewhere((await lead.ReadAsync(roster)).Json!), Is.EqualTo(new[] { named }));
        var published = await PutAsync(lead, $"{roster}/publication", "{}", "*");
        Assert.That((published.Code, (string?)published.Json!["roster"]!["state"]), Is.EqualTo((200, "published")));
        Assert.That(Elsewhere(published.Json), Is.EqualTo(new[] { named }));
        Assert.That(Elsewhere((await lead.ReadAsync(storm)).Json!).Single(), Does.Contain("Tết Quý Mão 2023"), "the other one says it too");
        Assert.That(await WithdrawAsync(storm), Is.EqualTo("200 draft"));
        Assert.That(Elsewhere((await lead.ReadAsync(roster)).Json!), Is.Empty);
    }

    [Test]
    public async Task Who_is_on_the_plain_table_beside_a_roster_is_named_without_a_roster()
    {
        var roster = await PublishedAsync();
        Assert.That((await PlainAsync("stand-in")).Code, Is.EqualTo(201));
        Assert.That(Elsewhere((await lead.ReadAsync(roster)).Json!), Is.EqualTo(new[] { "Người hoa on-duty 2023-01-19T18:00:00.000Z 2023-01-19T20:00:00.000Z   stand-in" }));
    }

    [Test]
    public async Task The_roster_of_an_agency_above_is_not_named_to_the_one_below()
    {
        var health = await desk.AgencyAsync("SO-YTE");
        var centre = await desk.AgencyAsync("TTYT", "SO-YTE");
        await desk.PersonAsync("an", "agency-lead", "TTYT");
        var an = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = 'an'"), CancellationToken.None);
        var (above, below) = (desk.Client(await desk.KeyAsync(health, "report approve")), desk.Client(await desk.KeyAsync(centre, "report approve")));
        var rosters = new List<string>();
        foreach (var own in new[] { above, below })
        {
            rosters.Add((await own.PostAsync("/api/v1/duty/rosters", Tet)).Response.Headers.Location!.ToString());
            Assert.That((await LineAsync(rosters[^1], an, "2023-01-20T00:00:00+07:00", "2023-01-27T00:00:00+07:00", own)).Code, Is.EqualTo(201));
            Assert.That((await PutAsync(own, $"{rosters[^1]}/publication", "{}", "*")).Code, Is.EqualTo(200));
        }
        Assert.That(Elsewhere((await above.ReadAsync(rosters[0])).Json!).Single(), Does.Contain(rosters[1][^36..]));
        Assert.That(Elsewhere((await below.ReadAsync(rosters[1])).Json!), Is.Empty, "it lies behind the wall");
        Assert.That(Elsewhere((await lead.ReadAsync(rosters[1])).Json!).Single(), Does.Contain(rosters[0][^36..]), "the desk sees both");
    }

    [Test]
    public async Task A_gap_is_told_of_a_week_before_and_a_day_before_each_once_and_the_alarm_ends_with_it()
    {
        var roster = await DeclareAsync();
        await LineAsync(roster, hoaId, "2023-01-20T00:00:00+07:00", "2023-01-26T00:00:00+07:00");

        await TurnAsync();
        Assert.That(await AlarmsAsync(), Is.Empty, "ten days before, nobody is told");
        await AtAsync("2023-01-18T18:00:00+07:00");
        Assert.That(await AlarmsAsync(), Is.Empty, "the gap is on the 26th");
        await AtAsync("2023-01-19T01:00:00+07:00");
        Assert.That(await AlarmsAsync(), Is.EqualTo(new[] { "roster-gap-7d high" }));
        await TurnAsync();
        await AtAsync("2023-01-25T01:00:00+07:00");
        await TurnAsync();
        Assert.That(await AlarmsAsync(), Is.EqualTo(new[] { "roster-gap-24h critical" }));
        Assert.That(await CountAsync(), Is.EqualTo(2));

        await LineAsync(roster, binhId, "2023-01-26T00:00:00+07:00", "2023-01-27T00:00:00+07:00");
        Assert.That((await PutAsync(lead, $"{roster}/publication", "{}", "*")).Code, Is.EqualTo(200));
        Assert.That(await AlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task What_cannot_be_is_refused_by_path()
    {
        Assert.That((await lead.PostAsync(
            "/api/v1/duty/rosters", """{"name":"","from":"2023-01-20T00:00:00Z","to":"2024-01-20T00:00:00Z","zone":"Mars/Olympus","posts":["cook"],"restHours":99}""")).Faults,
            Is.EquivalentTo(new[] { "/name too-short", "/to out-of-range", "/zone bad-format", "/posts/0 not-in-list", "/restHours out-of-range" }));
        var roster = await DeclareAsync();
        Assert.That((await LineAsync(roster, hoaId, "2023-01-19T00:00:00+07:00", "2023-01-20T06:00:00+07:00")).Faults, Is.EqualTo(new[] { "/to out-of-range" }));
        Assert.That((await PutAsync(lead, $"{roster}/pattern", """{"post":"on-duty","people":[],"changes":["25:00"]}""", null)).Faults,
            Is.EquivalentTo(new[] { "/people required", "/changes/0 bad-format" }));
        Assert.That((await hoa.PostAsync("/api/v1/duty/rosters", Tet)).Code, Is.EqualTo(403), "a responder makes no roster");
        var auditor = await DeskPeople.AddAsync(desk, "kiem", "auditor");
        Assert.That((await LineAsync(roster, auditor, "2023-01-20T00:00:00+07:00", "2023-01-20T06:00:00+07:00")).Faults, Is.EqualTo(new[] { "/person unknown-reference" }), "who looks at the desk's work does none of it");
    }

    [Test]
    public async Task An_agency_keeps_rosters_of_its_own_people_and_its_sibling_sees_nothing_of_them()
    {
        var health = await desk.AgencyAsync("SO-YTE");
        var schools = await desk.AgencyAsync("SO-GDDT");
        await desk.PersonAsync("an", "agency-lead", "SO-YTE");
        var an = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = 'an'"), CancellationToken.None);
        var own = desk.Client(await desk.KeyAsync(health, "report approve", an));
        var sibling = desk.Client(await desk.KeyAsync(schools, "report approve"));

        var made = await own.PostAsync("/api/v1/duty/rosters", Tet);
        Assert.That((made.Code, (string?)made.Json!["roster"]!["agency"]), Is.EqualTo((201, "SO-YTE")), made.Json?.ToJsonString());
        var roster = made.Response.Headers.Location!.ToString();
        Assert.That((await LineAsync(roster, hoaId, "2023-01-20T00:00:00+07:00", "2023-01-27T00:00:00+07:00", own)).Faults, Is.EqualTo(new[] { "/person unknown-reference" }));
        Assert.That((await LineAsync(roster, an, "2023-01-20T00:00:00+07:00", "2023-01-27T00:00:00+07:00", own)).Code, Is.EqualTo(201));
        Assert.That((await PutAsync(own, $"{roster}/publication", "{}", "*")).Code, Is.EqualTo(200));
        Assert.That((await sibling.ReadAsync(roster)).Code, Is.EqualTo(404));
        Assert.That((await PutAsync(sibling, $"{roster}/publication", "{}", "*")).Code, Is.EqualTo(404));
        Assert.That((await sibling.ReadAsync("/api/v1/duty/rosters")).Json!["items"]!.AsArray(), Is.Empty);
        Assert.That((await sibling.ReadAsync("/api/v1/duty/calendar?agency=SO-YTE")).Code, Is.EqualTo(404));
        Assert.That((await sibling.PostAsync("/api/v1/duty/rosters", Tet.Replace("{\"name\"", "{\"agency\":\"SO-YTE\",\"name\"", StringComparison.Ordinal))).Faults,
            Is.EqualTo(new[] { "/agency unknown-reference" }));
        clock.Advance(new DateTimeOffset(2023, 1, 22, 0, 0, 0, TimeSpan.Zero) - clock.GetUtcNow());
        Assert.That((await lead.ReadAsync("/api/v1/duty/now")).Json!["items"]!.AsArray(), Is.Empty, "an agency's people are not the desk's duty");
        var shown = (await own.ReadAsync("/api/v1/duty/calendar")).Json!;
        Assert.That((shown["shifts"]!.AsArray().Count, shown["gaps"]!.AsArray().Count), Is.EqualTo((1, 0)));
    }

    private async Task<string> DeclareAsync()
    {
        var made = await lead.PostAsync("/api/v1/duty/rosters", Tet);
        Assert.That(made.Code, Is.EqualTo(201), made.Json?.ToJsonString());
        return made.Response.Headers.Location!.ToString();
    }

    private async Task<string> PublishedAsync()
    {
        var roster = await DeclareAsync();
        await PutAsync(lead, $"{roster}/pattern", $$"""{"post":"on-duty","people":["{{hoaId}}","{{binhId}}"],"changes":["06:00","18:00"]}""", null);
        Assert.That((await PutAsync(lead, $"{roster}/publication", "{}", "*")).Code, Is.EqualTo(200));
        return roster;
    }

    private Task<Answer> LineAsync(string roster, Guid person, string from, string to, HttpClient? by = null) =>
        (by ?? lead).PostAsync($"{roster}/shifts", $$"""{"person":"{{person}}","post":"on-duty","from":"{{from}}","to":"{{to}}"}""");

    private Task<Answer> PlainAsync(string post) => lead.PostAsync(
        "/api/v1/duty", $$"""{"person":"{{hoaId}}","post":"{{post}}","from":"2023-01-20T01:00:00+07:00","to":"2023-01-20T03:00:00+07:00"}""");

    private static IReadOnlyList<string> Elsewhere(JsonNode detail) =>
    [
        .. detail["faults"]!.AsArray().Where(fault => (string?)fault!["kind"] == "other-roster").Select(fault =>
            $"{fault!["people"]![0]!["name"]} {fault["post"]} {fault["startsAt"]} {fault["endsAt"]} {fault["other"]!["name"]} {fault["other"]!["id"]} {fault["other"]!["post"]}"),
    ];

    private static Task<Answer> PutAsync(HttpClient by, string address, string body, string? version) => SendAsync(by, HttpMethod.Put, address, body, version);

    private async Task<string> WithdrawAsync(string roster)
    {
        var answer = await DeleteAsync($"{roster}/publication", "*");
        return $"{answer.Code} {answer.Json!["code"] ?? answer.Json["roster"]!["state"]}";
    }

    private Task<Answer> DeleteAsync(string address, string version) => SendAsync(lead, HttpMethod.Delete, address, null, version);

    private static async Task<Answer> SendAsync(HttpClient by, HttpMethod method, string address, string? body, string? version)
    {
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        if (version is not null)
            request.Headers.Add("If-Match", version);
        return await Wire.SendAsync(by, request);
    }

    private async Task AtAsync(string instant)
    {
        clock.Advance(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture) - clock.GetUtcNow());
        await TurnAsync();
    }

    private Task TurnAsync() => desk.Services.GetRequiredService<DutyClock>().TurnAsync(CancellationToken.None);

    private Task<IReadOnlyList<string>> AlarmsAsync() => desk.Database.ReadAsync(
        reading => reading.QueryAsync<string>("SELECT kind || ' ' || severity FROM alarms WHERE ended_at IS NULL AND kind LIKE 'roster%' ORDER BY kind"), CancellationToken.None);

    private Task<long> CountAsync() => desk.Database.ReadAsync(
        reading => reading.SingleAsync<long>("SELECT count(*) FROM alarms WHERE kind LIKE 'roster%'"), CancellationToken.None);
}
