using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Evidence;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery.Dossier;

/// <summary>One export of one escalation that proves itself with the tools of any machine.</summary>
public sealed class DossierTests
{
    private Desk desk = null!;
    private HttpClient own = null!, all = null!;
    private string number = null!, unpacked = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        await desk.VerifiedContactAsync("vncert", "truc@vncert.example");
        own = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        all = desk.Client(await desk.KeyAsync(null, "read work"));
        number = (string)(await own.FileAsync(ExampleReport.Body(sourceRef: "dossier"))).Json!["number"]!;
        await Waiting.ForAsync(async () => (await own.ReadAsync($"/api/v1/incidents/{number}/deliveries")).Json!["items"]!.AsArray()
            .All(one => (string?)one!["state"] is not ("queued" or "claimed")));
        unpacked = Directory.CreateTempSubdirectory("desk-dossier-").FullName;
    }

    [TearDown]
    public async Task StopAsync()
    {
        await desk.DisposeAsync();
        Directory.Delete(unpacked, recursive: true);
    }

    private string Folder => Path.Combine(unpacked, number);

    [Test]
    public async Task It_is_checked_offline_by_sha256sum_and_a_changed_file_is_found()
    {
        await UnpackAsync(all);
        Assert.That(await SumsAgreeAsync(), Is.True);
        var listed = (await File.ReadAllLinesAsync(Path.Combine(Folder, "manifest.sha256"))).Select(line => line[66..]);
        Assert.That(listed, Is.EqualTo(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file)).Where(path => path != "manifest.sha256").Order(StringComparer.Ordinal)));

        await File.AppendAllTextAsync(Path.Combine(Folder, "timeline.json"), " ");
        Assert.That(await SumsAgreeAsync(), Is.False);
    }

    [Test]
    public async Task The_message_is_the_stored_bytes_and_its_sum_the_hash_of_the_delivery()
    {
        await UnpackAsync(all);
        var delivery = (await own.ReadAsync($"/api/v1/incidents/{number}/deliveries")).Json!["items"]!.AsArray()
            .Single(one => (string?)one!["channel"] == "mail" && (string?)one["recipient"]!["centre"] == "vncert")!;
        var folder = Directory.GetDirectories(Path.Combine(Folder, "deliveries")).Single(one => one.Contains("-mail-vncert-", StringComparison.Ordinal));
        var message = await File.ReadAllBytesAsync(Path.Combine(folder, "message.eml"));

        Assert.That(Convert.ToHexStringLower(SHA256.HashData(message)), Is.EqualTo((string?)delivery["contentHash"]));
        Assert.That(Encoding.ASCII.GetString(message), Does.Contain($"Message-ID: {delivery["messageId"]}\r\n"));
        var part = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "delivery.json")))!;
        Assert.That(part["delivery"]!["history"]!.AsArray().Select(move => (string?)move!["to"]), Is.EqualTo(new[] { "queued", "claimed", "simulated" }));
        Assert.That((string?)part["delivery"]!["recipient"]!["address"], Is.EqualTo("truc@vncert.example"));
    }

    [Test]
    public async Task Evidence_is_there_by_its_sum_with_who_held_it()
    {
        var added = (await own.UploadAsync(number, "bằng chứng", "log.txt")).Json!;
        await UnpackAsync(all);

        var item = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "evidence.json")))![0]!;
        Assert.That(((string?)item["id"], (string?)item["hash"], (string?)item["name"]), Is.EqualTo(((string?)added["id"], (string?)added["sha256"], "log.txt")));
        Assert.That((string?)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "custody.json")))![0]!["act"], Is.EqualTo("received"));
    }

    [Test]
    public async Task Who_only_reads_gets_the_custody_by_ids_alone()
    {
        await own.UploadAsync(number, "bằng chứng", "log.txt");
        await UnpackAsync(desk.Client(await desk.KeyAsync(null, "read")));

        var line = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "custody.json")))![0]!;
        Assert.That(((string?)line["act"], (string?)line["holder"], (string?)line["reason"], (string?)line["actorName"]), Is.EqualTo(("received", "", "", "")));
        Assert.That((string?)line["actorId"], Is.Not.Null.And.Not.Empty);
    }

    [Test]
    public async Task The_report_is_there_to_the_letter_and_the_index_reads_in_both_languages()
    {
        await UnpackAsync(all);
        var verbatim = Directory.GetFiles(Path.Combine(Folder, "reports"), "*.verbatim.json").Single();
        Assert.That(await File.ReadAllTextAsync(verbatim), Is.EqualTo(ExampleReport.Body(sourceRef: "dossier").ToJsonString()));
        var index = await File.ReadAllTextAsync(Path.Combine(Folder, "index.html"));
        Assert.That(index, Does.Contain($"Hồ sơ chuyển cấp {number}").And.Contain($"Dossier of the escalation {number}"));
        Assert.That(index, Does.Contain("Máy chủ cổng thông tin bị chèn mã độc").And.Contain("truc@vncert.example").And.Contain("simulated"));
        Assert.That(index, Does.Not.Contain("<script").And.Not.Contain("http"), "nothing is fetched");
    }

    [Test]
    public async Task An_agency_gets_its_own_cut_of_it()
    {
        await desk.Database.WriteAsync(async transaction =>
        {
            var incident = await transaction.SingleAsync<Guid>("SELECT id FROM incidents WHERE number = @number", new { number });
            await transaction.ExecuteAsync(
                """
                INSERT INTO people (id, user_name, name, role, password_hash, failed_attempts, created_at)
                VALUES (@incident, 'truc', 'Người Trực', 'responder', 'none', 0, 0)
                """,
                new { incident });
            await desk.Services.GetRequiredService<IncidentDesk.Delivery.Deliveries>().PlanAsync(transaction, new(
                IncidentDesk.Operations.Ids.Next(TimeProvider.System.GetUtcNow()), incident, "rung", "rung:1", "call",
                IncidentDesk.Delivery.Addressee.Of(incident, "on-duty", "Người Trực", "+842400000099"), true, TimeProvider.System.GetUtcNow(), null));
            await transaction.ExecuteAsync(
                """
                INSERT INTO approvals (id, kind, subject, incident_id, agency_id, content_hash, act, text, text_vi, needs, state, asked_by, asked_at)
                SELECT @id, 'severity', number, id, agency_id, '', '{}', 'a second person of the desk', 'x', 'approve', 'open', 'person:x', 0 FROM incidents WHERE id = @incident
                """,
                new { incident, id = IncidentDesk.Operations.Ids.Next(TimeProvider.System.GetUtcNow()) });
            await IncidentDesk.Incidents.Timeline.AddAsync(
                transaction, incident, TimeProvider.System.GetUtcNow(), "comment", IncidentDesk.Audit.Actor.Desk, "internal", "for us only", "chỉ nội bộ");
        }, CancellationToken.None);

        await UnpackAsync(own);
        Assert.That(await TextsAsync(), Does.Not.Contain("for us only").And.Not.Contain("a second person of the desk").And.Not.Contain("chỉ nội bộ").And.Not.Contain("+842400000099").And.Contain("timeline"));
        Directory.Delete(Folder, recursive: true);
        await UnpackAsync(all);
        Assert.That(await TextsAsync(), Does.Contain("for us only").And.Contain("a second person of the desk").And.Contain("chỉ nội bộ").And.Contain("+842400000099"));
    }

    [Test]
    public async Task A_raw_answer_goes_along_only_as_it_was_received()
    {
        var raw = "From: truc@vncert.example\r\nSubject: Re\r\n\r\nda nhan\r\n"u8.ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(raw));
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO inbound_mails (hash, file, sender, subject, received_at, kind, delivery_id)
            SELECT @hash, 'x', 'truc@vncert.example', 'Re', @now, 'reply', deliveries.id FROM deliveries
            WHERE centre_id = 'vncert' AND channel = 'mail'
            """,
            new { hash, now = TimeProvider.System.GetUtcNow() }), CancellationToken.None);
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO inbound_mails (hash, file, sender, subject, received_at, kind, incident_id)
            SELECT 'loose', 'y', 'ai@noi.example', 'Ve su co', 0, 'reply', id FROM incidents WHERE number = @number
            """,
            new { number }), CancellationToken.None);
        var kept = Path.Combine(desk.DataDirectory, "inbound", hash + ".eml");
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        await File.WriteAllBytesAsync(kept, raw);

        await UnpackAsync(all);
        var answer = Directory.GetFiles(Folder, "answer-001.eml", SearchOption.AllDirectories).Single();
        Assert.That(await File.ReadAllBytesAsync(answer), Is.EqualTo(raw));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(Folder, "answers", "answers.json")), Does.Contain("Ve su co"));
        Directory.Delete(Folder, recursive: true);
        await File.AppendAllTextAsync(kept, "forged");
        await UnpackAsync(all);
        Assert.That(Directory.GetFiles(Folder, "answer-001.eml", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task It_is_the_same_to_the_byte_as_long_as_nothing_happens_and_every_export_is_in_the_audit()
    {
        // The ladder of a new incident may still be finding out that nobody is on duty; once it stands still, so does the dossier.
        await Waiting.ForAsync(async () => Convert.ToHexString(await BytesAsync(all)) == Convert.ToHexString(await BytesAsync(all)));
        await desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None, isLast: true);
        var exports = await desk.Database.ReadAsync(
            reading => reading.QueryAsync<string>("SELECT outcome FROM audit WHERE action = 'dossier.export' ORDER BY id"), CancellationToken.None);
        Assert.That(exports, Is.All.Match("^exported ([0-9a-f]{64}|[0-9]+ more)$"));
        var rows = exports.Where(outcome => !outcome.EndsWith(" more", StringComparison.Ordinal)).ToList();
        Assert.That(rows, Is.Not.Empty.And.Unique, "the same bytes again are a count");
        Assert.That(exports.Count, Is.GreaterThan(rows.Count));
        Assert.That(Directory.GetFiles(desk.DataDirectory, "dossier-*"), Is.Empty);
    }

    private static async Task<byte[]> BytesOf(HttpResponseMessage answer)
    {
        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/zip"));
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private async Task<byte[]> BytesAsync(HttpClient caller)
    {
        using var answer = await caller.GetAsync($"/api/v1/incidents/{number}/dossier");
        Assert.That(answer.Content.Headers.ContentDisposition?.FileName, Is.EqualTo($"{number}.zip"));
        return await BytesOf(answer);
    }

    private async Task UnpackAsync(HttpClient caller)
    {
        using var zip = new ZipArchive(new MemoryStream(await BytesAsync(caller)));
        zip.ExtractToDirectory(unpacked);
    }

    private async Task<string> TextsAsync()
    {
        var all = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
            all.Append(file).Append(await File.ReadAllTextAsync(file));
        return all.ToString();
    }

    private async Task<bool> SumsAgreeAsync()
    {
        using var process = Process.Start(new ProcessStartInfo("sha256sum", ["--check", "--quiet", "--strict", "manifest.sha256"])
        {
            WorkingDirectory = Folder, RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
