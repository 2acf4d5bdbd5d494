using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentDesk.Audit;
using IncidentDesk.Centres;
using IncidentDesk.Delivery;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery.Calls;

/// <summary>The doors by which people say what they did: calls, papers, confirmations, and once more.</summary>
public sealed class CallDoorsTests
{
    private Desk desk = null!;
    private HttpClient hoa = null!, binh = null!, machine = null!, agency = null!;
    private string incident = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        hoa = desk.Client(await desk.KeyAsync(null, "report read work", await PersonAsync("hoa", "Nguyễn Thị Hoa")));
        binh = desk.Client(await desk.KeyAsync(null, "report read work", await PersonAsync("binh", "Trần Văn Bình")));
        machine = desk.Client(await desk.KeyAsync(null, "report read work"));
        agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        await ContactAsync("call", "+842400000041");
        await ContactAsync("by-hand", "Văn thư");
        var body = ExampleReport.Body();
        body["need"] = "none";
        body["flags"] = null;
        body["impact"] = null;
        body["personalData"] = null;
        incident = (string)(await agency.FileAsync(body)).Json!["id"]!;
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_call_is_taken_by_one_made_and_recorded_and_a_named_word_is_the_confirmation()
    {
        var call = await OpenCallAsync("1");
        var held = await PutAsync(hoa, call, "hold", "{}");
        Assert.That((held.Code, (string?)held.Json!["heldBy"], (string?)held.Json["state"]), Is.EqualTo((200, "Nguyễn Thị Hoa", "claimed")));
        var second = await PutAsync(binh, call, "hold", "{}");
        Assert.That((second.Code, (string?)second.Json!["code"], (string?)second.Json["by"]), Is.EqualTo((409, "not-in-this-status", "Nguyễn Thị Hoa")));

        var said = Outcome("answered", "số tiếp nhận 88/TB", "Lê Văn Cường");
        var done = await PutAsync(hoa, call, "call-outcome", said);
        Assert.That((done.Code, (string?)done.Json!["state"]), Is.EqualTo((200, "acknowledged")));
        Assert.That(Life(done), Is.EqualTo("queued claimed accepted delivered acknowledged"));
        Assert.That((string?)done.Json["calls"]![0]!["calledBy"], Is.EqualTo("Nguyễn Thị Hoa"));
        Assert.That((string?)done.Json["attempts"]![0]!["reply"], Is.EqualTo("answered (Lê Văn Cường): số tiếp nhận 88/TB"));
        Assert.That((string?)done.Json["attempts"]![0]!["hash"], Is.EqualTo((string?)done.Json["contentHash"]).And.Length.EqualTo(64));

        var again = await PutAsync(hoa, call, "call-outcome", said);
        Assert.That((again.Code, again.Json!["calls"]!.AsArray().Count), Is.EqualTo((200, 1)), "an answer that was lost is asked for again");
        Assert.That((await PutAsync(hoa, call, "call-outcome", Outcome("busy", "x"))).Code, Is.EqualTo(409));
        Assert.That(await TimelineAsync(), Has.Some.EqualTo("Đã gọi VNCERT/CC thử và nói chuyện với Lê Văn Cường: số tiếp nhận 88/TB"));
    }

    [TestCase("answered", "queued claimed accepted delivered")]
    [TestCase("message-left", "queued claimed accepted")]
    [TestCase("no-answer", "queued claimed retry-wait")]
    [TestCase("busy", "queued claimed retry-wait")]
    [TestCase("wrong-number", "queued claimed failed")]
    [TestCase("refused", "queued claimed failed")]
    public async Task What_came_of_a_call_is_what_the_row_says(string outcome, string life)
    {
        var call = await OpenCallAsync($"of-{outcome}");
        var done = await PutAsync(hoa, call, "call-outcome", Outcome(outcome, "gọi lúc 18:05"));

        Assert.That((done.Code, Life(done)), Is.EqualTo((200, life)));
        var again = (string?)done.Json!["nextAttemptAt"];
        Assert.That(again is not null, Is.EqualTo(outcome is "no-answer" or "busy"), "the line is tried again, by a person");
        var alarms = (await hoa.ReadAsync("/api/v1/alarms?open=true")).Json!["items"]!.AsArray();
        Assert.That(
            alarms.Any(alarm => (string?)alarm!["kind"] == "retries-used-up" && (string?)alarm["subject"] == call),
            Is.EqualTo(outcome is "wrong-number" or "refused"));
    }

