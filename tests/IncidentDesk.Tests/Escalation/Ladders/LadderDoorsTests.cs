using System.Text;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Duty;
using NUnit.Framework;

namespace IncidentDesk.Tests.Escalation.Ladders;

public sealed class LadderDoorsTests
{
    private Desk desk = null!;
    private HttpClient lead = null!;
    private Guid person;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync(new ManualClock());
        person = await DeskPeople.AddAsync(desk, "truc", "lead");
        lead = desk.Client(await desk.KeyAsync(null, "read work approve", person));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_new_desk_has_a_ladder_for_each_severity()
    {
        var ladders = (await lead.ReadAsync("/api/v1/ladders")).Json!["items"]!.AsArray();

        Assert.That(ladders.Select(ladder => (string?)ladder!["severity"]), Is.EqualTo(new[] { "critical", "high", "medium", "low" }));
        Assert.That(ladders[0]!["rungs"]!.AsArray().Select(rung => (string?)rung!["who"]), Is.EqualTo(new[]
        {
            "on-duty", "stand-in", "shift-lead", "unit-head", "leader",
        }));
        Assert.That((int)ladders[0]!["acknowledgementSeconds"]!, Is.EqualTo(3600));
    }

    [Test]
    public async Task A_ladder_is_set_as_a_whole_by_whoever_read_it_last()
    {
        var body = $$"""{"rungs":[{"who":"person:{{person}}","channels":["call"],"patienceSeconds":120}],"acknowledgementSeconds":600,"warningSeconds":300}""";
        Assert.That((await PutAsync("low", body, null)).Code, Is.EqualTo(428));
        Assert.That((await PutAsync("low", body, "\"2\"")).Code, Is.EqualTo(412));

        var changed = await PutAsync("low", body, "\"1\"");
        Assert.That((changed.Code, changed.Header("ETag")), Is.EqualTo((200, "\"2\"")));
        Assert.That((string?)changed.Json!["rungs"]![0]!["name"], Is.EqualTo("Người truc"));
        Assert.That((await PutAsync("low", body, "\"1\"")).Code, Is.EqualTo(412));
        await desk.RestartAsync();
        lead = desk.Client(await desk.KeyAsync(null, "read", person));
        Assert.That((int)(await lead.ReadAsync("/api/v1/ladders/low")).Json!["version"]!, Is.EqualTo(2), "a start overwrites nothing");
    }

    [Test]
    public async Task Every_fault_of_a_ladder_is_named_by_its_path()
    {
        var refused = await PutAsync("low", """
            {"rungs":[{"who":"cook","channels":["mail","mail"],"patienceSeconds":1},{"who":"leader","channels":["fax"],"patienceSeconds":60}],
             "acknowledgementSeconds":10,"warningSeconds":20}
            """, "\"1\"");

        Assert.That(refused.Faults, Is.EquivalentTo(new[]
        {
            "/rungs/0/who not-in-list", "/rungs/0/channels duplicate-field", "/rungs/0/patienceSeconds out-of-range", "/rungs/1/channels/0 not-in-list",
            "/acknowledgementSeconds out-of-range", "/warningSeconds out-of-range",
        }));
        var stranger = Guid.NewGuid();
        Assert.That(
            (await PutAsync("low", $$"""{"rungs":[{"who":"person:{{stranger}}","channels":["mail"],"patienceSeconds":60}],"acknowledgementSeconds":600,"warningSeconds":300}""", "\"1\"")).Faults,
            Is.EqualTo(new[] { "/rungs/0/who unknown-reference" }));
    }

    [Test]
    public async Task The_preview_says_whom_it_would_call_at_three_on_sunday()
    {
        await lead.PostAsync("/api/v1/duty", $$"""{"person":"{{person}}","post":"on-duty","from":"2026-11-22T00:00:00+07:00","to":"2026-11-22T07:00:00+07:00"}""");
        // There is no lead and no administrator behind the one on duty.
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE people SET role = 'responder' WHERE id = @person", new { person }), CancellationToken.None);

        var night = (await lead.ReadAsync("/api/v1/ladders/critical/preview?at=2026-11-22T03:00:00%2B07:00")).Json!;
        var first = night["steps"]![0]!;
        Assert.That((string?)first["calls"]![0]!["name"], Is.EqualTo("Người truc"));
        Assert.That(first["calls"]![0]!["channels"]!.AsArray().Select(word => (string?)word), Does.Contain("mail").And.Contain("call"));
        Assert.That((string?)first["at"], Is.EqualTo("2026-11-21T20:00:00.000Z"));
        var second = night["steps"]![1]!;
        Assert.That(((bool)second["fallback"]!, (string?)second["at"], second["calls"]!.AsArray().Count), Is.EqualTo((true, "2026-11-21T20:05:00.000Z", 0)));
        Assert.That((string?)second["textVi"], Does.EndWith("Cũng không còn ai khác liên lạc được."));
    }

    [Test]
    public async Task The_fallback_is_a_list_of_people_in_their_order()
    {
        var other = await DeskPeople.AddAsync(desk, "duphong", "lead");
        Assert.That((await lead.ReadAsync("/api/v1/ladders/fallback")).Header("ETag"), Is.EqualTo("\"1\""));
        var changed = await PutAsync("fallback", $$"""{"people":["{{other}}","{{person}}"]}""", "\"1\"");
        Assert.That(changed.Json!["people"]!.AsArray().Select(one => (string?)one!["name"]), Is.EqualTo(new[] { "Người duphong", "Người truc" }));
        Assert.That((await PutAsync("fallback", "{\"people\":[]}", "\"1\"")).Code, Is.EqualTo(412));
        Assert.That((await PutAsync("fallback", $$"""{"people":["{{Guid.NewGuid()}}"]}""", "\"2\"")).Faults, Is.EqualTo(new[] { "/people/0 unknown-reference" }));
    }

    [Test]
    public async Task A_ladder_that_is_none_is_unknown()
    {
        Assert.That((await lead.ReadAsync("/api/v1/ladders/dire")).Code, Is.EqualTo(404));
        Assert.That((await lead.ReadAsync("/api/v1/ladders/dire/preview")).Code, Is.EqualTo(404));
    }

    private async Task<Answer> PutAsync(string ladder, string body, string? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/ladders/{ladder}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (version is not null)
            request.Headers.Add("If-Match", version);
        return await Wire.SendAsync(lead, request);
    }
}
