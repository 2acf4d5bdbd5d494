using System.Text;
using IncidentDesk.Harness;
using IncidentDesk.Keys;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Tests.Duty;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Keys;

public sealed class KeyDoorsTests
{
    private ManualClock clock = null!;
    private Desk desk = null!;
    private HttpClient admin = null!;
    private Guid health, quan;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new ManualClock();
        desk = await Desk.StartAsync(clock);
        health = await desk.AgencyAsync("SO-YTE");
        quan = await DeskPeople.AddAsync(desk, "quan", "admin");
        admin = desk.Client(await desk.KeyAsync(null, string.Join(' ', Scopes.All), quan));
    }

    [TearDown]
    public async Task StopAsync()
    {
        admin.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task A_new_key_is_shown_once_opens_and_ends_after_a_year()
    {
        var added = await AddAsync("""{"name":"Máy quét","agency":"SO-YTE","scopes":["report"]}""");
        var secret = (string)added.Json!["secret"]!;
        Assert.That(added.Header("Cache-Control"), Is.EqualTo("no-store"));
        Assert.That(secret, Does.Match("^idk_[0-9a-f]{48}$"));
        Assert.That((string?)added.Json["key"]!["expiresAt"], Is.EqualTo("2027-11-20T09:45:00.000Z"));
        Assert.That((await desk.Client(secret).FileAsync(ExampleReport.Ordinary())).Code, Is.EqualTo(201));

        var shown = await admin.ReadTextAsync($"/api/v1/keys/{added.Json["key"]!["id"]}") + await admin.ReadTextAsync("/api/v1/keys");
        Assert.That(shown, Does.Contain("Máy quét").And.Not.Contain(secret).And.Not.Contain(KeyRing.HashOf(secret)));
    }

    [Test]
    public async Task A_key_of_the_desk_is_asked_for_outright()
    {
        Assert.That((await AddAsync("""{"name":"x","scopes":["read"]}""")).Faults, Is.EqualTo(new[] { "/agency required" }));
        Assert.That((await AddAsync("""{"name":"x","desk":true,"agency":"SO-YTE","scopes":["read"]}""")).Faults, Is.EqualTo(new[] { "/agency out-of-range" }));
        var ofDesk = await AddAsync("""{"name":"x","desk":true,"scopes":["read"]}""");
        Assert.That((ofDesk.Code, (string?)ofDesk.Json!["key"]!["agency"]), Is.EqualTo((201, (string?)null)));
    }

    [Test]
    public async Task Everything_wrong_with_a_key_is_said_at_once()
    {
        var refused = await AddAsync("""{"name":" ","agency":"SO-YTE","scopes":["fly"],"expiresAt":"2026-11-20T09:44:00Z"}""");
        Assert.That(refused.Faults, Is.EquivalentTo(new[] { "/name too-short", "/scopes/0 not-in-list", "/expiresAt out-of-range" }));
        Assert.That((await AddAsync("""{"name":"x","agency":"KHONG-CO","scopes":["report"]}""")).Faults, Is.EqualTo(new[] { "/agency unknown-reference" }));
    }

    [TestCase("2028-11-20T09:45:00Z", null)]
    [TestCase("2028-11-20T09:46:00Z", "/expiresAt out-of-range")]
    [TestCase("2099-01-01T00:00:00Z", "/expiresAt out-of-range")]
    public async Task A_key_lives_two_years_at_most_and_the_refusal_says_so(string end, string? fault)
    {
        var added = await AddAsync($$"""{"name":"x","agency":"SO-YTE","scopes":["report"],"expiresAt":"{{end}}"}""");
        var (id, _) = await KeyAsync();
        var turned = await ChangeAsync(HttpMethod.Post, $"/api/v1/keys/{id}/rotation", $$"""{"overlapHours":1,"expiresAt":"{{end}}"}""", "*");
        foreach (var answer in new[] { added, turned })
        {
            Assert.That(answer.Faults, Is.EqualTo(fault is null ? [] : new[] { fault }));
            if (fault is not null)
                Assert.That(((string)answer.Json!["errors"]![0]!["message"]!, (string)answer.Json["errors"]![0]!["messageVi"]!), Is.EqualTo((
                    "A key lives 2 years at most: name an earlier end, and turn the key before it comes.",
                    "Khóa có hạn tối đa 2 năm: hãy chọn ngày hết hạn sớm hơn và xoay khóa trước ngày đó.")));
        }
    }

    [Test]
    public async Task A_key_of_an_agency_never_does_what_only_the_desk_does()
    {
        var refused = await AddAsync("""{"name":"x","agency":"SO-YTE","scopes":["report","admin","approve","work","metrics"]}""");
        Assert.That(refused.Faults, Is.EqualTo(new[] { "/scopes/1 out-of-range", "/scopes/3 out-of-range" }));
        Assert.That((string)refused.Json!["errors"]![0]!["message"]!, Does.StartWith("A key of an agency never has the scopes work, admin"));
        Assert.That((await AddAsync("""{"name":"x","desk":true,"scopes":["report","admin","work"],"person":"quan"}""")).Code, Is.EqualTo(201));
        using var machine = desk.Services.CreateScope();
        Assert.That(
            () => machine.ServiceProvider.GetRequiredService<ISender>().Send(new AddKey.Command("x", "SO-YTE", ["admin"], null, null)), Throws.InstanceOf<RefusedException>(),
            "nor does one that is added at the machine");
    }

    [Test]
    public async Task Nobody_gives_a_key_more_than_they_may_do_themselves()
    {
        using var onlyAdmin = desk.Client(await desk.KeyAsync(null, "admin"));
        var refused = await onlyAdmin.PostAsync("/api/v1/keys", """{"name":"x","agency":"SO-YTE","scopes":["metrics","report"]}""");
        Assert.That(refused.Faults, Is.EqualTo(new[] { "/scopes/1 out-of-range" }), "what only machines do may be given");
        using var worker = desk.Client(await desk.KeyAsync(null, "report read work approve"));
        using var ofAgency = desk.Client(await desk.KeyAsync(health, "report admin"));
        foreach (var client in new[] { worker, ofAgency })
            Assert.That((await client.PostAsync("/api/v1/keys", """{"name":"x","agency":"SO-YTE","scopes":["report"]}""")).Code, Is.EqualTo(403));
    }

    [Test]
    public async Task Nobody_makes_a_key_that_decides_in_the_name_of_somebody_else()
    {
        await DeskPeople.AddAsync(desk, "hoa", "responder");
        Assert.That(
            (await AddAsync("""{"name":"x","desk":true,"scopes":["work"],"person":"hoa"}""")).Faults, Is.EqualTo(new[] { "/person out-of-range" }));
        Assert.That(
            (await AddAsync("""{"name":"x","desk":true,"scopes":["read","approve"],"person":"hoa"}""")).Faults,
            Is.EqualTo(new[] { "/person out-of-range", "/scopes/1 out-of-range" }), "a responder approves nothing, by no key");
        Assert.That(
            (await AddAsync("""{"name":"x","agency":"SO-YTE","scopes":["report"],"person":"hoa"}""")).Faults, Is.EqualTo(new[] { "/person unknown-reference" }));
        Assert.That((await AddAsync("""{"name":"x","desk":true,"scopes":["read"],"person":"hoa"}""")).Code, Is.EqualTo(201));
        Assert.That((await AddAsync("""{"name":"x","desk":true,"scopes":["work","approve"],"person":"quan"}""")).Code, Is.EqualTo(201));
    }

    [Test]
    public async Task Whose_role_became_smaller_does_no_more_by_a_key_than_by_themselves_and_it_is_not_turned()
    {
        var hoa = await DeskPeople.AddAsync(desk, "hoa", "lead");
        using var key = desk.Client(await desk.KeyAsync(null, "read work metrics", hoa));
        Assert.That((await AcknowledgeAsync(key)).Code, Is.EqualTo(404), "there is no such incident, but they may");

        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE people SET role = 'auditor' WHERE id = @hoa", new { hoa }), CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.That((await AcknowledgeAsync(key)).Code, Is.EqualTo(403));
        Assert.That((await key.ReadAsync("/api/v1/incidents")).Code, Is.EqualTo(200), "what the role still may");
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE keys SET scopes = 'report read' WHERE person_id = @hoa", new { hoa }), CancellationToken.None);
        var id = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM keys WHERE person_id = @hoa", new { hoa }), CancellationToken.None);
        Assert.That((await ChangeAsync(HttpMethod.Post, $"/api/v1/keys/{id}/rotation", """{"overlapHours":1}""", "*")).Faults, Is.EqualTo(new[] { " out-of-range" }));

        Task<Answer> AcknowledgeAsync(HttpClient who) => ChangeAsync(HttpMethod.Put, "/api/v1/incidents/INC-2026-999999/acknowledgement", "{}", "*", who);
    }

    [Test]
    public async Task A_key_that_is_added_at_the_machine_acts_in_the_name_of_somebody_of_its_own_side_and_within_their_role()
    {
        await DeskPeople.AddAsync(desk, "truc1", "responder");
        await desk.PersonAsync("an", "reporter", "SO-YTE");
        using var machine = desk.Services.CreateScope();
        var sender = machine.ServiceProvider.GetRequiredService<ISender>();

        Assert.That(await sender.Send(new AddKey.Command("x", null, ["report"], "an", null)), Is.InstanceOf<AddKey.Outcome.PersonElsewhere>());
        Assert.That(await sender.Send(new AddKey.Command("x", "SO-YTE", ["report"], "truc1", null)), Is.InstanceOf<AddKey.Outcome.PersonElsewhere>());
        var refused = (AddKey.Outcome.BeyondRole)await sender.Send(new AddKey.Command("x", null, ["read", "work", "approve"], "truc1", null));
        Assert.That((refused.Role, string.Join(' ', refused.Scopes)), Is.EqualTo(("responder", "approve")));
        Assert.That(await sender.Send(new AddKey.Command("x", null, ["read", "work", "signal"], "truc1", null)), Is.InstanceOf<AddKey.Outcome.Added>());
    }

    [Test]
    public async Task After_a_rotation_both_secrets_open_until_the_overlap_is_over()
    {
        var (id, old) = await KeyAsync();
        var rotated = await ChangeAsync(HttpMethod.Post, $"/api/v1/keys/{id}/rotation", """{"overlapHours":48}""", "\"1\"");
        var fresh = (string)rotated.Json!["secret"]!;
        Assert.That((string?)rotated.Json["key"]!["oldSecretUntil"], Is.EqualTo("2026-11-22T09:45:00.000Z"));
        clock.Advance(TimeSpan.FromHours(47));
        Assert.That((await OpensAsync(old), await OpensAsync(fresh)), Is.EqualTo((true, true)));
        clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(3));
        Assert.That((await OpensAsync(old), await OpensAsync(fresh)), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Nobody_turns_a_key_into_their_hands_that_may_do_more_than_they_may()
    {
        var (id, secret) = await KeyAsync();
        using var onlyAdmin = desk.Client(await desk.KeyAsync(null, "admin"));
        var strong = await ChangeAsync(HttpMethod.Post, $"/api/v1/keys/{id}/rotation", """{"overlapHours":1}""", "*", onlyAdmin);
        Assert.That(strong.Faults, Is.EqualTo(new[] { " out-of-range" }));

        await desk.KeyAsync(null, "read approve", await DeskPeople.AddAsync(desk, "hoa", "lead"));
        var foreign = await desk.Database.ReadAsync(
            reading => reading.SingleAsync<Guid>("SELECT id FROM keys WHERE scopes = 'read approve'"), CancellationToken.None);
        Assert.That(
            (await ChangeAsync(HttpMethod.Post, $"/api/v1/keys/{foreign}/rotation", """{"overlapHours":1}""", "*")).Faults, Is.EqualTo(new[] { " out-of-range" }));
        Assert.That(await OpensAsync(secret), Is.True, "what was refused has changed nothing");
    }

    [Test]
    public async Task A_second_rotation_ends_what_was_left_of_the_first()
    {
        var (id, first) = await KeyAsync();
        var second = (string)(await ChangeAsync(HttpMethod.Post, $"/api/v1/keys/{id}/rotation", """{"overlapHours":720}""", "*")).Json!["secret"]!;
        var third = (string)(await ChangeAsync(HttpMethod.Post, $"/api/v1/keys/{id}/rotation", """{"overlapHours":720}""", "*")).Json!["secret"]!;
        Assert.That((await OpensAsync(first), await OpensAsync(second), await OpensAsync(third)), Is.EqualTo((false, true, true)));
        var last = await ChangeAsync(HttpMethod.Post, $"/api/v1/keys/{id}/rotation", """{"overlapHours":0}""", "*");
        Assert.That((await OpensAsync(third), await OpensAsync((string)last.Json!["secret"]!)), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task An_overlap_is_at_most_thirty_days_and_the_version_is_asked_for()
    {
        var (id, _) = await KeyAsync();
        var address = $"/api/v1/keys/{id}/rotation";
        Assert.That((await ChangeAsync(HttpMethod.Post, address, """{"overlapHours":721}""", "*")).Faults, Is.EqualTo(new[] { "/overlapHours out-of-range" }));
        Assert.That((await ChangeAsync(HttpMethod.Post, address, "{}", "*")).Faults, Is.EqualTo(new[] { "/overlapHours required" }));
        Assert.That((await ChangeAsync(HttpMethod.Post, address, """{"overlapHours":1}""", null)).Code, Is.EqualTo(428));
        Assert.That((await ChangeAsync(HttpMethod.Post, address, """{"overlapHours":1}""", "\"7\"")).Code, Is.EqualTo(412));
    }

    [Test]
    public async Task A_revoked_key_opens_nothing_by_neither_secret_and_cannot_be_turned()
    {
        var (id, old) = await KeyAsync();
        var fresh = (string)(await ChangeAsync(HttpMethod.Post, $"/api/v1/keys/{id}/rotation", """{"overlapHours":48}""", "*")).Json!["secret"]!;
        Assert.That((await OpensAsync(old), await OpensAsync(fresh)), Is.EqualTo((true, true)));
        Assert.That((await ChangeAsync(HttpMethod.Put, $"/api/v1/keys/{id}/revocation", "{}", "*")).Faults, Is.EqualTo(new[] { "/reason required" }));
        Assert.That((await ChangeAsync(HttpMethod.Put, $"/api/v1/keys/{id}/revocation", """{"reason":"Lộ khóa"}""", "\"1\"")).Code, Is.EqualTo(412));

        var revoked = await ChangeAsync(HttpMethod.Put, $"/api/v1/keys/{id}/revocation", """{"reason":"Lộ khóa"}""", "\"2\"");
        Assert.That(((string?)revoked.Json!["state"], (string?)revoked.Json["revokedReason"]), Is.EqualTo(("revoked", "Lộ khóa")));
        Assert.That((await OpensAsync(old), await OpensAsync(fresh)), Is.EqualTo((false, false)));
        var again = await ChangeAsync(HttpMethod.Put, $"/api/v1/keys/{id}/revocation", """{"reason":"khác"}""", "*");
        Assert.That((again.Code, (string?)again.Json!["revokedReason"]), Is.EqualTo((200, "Lộ khóa")));
        Assert.That((await ChangeAsync(HttpMethod.Post, $"/api/v1/keys/{id}/rotation", """{"overlapHours":1}""", "*")).Code, Is.EqualTo(409));
    }

    [Test]
    public async Task A_key_whose_person_or_agency_has_ended_or_whose_time_is_over_is_dead()
    {
        var ofPerson = await desk.KeyAsync(null, "read", await DeskPeople.AddAsync(desk, "hoa", "responder"));
        var (_, ofAgency) = await KeyAsync();
        var shortLived = (string)(await AddAsync("""{"name":"x","desk":true,"scopes":["read"],"expiresAt":"2026-11-20T10:45:00Z"}""")).Json!["secret"]!;
        Assert.That((await OpensAsync(ofPerson), await OpensAsync(ofAgency), await OpensAsync(shortLived)), Is.EqualTo((true, true, true)));

        await desk.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync("UPDATE people SET disabled_at = @now WHERE user_name = 'hoa'", new { now = clock.GetUtcNow() });
            await transaction.ExecuteAsync("UPDATE agencies SET valid_to = @now WHERE code = 'SO-YTE'", new { now = clock.GetUtcNow() });
        }, CancellationToken.None);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.That((await OpensAsync(ofPerson), await OpensAsync(ofAgency), await OpensAsync(shortLived)), Is.EqualTo((false, false, false)));
        var states = (await admin.ReadAsync("/api/v1/keys")).Json!["items"]!.AsArray().Select(key => (string?)key!["state"]);
        Assert.That(states, Is.EquivalentTo(new[] { "expired", "owner-ended", "owner-ended", "live" }));
    }

    [Test]
    public async Task What_is_done_to_a_key_is_in_the_audit_without_its_secret()
    {
        var (id, secret) = await KeyAsync();
        await ChangeAsync(HttpMethod.Post, $"/api/v1/keys/{id}/rotation", """{"overlapHours":1}""", "*");
        await ChangeAsync(HttpMethod.Put, $"/api/v1/keys/{id}/revocation", """{"reason":"x"}""", "*");
        var actions = await desk.Database.ReadAsync(
            reading => reading.QueryAsync<string>("SELECT action FROM audit WHERE subject = @id ORDER BY id", new { id = id.ToString("D") }), CancellationToken.None);
        Assert.That(actions, Is.EquivalentTo(new[] { "key.add", "key.rotate", "key.revoke" }));
        var rows = await desk.Database.ReadAsync(
            reading => reading.QueryAsync<string>("SELECT actor || ' ' || subject || ' ' || outcome FROM audit"), CancellationToken.None);
        Assert.That(rows, Has.None.Contains(secret).And.None.Contains("Máy"));
    }

    [Test]
    public async Task A_list_of_keys_goes_on_where_the_page_ended()
    {
        foreach (var name in new[] { "a", "b", "c" })
        {
            await AddAsync($$"""{"name":"{{name}}","agency":"SO-YTE","scopes":["report"]}""");
            clock.Advance(TimeSpan.FromSeconds(1));
        }
        var first = await admin.ReadAsync("/api/v1/keys?limit=2&agency=SO-YTE");
        var second = await admin.ReadAsync($"/api/v1/keys?limit=2&agency=SO-YTE&cursor={first.Json!["nextCursor"]}");
        Assert.That(Names(first).Concat(Names(second)), Is.EqualTo(new[] { "c", "b", "a" }));
        Assert.That(second.Json!["nextCursor"], Is.Null);
    }

    private static IEnumerable<string?> Names(Answer answer) => answer.Json!["items"]!.AsArray().Select(key => (string?)key!["name"]);

    private Task<Answer> AddAsync(string body) => admin.PostAsync("/api/v1/keys", body);

    private async Task<(Guid Id, string Secret)> KeyAsync()
    {
        var added = await AddAsync("""{"name":"Máy","agency":"SO-YTE","scopes":["report"]}""");
        return ((Guid)added.Json!["key"]!["id"]!, (string)added.Json["secret"]!);
    }

    private Task<Answer> ChangeAsync(HttpMethod method, string address, string body, string? version, HttpClient? by = null)
    {
        var request = new HttpRequestMessage(method, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", version);
        return Wire.SendAsync(by ?? admin, request);
    }

    private async Task<bool> OpensAsync(string secret) => (await desk.Client(secret).ReadAsync("/api/v1/incidents")).Code == 200;
}