    [Test]
    public async Task Only_a_person_says_that_a_call_was_made_and_only_the_desk()
    {
        var call = await OpenCallAsync("who");
        foreach (var (door, body) in new[] { ("call-outcome", Outcome("answered", "x")), ("hold", "{}"), ("acknowledgement", Confirmed()) })
        {
            var answer = await PutAsync(machine, call, door, body);
            Assert.That((answer.Code, (string?)answer.Json!["code"]), Is.EqualTo((403, "needs-a-person")), door);
            Assert.That((await PutAsync(agency, call, door, body)).Code, Is.EqualTo(403), door);
            Assert.That((await PutAsync(hoa, "019a0000-0000-7000-8000-000000000000", door, body)).Code, Is.EqualTo(404), door);
        }
        Assert.That((string?)(await hoa.ReadAsync($"/api/v1/deliveries/{call}")).Json!["state"], Is.EqualTo("queued"));
    }

    [TestCase("""{"outcome":"fine","at":"2026-01-01T00:00:00Z","note":"x"}""", "/outcome not-in-list")]
    [TestCase("""{"outcome":"busy","at":"2126-01-01T00:00:00Z","note":"x"}""", "/at in-the-future")]
    [TestCase("""{"outcome":"busy","at":"2026-01-01T00:00:00Z"}""", "/note required")]
    [TestCase("""{"outcome":"busy","at":"2026-01-01T00:00:00Z","note":" "}""", "/note too-short")]
    [TestCase("""{"outcome":"busy","at":"2026-01-01T00:00:00Z","note":"x","mood":"good"}""", "/mood unknown-field")]
    public async Task A_record_that_says_too_little_is_refused(string body, string fault)
    {
        var call = await OpenCallAsync($"bad-{fault}");
        Assert.That((await PutAsync(hoa, call, "call-outcome", body)).Faults, Is.EqualTo(new[] { fault }));
    }

    [Test]
    public async Task A_call_that_was_not_made_is_laid_back_and_is_anybodys_again()
    {
        var call = await OpenCallAsync("back");
        await PutAsync(hoa, call, "hold", "{}");
        Assert.That((await DeleteHoldAsync(binh, call)).Code, Is.EqualTo(409), "it is not his");
        Assert.That((await DeleteHoldAsync(hoa, call)).Code, Is.EqualTo(200));
        Assert.That(async () => (await PutAsync(binh, call, "hold", "{}")).Code, Is.EqualTo(200).After(5000, 100));
    }

    [Test]
    public async Task A_paper_is_handed_over_only_with_its_receipt()
    {
        var paper = await PlanAsync("by-hand", "paper");
        var without = await PutAsync(hoa, paper, "acknowledgement", Confirmed());
        Assert.That((without.Code, without.Faults), Is.EqualTo((400, new[] { "/proof required" })));

        var done = await PutAsync(hoa, paper, "acknowledgement", Confirmed("""{"number":"88/BN","date":"2026-11-20T03:00:00Z","how":"văn thư"}"""));
        Assert.That((done.Code, Life(done)), Is.EqualTo((200, "queued claimed accepted acknowledged")));
        Assert.That((string?)done.Json!["attempts"]![0]!["reply"], Is.EqualTo("Văn thư cục: 88/BN, văn thư"));
        var twice = await PutAsync(hoa, paper, "acknowledgement", Confirmed("""{"number":"88/BN","date":"2026-11-20T03:00:00Z","how":"văn thư"}"""));
        Assert.That((twice.Code, (string?)twice.Json!["code"]), Is.EqualTo((409, "already-acknowledged")));
    }

