using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using IncidentDesk.Tests.Delivery;
using IncidentDesk.Tests.Duty;
using IncidentDesk.Tests.Evidence;
using IncidentDesk.Tests.Shell;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Conformance;

/// <summary>Who audits, and a key of the desk that can do nothing but read, go through the doors that show what was written: ids and sums, and nobody's contact.</summary>
public sealed class WithheldContactsTests
{
    // Plain letters and figures: no encoding of JSON, of a page or of a mail hides them.
    private const string Sender = "ba.binh@vncert.example", Subject = "so-rieng-cua-ba-binh", Words = "goi-lai-cho-ba-binh", Holder = "giu-boi-ba-binh",
        Reason = "giao-cho-ong-cuong", Phone = "842400000077", Speaker = "ong-dung-nghe-may", Said = "ong-dung-hen-goi-lai",
        Reporter = "ba-chi-bao-cao", ReporterMail = "ba.chi@soyte.example";

    private static readonly string[] Planted = [Sender, Subject, Words, Holder, Reason, Phone, Speaker, Said, Reporter, ReporterMail];

    private Desk desk = null!;
    private HttpClient worker = null!, reader = null!;
    private Visitor auditor = null!;
    private string number = null!, mail = null!, approval = null!, custody = null!;
    private Guid call, letter, talk;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        await desk.VerifiedContactAsync("vncert", "truc@vncert.example");
        var agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        (worker, reader) = (desk.Client(await desk.KeyAsync(null, "read work")), desk.Client(await desk.KeyAsync(null, "read")));
        auditor = await Visitor.SignedInAsync(desk, "kiem", "auditor");
        var body = ExampleReport.Ordinary();
        body["need"] = "response";
        number = (string)(await agency.FileAsync(body)).Json!["number"]!;
        custody = (string)(await agency.UploadAsync(number, "nội dung")).Json!["custody"]!;
        Assert.That((await agency.PostAsync(custody, $$"""{"act":"handed-over","holder":"{{Holder}}","reason":"{{Reason}}"}""")).Code, Is.LessThan(300));
        await PlantAsync();
        approval = await WaitingAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        auditor.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task Nothing_that_they_open_names_a_person_or_how_to_reach_one()
    {
        string[] doors =
        [
            "/api/v1/inbound", "/api/v1/approvals?limit=200", $"/api/v1/approvals/{approval}", custody, $"/api/v1/deliveries/{call}", $"/api/v1/deliveries/{letter}",
            $"/api/v1/deliveries/{talk}", "/api/v1/deliveries?limit=200", $"/api/v1/incidents/{number}/timeline?limit=200", "/api/v1/sharing-records?limit=200", "/api/v1/sharing-records/export",
            "/api/v1/alarms?limit=200", "/api/v1/channels", $"/api/v1/incidents/{number}/dossier",
        ];
        var worked = new StringBuilder();
        foreach (var door in doors)
        {
            worked.Append(await TextAsync(worker.SendAsync, door));
            foreach (var text in new[] { await TextAsync(reader.SendAsync, door), await TextAsync(request => auditor.SendAsync(request), door) })
                foreach (var word in Planted)
                    Assert.That(text, Does.Not.Contain(word), door);
        }
        foreach (var word in Planted)
            Assert.That(worked.ToString(), Does.Contain(word), "whoever works on it sees it");
    }

    [Test]
    public async Task An_alarm_says_to_them_that_somebody_was_not_reached_and_not_who()
    {
        var (worked, read) = (await AlarmAsync(worker), await AlarmAsync(reader));

        Assert.That((string?)worked["text"], Does.StartWith($"{number}: {Reporter} was not reached by mail"));
        Assert.That((string?)worked["note"], Is.EqualTo(Said));
        Assert.That((string?)read["text"], Is.EqualTo(((string?)worked["text"])!.Replace(Reporter, "…", StringComparison.Ordinal)));
        Assert.That(((string?)read["subject"], read["note"], (string?)read["acknowledgedBy"]), Is.EqualTo(((string?)worked["subject"], (object?)null, (string?)worked["acknowledgedBy"])));
        foreach (var page in new[] { "/alarms", "/board", $"/incidents/{number}", "/sharing" })
            foreach (var word in Planted)
                Assert.That((await auditor.PageAsync(page)).DocumentElement.TextContent, Does.Not.Contain(word), page);
        using var responder = await Visitor.SignedInAsync(desk, "lan", "responder");
        foreach (var page in new[] { "/alarms", "/board", $"/incidents/{number}" })
            Assert.That((await responder.PageAsync(page)).DocumentElement.TextContent, Does.Contain(Reporter), page);

        async Task<System.Text.Json.Nodes.JsonNode> AlarmAsync(HttpClient client) =>
            (await client.ReadAsync("/api/v1/alarms?limit=200")).Json!["items"]!.AsArray().Single(alarm => (string?)alarm!["kind"] == "retries-used-up")!;
    }

