using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
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
    private const string Sender = "ba.binh@rieng.example", Subject = "so-rieng-cua-ba-binh", Words = "goi-lai-cho-ba-binh", Holder = "giu-boi-ba-binh",
        Reason = "giao-cho-ong-cuong", Phone = "842400000077", Speaker = "ong-dung-nghe-may", Said = "ong-dung-hen-goi-lai";

    private static readonly string[] Planted = [Sender, Subject, Words, Holder, Reason, Phone, Speaker, Said];

    private Desk desk = null!;
    private HttpClient worker = null!, reader = null!;
    private Visitor auditor = null!;
    private string number = null!, mail = null!, approval = null!, custody = null!;
    private Guid call;

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
        string[] doors = ["/api/v1/inbound", "/api/v1/approvals?limit=200", $"/api/v1/approvals/{approval}", custody, $"/api/v1/deliveries/{call}", $"/api/v1/incidents/{number}/dossier"];
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

    // A mail that came in, and a call that somebody made: their words are planted as the desk would have written them.
    private async Task PlantAsync()
    {
        var raw = Encoding.ASCII.GetBytes($"From: {Sender}\r\nSubject: {Subject}\r\n\r\n{Words}\r\n");
        mail = Convert.ToHexStringLower(SHA256.HashData(raw));
        var kept = Directory.CreateDirectory(Path.Combine(desk.DataDirectory, "inbound"));
        await File.WriteAllBytesAsync(Path.Combine(kept.FullName, mail + ".eml"), raw);
        var person = await DeskPeople.AddAsync(desk, "truc", "responder");
        await desk.Database.WriteAsync(async transaction =>
        {
            var now = TimeProvider.System.GetUtcNow();
            call = Ids.Next(now);
            var incident = await transaction.SingleAsync<Guid>("SELECT id FROM incidents WHERE number = @number", new { number });
            await transaction.ExecuteAsync(
                """
                INSERT INTO inbound_mails (hash, file, message_id, sender, subject, received_at, kind, incident_id, handled_at, note, note_vi)
                VALUES (@mail, 'x', @id, @sender, @subject, @now, 'reply', @incident, @now, @words, @words)
                """,
                new { mail, id = $"<1.{Sender}>", sender = Sender, subject = Subject, now, incident, words = Words });
            await desk.Services.GetRequiredService<IncidentDesk.Delivery.Deliveries>().PlanAsync(transaction, new(
                call, incident, "rung", "rung:9", "call", IncidentDesk.Delivery.Addressee.Of(person, "on-duty", "Người trực", "+842400000099"), true, now, null));
            await transaction.ExecuteAsync(
                "UPDATE deliveries SET content = @script WHERE id = @call", new { call, script = $$"""{"tel":"tel:+{{Phone}}"}""" });
            await transaction.ExecuteAsync(
                """
                INSERT INTO delivery_calls (delivery_id, n, outcome, spoke_with, at, note, person_id, recorded_at)
                VALUES (@call, 1, 'answered', @speaker, @now, @said, @person, @now)
                """,
                new { call, speaker = Speaker, now, said = Said, person });
        }, CancellationToken.None);
    }

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