    [Test]
    public async Task What_was_only_simulated_is_never_confirmed_and_goes_again_only_when_a_person_says_so()
    {
        await ContactAsync("mail", "truc@vncert.example");
        var mail = await PlanAsync("mail", "mail");
        Assert.That(async () => (string?)(await hoa.ReadAsync($"/api/v1/deliveries/{mail}")).Json!["state"], Is.EqualTo("simulated").After(10_000, 50));
        Assert.That((await PutAsync(hoa, mail, "acknowledgement", Confirmed())).Code, Is.EqualTo(409));

        Assert.That((await hoa.PostAsync($"/api/v1/deliveries/{mail}/retry", """{"reason":""}""")).Faults, Is.EqualTo(new[] { "/reason too-short" }));
        Assert.That((await agency.PostAsync($"/api/v1/deliveries/{mail}/retry", """{"reason":"x"}""")).Code, Is.EqualTo(403));
        var again = await machine.PostAsync($"/api/v1/deliveries/{mail}/retry", """{"reason":"thử lại"}""");
        Assert.That((again.Code, (string?)again.Json!["state"]), Is.EqualTo((200, "queued")));
        Assert.That(async () => Life(await hoa.ReadAsync($"/api/v1/deliveries/{mail}")),
            Is.EqualTo("queued claimed simulated queued claimed simulated").After(10_000, 50));
    }

    [Test]
    public async Task What_is_under_way_or_done_cannot_be_sent_once_more()
    {
        var call = await OpenCallAsync("done");
        Assert.That((await hoa.PostAsync($"/api/v1/deliveries/{call}/retry", """{"reason":"x"}""")).Code, Is.EqualTo(409));
        await PutAsync(hoa, call, "call-outcome", Outcome("message-left", "máy trả lời"));
        var done = await hoa.PostAsync($"/api/v1/deliveries/{call}/retry", """{"reason":"x"}""");
        Assert.That((done.Code, (string?)done.Json!["code"]), Is.EqualTo((409, "not-in-this-status")));
    }

    [Test]
    public async Task What_has_not_left_is_taken_back_by_a_person_with_a_reason_and_nothing_else_is()
    {
        var call = await OpenCallAsync("back-again");
        Assert.That((await PutAsync(hoa, call, "cancellation", """{"reason":" "}""")).Faults, Is.EqualTo(new[] { "/reason too-short" }));
        var byMachine = await PutAsync(machine, call, "cancellation", """{"reason":"x"}""");
        Assert.That((byMachine.Code, (string?)byMachine.Json!["code"]), Is.EqualTo((403, "needs-a-person")));
        Assert.That((await PutAsync(agency, call, "cancellation", """{"reason":"x"}""")).Code, Is.EqualTo(403));
        Assert.That((await PutAsync(hoa, "019a0000-0000-7000-8000-000000000000", "cancellation", """{"reason":"x"}""")).Code, Is.EqualTo(404));

        var done = await PutAsync(hoa, call, "cancellation", """{"reason":"Đã báo trực tiếp tại cuộc họp."}""");
        Assert.That((done.Code, Life(done)), Is.EqualTo((200, "queued cancelled")));
        Assert.That((string?)done.Json!["history"]![1]!["note"], Is.EqualTo("Đã báo trực tiếp tại cuộc họp."));
        Assert.That(await TimelineAsync(), Has.Some.EqualTo("Người trực hủy tin gửi tới VNCERT/CC thử: Đã báo trực tiếp tại cuộc họp."));
        var again = await PutAsync(hoa, call, "cancellation", """{"reason":"x"}""");
        Assert.That((again.Code, (string?)again.Json!["code"]), Is.EqualTo((409, "not-in-this-status")));
    }

    [Test]
    public async Task More_calls_than_one_page_holds_are_on_the_next()
    {
        for (var n = 0; n < 51; n++)
            await PlanAsync("call", $"many-{n}");
        await Waiting.ForAsync(async () => await CountAsync("next_attempt_at IS NULL AND content IS NOT NULL") >= 51);
        var first = await hoa.GetStringAsync("/calls");
        var more = Regex.Match(first, "/calls\\?after=[0-9a-f-]{36}");
        Assert.That((Regex.Count(first, "class=\"panel\""), more.Success), Is.EqualTo((50, true)));
        var second = await hoa.GetStringAsync(more.Value);
        Assert.That(Regex.Count(second, "class=\"panel\""), Is.GreaterThan(0));
        Assert.That(second, Does.Not.Contain(Regex.Match(first, "id=\"call-[0-9a-f-]{36}").Value));
    }