    [Test]
    public async Task The_story_says_to_them_that_somebody_answered_and_not_who_or_what()
    {
        var (worked, read) = (await StoryAsync(worker), await StoryAsync(reader));

        Assert.That(worked, Has.Some.Contains($"{Sender} writes: {Words}").And.Some.Contains($"{Speaker} answered: {Said}").And.Some.StartsWith($"{Sender}: "));
        Assert.That(read, Has.Count.EqualTo(worked.Count));
        Assert.That(read, Has.Some.EqualTo(": A mail about this incident came in.").And.Some.EqualTo("Người trực: Confirmed by a person"));
        var page = (await auditor.PageAsync($"/incidents/{number}")).DocumentElement.TextContent;
        foreach (var word in Planted)
            Assert.That(page, Does.Not.Contain(word));

        async Task<IReadOnlyList<string>> StoryAsync(HttpClient client) =>
            [.. (await client.ReadAsync($"/api/v1/incidents/{number}/timeline?limit=200")).Json!["items"]!.AsArray().Select(line => $"{line!["actor"]!["name"]}: {line["text"]}")];
    }

    [Test]
    public async Task The_moves_of_a_letter_are_theirs_to_read_without_what_was_written_of_them()
    {
        Assert.That(await NotesAsync(worker, letter), Has.Member($"reply: {Sender}"));
        Assert.That(await NotesAsync(worker, talk), Has.Member($"answered: {Said}"));
        Assert.That(await NotesAsync(reader, letter), Has.Some.EqualTo("automatic").And.None.Contains("reply"), "why the desk itself moved it stays");
        Assert.That(await NotesAsync(reader, talk), Has.Some.EqualTo("automatic").And.None.Contains("answered"));

        async Task<IReadOnlyList<string>> NotesAsync(HttpClient client, Guid delivery) =>
            [.. (await client.ReadAsync($"/api/v1/deliveries/{delivery}")).Json!["history"]!.AsArray().Select(move => (string?)move!["note"] ?? "")];
    }

    [Test]
    public async Task A_mail_as_it_came_is_not_given_to_them()
    {
        Assert.That(await TextAsync(worker.SendAsync, $"/api/v1/inbound/{mail}"), Does.Contain(Words));
        Assert.That((await reader.ReadAsync($"/api/v1/inbound/{mail}")).Code, Is.EqualTo(403));
        using var request = Of($"/api/v1/inbound/{mail}");
        using var refused = await auditor.SendAsync(request);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task A_letter_that_waits_is_shown_to_them_by_its_sum()
    {
        var (worked, read) = ((await worker.ReadAsync($"/api/v1/approvals/{approval}")).Json!, (await reader.ReadAsync($"/api/v1/approvals/{approval}")).Json!);
        Assert.That((string?)worked["content"], Does.Contain("X-IncidentDesk-Delivery"));
        Assert.That(read["content"], Is.Null);
        Assert.That((string?)read["contentHash"], Is.EqualTo((string?)worked["contentHash"]));

        using var responder = await Visitor.SignedInAsync(desk, "hoa", "responder");
        const string content = "section[aria-labelledby=content]";
        Assert.That((await responder.PageAsync($"/approvals/{approval}")).QuerySelector(content), Is.Not.Null);
        Assert.That((await auditor.PageAsync($"/approvals/{approval}")).QuerySelector(content), Is.Null);
    }

    // A mail that came in, and calls that somebody made: their words are planted as the desk would have written them.
    private async Task PlantAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        (call, letter, talk) = (Ids.Next(now), Ids.Next(now), Ids.Next(now));
        var sender = desk.Services.GetRequiredService<IncidentDesk.Delivery.MailSender>();
        var raw = Encoding.ASCII.GetBytes($"From: {Sender}\r\nSubject: {Subject}\r\nMessage-ID: <1.{Sender}>\r\nIn-Reply-To: {sender.MessageIdOf(letter)}\r\n\r\n{Words}\r\n");
        mail = Convert.ToHexStringLower(SHA256.HashData(raw));
        var kept = Directory.CreateDirectory(Path.Combine(desk.DataDirectory, "inbound"));
        await File.WriteAllBytesAsync(Path.Combine(kept.FullName, mail + ".eml"), raw);
        var person = await DeskPeople.AddAsync(desk, "truc", "responder");
        await desk.Database.WriteAsync(async transaction =>
        {
            var incident = await transaction.SingleAsync<Guid>("SELECT id FROM incidents WHERE number = @number", new { number });
            await AnswerAsync(transaction, incident, raw, new(sender, TimeProvider.System), now);
            await CallAsync(transaction, incident, person, now);
            await TalkAsync(transaction, incident, person, now);
            await LostAsync(transaction, incident, person, now);
        }, CancellationToken.None);
    }

