using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Duty;

public sealed class DutyDoorsTests
{
    private Desk desk = null!;
    private ManualClock clock = null!;
    private HttpClient lead = null!, responder = null!;
    private Guid person;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new();
        desk = await Desk.StartAsync(clock);
        person = await DeskPeople.AddAsync(desk, "truc", "lead");
        lead = desk.Client(await desk.KeyAsync(null, "read work approve", person));
        responder = desk.Client(await desk.KeyAsync(null, "read work", person));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task Somebody_is_put_on_the_table_seen_there_and_taken_off_again()
    {
        var added = await AddAsync("on-duty", "2026-11-20T07:00:00+07:00", "2026-11-20T19:00:00+07:00");
        Assert.That((added.Code, added.Header("ETag")), Is.EqualTo((201, "\"1\"")));
        Assert.That((string?)added.Json!["person"]!["name"], Is.EqualTo("Người truc"));
        Assert.That((string?)added.Json["startsAt"], Is.EqualTo("2026-11-20T00:00:00.000Z"));

        var now = (await responder.ReadAsync("/api/v1/duty/now")).Json!;
        Assert.That((string?)now["items"]![0]!["post"], Is.EqualTo("on-duty"));
        Assert.That(now["vacant"]!.AsArray().Select(post => (string?)post), Is.EqualTo(new[] { "stand-in", "shift-lead" }));

        Assert.That((string?)now["items"]![0]!["person"]!["phone"], Is.Not.Null);
        var onlyReads = desk.Client(await desk.KeyAsync(null, "read"));
        Assert.That((await onlyReads.ReadAsync("/api/v1/duty/now")).Json!["items"]![0]!["person"]!["phone"], Is.Null, "who may call nobody sees no number");
        Assert.That((await onlyReads.ReadAsync("/api/v1/duty?from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z")).Json!["items"]![0]!["person"]!["phone"], Is.Null);

        var address = added.Response.Headers.Location!.ToString();
        Assert.That((await onlyReads.ReadAsync(address)).Json!["person"]!["phone"], Is.Null);
        Assert.That((await responder.ReadAsync(address)).Code, Is.EqualTo(200));
        Assert.That((await RemoveAsync(address, null)).Code, Is.EqualTo(428));
        Assert.That((await RemoveAsync(address, "\"7\"")).Code, Is.EqualTo(412));
        Assert.That((await RemoveAsync(address, "\"1\"")).Code, Is.EqualTo(204));
        Assert.That((await RemoveAsync(address, "\"1\"")).Code, Is.EqualTo(404));
        Assert.That((await responder.ReadAsync("/api/v1/duty/now")).Json!["items"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Two_may_hold_one_post_and_the_gaps_are_shown()
    {
        await AddAsync("on-duty", "2026-11-22T00:00:00Z", "2026-11-22T10:00:00Z");
        Assert.That((await AddAsync("on-duty", "2026-11-22T08:00:00Z", "2026-11-22T20:00:00Z", await DeskPeople.AddAsync(desk, "hai", "responder"))).Code, Is.EqualTo(201));

        var page = (await lead.ReadAsync("/api/v1/duty?from=2026-11-22T00:00:00Z&to=2026-11-23T00:00:00Z&limit=1")).Json!;
        Assert.That(page["items"]!.AsArray(), Has.Count.EqualTo(1));
        var gaps = page["gaps"]!.AsArray();
        Assert.That(gaps.Select(gap => $"{gap!["post"]} {gap["startsAt"]}"), Is.EqualTo(new[]
        {
            "on-duty 2026-11-22T20:00:00.000Z", "stand-in 2026-11-22T00:00:00.000Z", "shift-lead 2026-11-22T00:00:00.000Z",
        }));
        var next = (await lead.ReadAsync($"/api/v1/duty?from=2026-11-22T00:00:00Z&to=2026-11-23T00:00:00Z&limit=1&cursor={page["nextCursor"]}")).Json!;
        Assert.That(((string?)next["items"]![0]!["startsAt"], next["nextCursor"]), Is.EqualTo(("2026-11-22T08:00:00.000Z", (object?)null)));
    }

    [Test]
    public async Task A_line_that_is_entered_twice_is_refused_at_its_person_and_what_lies_beside_it_is_not()
    {
        var first = await AddAsync("on-duty", "2026-11-22T00:00:00Z", "2026-11-22T08:00:00Z");
        var again = await AddAsync("on-duty", "2026-11-22T00:00:00Z", "2026-11-22T08:00:00Z");
        Assert.That(again.Code, Is.EqualTo(400));
        Assert.That(again.Faults, Is.EqualTo(new[] { "/person differs" }));
        Assert.That((string?)again.Json!["errors"]![0]!["messageVi"], Does.Contain("từ 07:00, Chủ Nhật 22/11/2026 đến 15:00, Chủ Nhật 22/11/2026 (Asia/Ho_Chi_Minh)"));
        Assert.That((await AddAsync("on-duty", "2026-11-22T07:00:00Z", "2026-11-22T16:00:00Z")).Faults, Is.EqualTo(new[] { "/person differs" }), "an hour of it is twice too");
        Assert.That((await AddAsync("on-duty", "2026-11-22T08:00:00Z", "2026-11-22T16:00:00Z")).Code, Is.EqualTo(201), "it goes on");
        Assert.That((await AddAsync("stand-in", "2026-11-22T00:00:00Z", "2026-11-22T08:00:00Z")).Code, Is.EqualTo(201), "another post");
        Assert.That((await RemoveAsync(first.Response.Headers.Location!.ToString(), "*")).Code, Is.EqualTo(204));
        Assert.That((await AddAsync("on-duty", "2026-11-22T00:00:00Z", "2026-11-22T08:00:00Z")).Code, Is.EqualTo(201), "what was removed is on the table no more");
    }

    [Test]
    public async Task Of_two_who_enter_the_same_line_at_once_one_is_refused()
    {
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => AddAsync("on-duty", "2026-11-22T00:00:00Z", "2026-11-22T08:00:00Z")));
        Assert.That(both.Select(answer => answer.Code), Is.EquivalentTo(new[] { 201, 400 }));
    }

    [Test]
    public async Task What_cannot_be_is_refused_by_path()
    {
        Assert.That((await AddAsync("cook", "2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z")).Faults, Is.EquivalentTo(new[]
        {
            "/post not-in-list", "/to out-of-range",
        }));
        Assert.That((await lead.PostAsync(
            "/api/v1/duty", $$"""{"person":"{{Guid.NewGuid()}}","post":"on-duty","from":"2026-11-22T00:00:00Z","to":"2026-11-22T08:00:00Z"}""")).Faults,
            Is.EqualTo(new[] { "/person unknown-reference" }));
        Assert.That((await lead.ReadAsync("/api/v1/duty?from=2026-11-22T00:00:00Z&to=2029-11-22T00:00:00Z")).Faults, Is.EqualTo(new[] { "?to out-of-range" }));
    }

    [Test]
    public async Task A_responder_reads_the_table_and_an_agency_does_not()
    {
        Assert.That((await responder.PostAsync("/api/v1/duty", "{}")).Code, Is.EqualTo(403));
        Assert.That((await responder.ReadAsync("/api/v1/duty")).Code, Is.EqualTo(200));
        var agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE"), "report read"));
        Assert.That((await agency.ReadAsync("/api/v1/duty")).Code, Is.EqualTo(403));
    }

    private Task<Answer> AddAsync(string post, string from, string to, Guid? other = null) =>
        lead.PostAsync("/api/v1/duty", $$"""{"person":"{{other ?? person}}","post":"{{post}}","from":"{{from}}","to":"{{to}}"}""");

    private async Task<Answer> RemoveAsync(string address, string? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, address);
        if (version is not null)
            request.Headers.Add("If-Match", version);
        return await Wire.SendAsync(lead, request);
    }
}