    [Test]
    public async Task A_message_is_shown_to_its_agency_and_to_no_other()
    {
        var call = await OpenCallAsync("seen");
        var other = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-GDDT")));

        Assert.That((string?)(await agency.ReadAsync($"/api/v1/deliveries/{call}")).Json!["id"], Is.EqualTo(call));
        Assert.That((await other.ReadAsync($"/api/v1/deliveries/{call}")).Code, Is.EqualTo(404));
    }

    [Test]
    public async Task Who_reads_what_a_call_or_a_paper_says_has_opened_it()
    {
        var call = await OpenCallAsync("read");
        for (var again = 0; again < 3; again++)
            await agency.ReadAsync($"/api/v1/deliveries/{call}");
        await desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None);

        Assert.That(await desk.Database.ReadAsync(reading => reading.SingleAsync<long>(
            """
            SELECT count(*) FROM audit JOIN keys ON audit.actor = 'key:' || keys.id
            WHERE audit.action = 'delivery.open' AND audit.subject = @call AND keys.agency_id IS NOT NULL
            """, new { call }), CancellationToken.None), Is.EqualTo(1));
    }

    private Task<long> CountAsync(string condition) => desk.Database.ReadAsync(reading => reading.SingleAsync<long>(
        $"SELECT count(*) FROM deliveries WHERE channel = 'call' AND state = 'queued' AND {condition}"), CancellationToken.None);

    private async Task<string> OpenCallAsync(string cause)
    {
        var call = await PlanAsync("call", cause);
        Assert.That(
            async () => (await hoa.ReadAsync($"/api/v1/deliveries/{call}")).Json is { } shown && shown["script"] is not null
                && shown["nextAttemptAt"] is null, Is.True.After(10_000, 50), "the task is opened");
        return call;
    }

    private async Task<string> PlanAsync(string channel, string cause)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Ids.Next(now);
        await desk.Database.WriteAsync(async transaction => await desk.Services.GetRequiredService<Deliveries>().PlanAsync(transaction, new(
            id, Guid.Parse(incident), "forward", cause, channel,
            Addressee.Of("vncert", "national-coordinator", "VNCERT/CC thử", await CentreContacts.UsableAsync(transaction, "vncert", channel, now)),
            true, now, null)), CancellationToken.None);
        return id.ToString("D");
    }

    private Task ContactAsync(string channel, string value)
    {
        var at = TimeProvider.System.GetUtcNow().AddDays(-1);
        return desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO centre_contacts (id, centre_id, channel, value, purpose, source, sureness, verified_on, valid_from)
            VALUES (@id, 'vncert', @channel, @value, 'incident-response', 'test', 'verified', @at, @at)
            """,
            new { id = Ids.Next(at), channel, value, at }), CancellationToken.None);
    }

    private async Task<Guid> PersonAsync(string user, string name)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Ids.Next(now);
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO people (id, user_name, name, role, password_hash, failed_attempts, created_at)
            VALUES (@id, @user, @name, 'responder', 'none', 0, @now)
            """,
            new { id, user, name, now }), CancellationToken.None);
        return id;
    }

    private async Task<IReadOnlyList<string?>> TimelineAsync() =>
        [.. (await hoa.ReadAsync($"/api/v1/incidents/{incident}/timeline?limit=200")).Json!["items"]!.AsArray().Select(line => (string?)line!["textVi"])];

    private static string Life(Answer answer) => string.Join(' ', answer.Json!["history"]!.AsArray().Select(move => (string?)move!["to"]));

    private static string Outcome(string outcome, string note, string? spokeWith = null) => JsonSerializer.Serialize(
        new { outcome, note, spokeWith, at = "2026-11-20T11:05:00+07:00" });

    private static string Confirmed(string proof = "null") =>
        $$"""{"at":"2026-11-20T03:10:00Z","by":"Văn thư cục","note":null,"proof":{{proof}}}""";

    private static Task<Answer> PutAsync(HttpClient client, string delivery, string door, string body) => Wire.SendAsync(
        client, new(HttpMethod.Put, $"/api/v1/deliveries/{delivery}/{door}") { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    private static Task<Answer> DeleteHoldAsync(HttpClient client, string delivery) =>
        Wire.SendAsync(client, new(HttpMethod.Delete, $"/api/v1/deliveries/{delivery}/hold"));
}