    private async Task AnswerAsync(Transaction transaction, Guid incident, byte[] raw, IncidentDesk.Inbound.Answering answering, DateTimeOffset now)
    {
        await PlanAsync(transaction, new(letter, incident, "forward", "forward:9", "mail", Centre(await ContactAsync(transaction, "mail", now)), true, now, null));
        await IncidentDesk.Delivery.Deliveries.MoveAlongAsync(
            transaction, "queued", ["claimed", "accepted"], new(letter, "queued", "accepted", now, IncidentDesk.Audit.Actor.Desk));
        await transaction.ExecuteAsync(
            "INSERT INTO inbound_mails (hash, file, message_id, sender, subject, received_at) VALUES (@mail, 'x', @id, @sender, @subject, @now)",
            new { mail, id = $"<1.{Sender}>", sender = Sender, subject = Subject, now });
        Assert.That(await answering.ApplyAsync(transaction, mail, IncidentDesk.Channels.Mail.Reading.MimeReader.Read(raw)), Is.True);
    }

    private async Task CallAsync(Transaction transaction, Guid incident, Guid person, DateTimeOffset now)
    {
        await PlanAsync(transaction, new(
            call, incident, "rung", "rung:9", "call", IncidentDesk.Delivery.Addressee.Of(person, "on-duty", "Người trực", "+842400000099"), true, now, null));
        await transaction.ExecuteAsync(
            "UPDATE deliveries SET content = @script WHERE id = @call", new { call, script = $$"""{"tel":"tel:+{{Phone}}"}""" });
        await transaction.ExecuteAsync(
            """
            INSERT INTO delivery_calls (delivery_id, n, outcome, spoke_with, at, note, person_id, recorded_at)
            VALUES (@call, 1, 'answered', @speaker, @now, @said, @person, @now)
            """,
            new { call, speaker = Speaker, now, said = Said, person });
    }

    // To the centre, as it stands when the call was recorded.
    private async Task TalkAsync(Transaction transaction, Guid incident, Guid person, DateTimeOffset now)
    {
        await transaction.ExecuteAsync(
            """
            INSERT INTO centre_contacts (id, centre_id, channel, value, purpose, source, sureness, verified_on, valid_from)
            VALUES (@id, 'vncert', 'call', '+842400000041', 'incident-response', 'test', 'verified', 1, 1)
            """,
            new { id = Ids.Next(now) });
        await PlanAsync(transaction, new(talk, incident, "forward", "forward:8", "call", Centre(await ContactAsync(transaction, "call", now)), true, now, null));
        var standing = (await IncidentDesk.Delivery.Standing.ReadAsync(transaction, talk))!;
        await IncidentDesk.Delivery.Deliveries.MoveAlongAsync(
            transaction, "queued", ["claimed", "accepted", "acknowledged"], new(talk, "queued", "acknowledged", now, new("person", person, "Người trực"))
            {
                Note = $"answered: {Said}", Said = IncidentDesk.Delivery.Calls.TaskWords.Called(standing, "answered", Speaker, Said),
            });
        await transaction.ExecuteAsync(
            "INSERT INTO delivery_attempts (delivery_id, n, at, ended_at, verdict, reply, hash) VALUES (@talk, 1, @now, @now, 'ok', @reply, 'x')",
            new { talk, now, reply = $"answered ({Speaker}): {Said}" });
    }

