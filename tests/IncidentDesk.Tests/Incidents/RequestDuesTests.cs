using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Duty;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents;

/// <summary>What a centre asked for by an instant, where people look at what is due.</summary>
public sealed class RequestDuesTests
{
    private const string Requests = "/api/v1/coordination-requests";

    private ManualClock clock = null!;
    private Desk desk = null!;
    private HttpClient lead = null!, agency = null!, other = null!;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
        desk = await Desk.StartAsync(clock);
        (agency, other) = (desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE"))), desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-GDDT"))));
        lead = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "hoa", "admin")));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_request_stands_among_the_duties_between_them_and_each_is_met_by_its_own_last_word()
    {
        await agency.FileAsync(ExampleReport.Ordinary());
        var id = await TakeAsync();
        var due = (await lead.ReadAsync("/api/v1/obligations")).Json!["items"]!.AsArray();
        Assert.That(due.Select(one => (string)one!["kind"]!), Is.EqualTo(new[] { "coordination-reply", "report" }), "the earlier of the two first");
        Assert.That(((string?)due[0]!["article"], (string?)due[0]!["rule"], (string?)due[0]!["request"], (string?)due[0]!["incident"]), Is.EqualTo(("12/ĐP", "vncert", id, (string?)null)));
        Assert.That(await PagesAsync(lead), Is.EqualTo(due.Select(one => (string)one!["id"]!)), "page by page it is the same list");
        Assert.That(await StatesAsync(other), Is.Empty, "nobody asked it");
        Assert.That(await StatesAsync(agency), Is.EqualTo(new[] { "open" }));

        await agency.PostAsync($"{Requests}/{id}/answers", """{"item":1,"text":"Có 2","complete":true}""");
        Assert.That(await StatesAsync(agency), Is.EqualTo(new[] { "open" }), "one item is still open");
        clock.Jump(TimeSpan.FromHours(1));
        await agency.PostAsync($"{Requests}/{id}/answers", """{"item":2,"text":"Không","complete":true}""");
        Assert.That((await StatesAsync(agency), await StatesAsync(lead)), Is.EqualTo((new[] { "met" }, new[] { "open" })));
        Assert.That((string?)(await DuesAsync(agency)).Single()!["metAt"], Is.EqualTo("2026-11-20T11:00:00.000Z"));

        clock.Jump(TimeSpan.FromDays(2));
        Assert.That((await lead.ReadAsync("/api/v1/obligations?overdue=true&kind=coordination-reply")).Json!["items"]!.AsArray(), Has.Count.EqualTo(1));
        await lead.PutAsync($"{Requests}/{id}/reply", """{"text":"Kính gửi","way":"by-hand","proof":"13/BC"}""");
        var late = (await DuesAsync(lead)).Single()!;
        Assert.That(((string?)late["state"], (long?)late["lateBySeconds"]), Is.EqualTo(("late", 3600L)));
    }

    [Test]
    public async Task People_see_it_where_they_look_for_what_waits_and_in_their_calendar_until_it_is_done()
    {
        var id = await TakeAsync();
        using var person = await Visitor.SignedInAsync(desk, "truongca", "lead");
        var waiting = await person.PageAsync("/waiting");
        Assert.That(waiting.QuerySelector("#requests")!.TextContent, Does.Contain("1 yêu cầu điều phối"));
        Assert.That(waiting.QuerySelector($"a[href='/coordination/{id}']")!.TextContent, Is.EqualTo("12/ĐP"));
        Assert.That((await person.PageAsync("/board")).QuerySelector(".chips a[href='/waiting#requests']"), Is.Not.Null);
        using var lan = await Visitor.SignedInAsync(desk, "lan", "reporter", "SO-YTE");
        Assert.That((await lan.PageAsync("/home")).QuerySelector($"section[aria-labelledby=dues] a[href='/coordination/{id}']")!.TextContent, Is.EqualTo("12/ĐP"));
        using var minh = await Visitor.SignedInAsync(desk, "minh", "reporter", "SO-GDDT");
        Assert.That((await minh.PageAsync("/home")).Body!.TextContent, Does.Not.Contain("12/ĐP"));
        foreach (var (who, there) in new[] { (person, true), (lan, true), (minh, false) })
            Assert.That(await CalendarAsync(who), there ? Does.Contain("SUMMARY:12/ĐP: Trả lời yêu cầu điều phối") : Does.Not.Contain("12/ĐP"));

        foreach (var item in new[] { 1, 2 })
            await agency.PostAsync($"{Requests}/{id}/answers", $$"""{"item":{{item}},"text":"x","complete":true}""");
        Assert.That(await CalendarAsync(lan), Does.Not.Contain("12/ĐP"), "its part is done");
        Assert.That((await lan.PageAsync("/home")).Body!.TextContent, Does.Not.Contain("12/ĐP"));
        Assert.That(await CalendarAsync(person), Does.Contain("12/ĐP"), "the desk still owes the answer");
        await lead.PutAsync($"{Requests}/{id}/withdrawal", """{"reason":"Trung tâm rút"}""");
        Assert.That(await CalendarAsync(person), Does.Contain("STATUS:CANCELLED"));
        Assert.That((await person.PageAsync("/waiting")).QuerySelector("#requests"), Is.Null);
    }

    private async Task<string> TakeAsync()
    {
        var taken = await lead.PostAsync(Requests, """
            {"centre":"vncert","reference":"12/ĐP","subject":"Rà soát","receivedAt":"2026-11-20T10:00:00Z","deadlineAt":"2026-11-22T10:00:00Z","items":["Số máy chủ","Biện pháp"],"agencies":["SO-YTE"]}
            """);
        Assert.That(taken.Code, Is.EqualTo(201), taken.Json?.ToJsonString());
        return (string)taken.Json!["id"]!;
    }

    private static async Task<JsonArray> DuesAsync(HttpClient who) => (await who.ReadAsync("/api/v1/obligations?kind=coordination-reply")).Json!["items"]!.AsArray();

    private static async Task<string[]> StatesAsync(HttpClient who) => [.. (await DuesAsync(who)).Select(one => (string)one!["state"]!)];

    private static async Task<IReadOnlyList<string>> PagesAsync(HttpClient who)
    {
        var found = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await who.ReadAsync($"/api/v1/obligations?limit=1&cursor={cursor}")).Json!;
            found.AddRange(page["items"]!.AsArray().Select(one => (string)one!["id"]!));
            cursor = (string?)page["nextCursor"];
        }
        return found;
    }

    private async Task<string> CalendarAsync(Visitor who)
    {
        using var made = await who.SubmitAsync("/account", "form[action='/account/calendar']");
        var shown = (await Visitor.ReadAsync(made)).QuerySelector("#calendar-link")!;
        var address = new Uri(shown.GetAttribute("value") ?? shown.TextContent.Trim()).PathAndQuery;
        return (await desk.Client().ReadTextAsync(address)).Replace("\r\n ", "", StringComparison.Ordinal);
    }
}