    // A receipt that was refused for good: its alarm was taken with a note, and somebody told the reporter in another way.
    private async Task LostAsync(Transaction transaction, Guid incident, Guid person, DateTimeOffset now)
    {
        var receipt = Ids.Next(now);
        await PlanAsync(transaction, new(
            receipt, incident, "receipt", "receipt:9", "mail", new IncidentDesk.Delivery.Addressee("x", "reporter", Reporter, null, null, ReporterMail), true, now, null));
        await IncidentDesk.Delivery.Deliveries.MoveAlongAsync(
            transaction, "queued", ["claimed", "failed"], new(receipt, "queued", "failed", now, IncidentDesk.Audit.Actor.Desk));
        await transaction.ExecuteAsync(
            "INSERT INTO delivery_attempts (delivery_id, n, at, ended_at, verdict, reply, hash) VALUES (@receipt, 1, @now, @last, 'permanent', @reply, 'x')",
            new { receipt, now, last = now.AddHours(1), reply = $"550 5.1.1 <{ReporterMail}>: no such user" });
        Assert.That(await transaction.ExecuteAsync(
            "UPDATE alarms SET acknowledged_by = @person, acknowledged_at = @now, note = @said WHERE kind = 'retries-used-up' AND subject = @receipt",
            new { person, now, said = Said, receipt = receipt.ToString("D") }), Is.EqualTo(1));
        await transaction.ExecuteAsync(
            """
            INSERT INTO sharing_records (id, shared_at, what, recipient, incident_id, tlp, cause, channel, proof, entered_at, entered_by, entered_by_name)
            VALUES (@id, @now, 'x', @mail, @incident, 'amber', 'x', 'mail', @mail, @now, 'x', 'Người trực')
            """,
            new { id = Ids.Next(now), now, mail = ReporterMail, incident });
    }

    private async Task PlanAsync(Transaction transaction, IncidentDesk.Delivery.PlannedDelivery planned) =>
        Assert.That(await desk.Services.GetRequiredService<IncidentDesk.Delivery.Deliveries>().PlanAsync(transaction, planned), Is.True);

    private static Task<IncidentDesk.Centres.Contact?> ContactAsync(Transaction transaction, string channel, DateTimeOffset now) =>
        IncidentDesk.Centres.CentreContacts.UsableAsync(transaction, "vncert", channel, now);

    private static IncidentDesk.Delivery.Addressee Centre(IncidentDesk.Centres.Contact? contact) =>
        IncidentDesk.Delivery.Addressee.Of("vncert", "national-coordinator", "VNCERT/CC", contact);

    private async Task<string> WaitingAsync()
    {
        string? found = null;
        await Waiting.ForAsync(async () => (found = (string?)(await worker.ReadAsync("/api/v1/approvals?state=open&limit=200")).Json!["items"]!.AsArray()
            .FirstOrDefault(one => (string?)one!["incident"] == number)?["id"]) is not null);
        return found!;
    }

    private static HttpRequestMessage Of(string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("*/*"));
        return request;
    }

    // A dossier is read file by file: what is packed hides no word.
    private static async Task<string> TextAsync(Func<HttpRequestMessage, Task<HttpResponseMessage>> send, string address)
    {
        using var request = Of(address);
        using var answer = await send(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), address);
        if (answer.Content.Headers.ContentType?.MediaType != "application/zip")
            return await answer.Content.ReadAsStringAsync();
        using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        var all = new StringBuilder();
        foreach (var entry in zip.Entries)
        {
            using var text = new StreamReader(entry.Open());
            all.AppendLine(entry.FullName).AppendLine(await text.ReadToEndAsync());
        }
        return all.ToString();
    }
}
