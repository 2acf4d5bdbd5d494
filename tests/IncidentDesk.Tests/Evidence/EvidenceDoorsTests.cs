using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Audit;
using IncidentDesk.Harness;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Evidence;

public sealed class EvidenceDoorsTests
{
    private Desk desk = null!;
    private HttpClient agency = null!, other = null!, responder = null!;
    private string incident = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync(TimeProvider.System, ("Evidence:MostMegabytes", "1"), ("Evidence:PerIncidentMegabytes", "2"), ("Evidence:PerAgencyMegabytes", "3"));
        agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        other = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-GDDT")));
        responder = desk.Client(await desk.KeyAsync(null, "read work report"));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [SetUp]
    public async Task FileAsync()
    {
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("DELETE FROM evidence_used"), CancellationToken.None);
        incident = (string)(await agency.FileAsync(ExampleReport.Body())).Json!["number"]!;
    }

    [Test]
    public async Task A_file_comes_back_byte_for_byte_under_its_own_name_and_as_nothing_but_a_download()
    {
        var content = RandomNumberGenerator.GetBytes(300_000);
        var added = await agency.UploadAsync(incident, Uploads.Form(content, "nhật ký \"máy chủ\".log", ("description", "Trích từ máy chủ web"), ("tlp", "red")));

        Assert.That(added.Code, Is.EqualTo(201), added.Json?.ToJsonString());
        var json = added.Json!;
        Assert.That((string?)json["sha256"], Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(content))));
        Assert.That(((string?)json["name"], (string?)json["description"], (string?)json["tlp"], (long)json["bytes"]!, (string?)json["scan"], (string?)json["incident"]),
            Is.EqualTo(("nhật ký \"máy chủ\".log", "Trích từ máy chủ web", "red", 300_000L, "unscanned", incident)));
        Assert.That(added.Header("Location"), Is.EqualTo($"/api/v1/evidence/{json["id"]}"));

        using var got = await responder.GetAsync((string)json["content"]!);
        Assert.That(await got.Content.ReadAsByteArrayAsync(), Is.EqualTo(content));
        Assert.That(got.Content.Headers.ContentType!.ToString(), Is.EqualTo("application/octet-stream"));
        Assert.That(got.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
        Assert.That(got.Content.Headers.ContentDisposition.FileNameStar, Is.EqualTo("nhật ký _máy chủ_.log"));
        Assert.That(got.Headers.GetValues("Content-Security-Policy").Single(), Is.EqualTo("sandbox; default-src 'none'"));
        Assert.That(got.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
        Assert.That(got.Headers.CacheControl!.NoStore, Is.True);
    }

    [Test]
    public async Task The_same_content_twice_is_one_file_and_two_rows()
    {
        var (first, second) = (await agency.UploadAsync(incident, "như nhau", "a.txt"), await responder.UploadAsync(incident, "như nhau", "b.txt"));

        Assert.That((string?)first.Json!["sha256"], Is.EqualTo((string?)second.Json!["sha256"]));
        var hash = (string)first.Json["sha256"]!;
        Assert.That(File.Exists(Path.Combine(desk.DataDirectory, "evidence", hash[..2], hash[2..])), Is.True);
        var list = (JsonArray)(await agency.ReadAsync($"/api/v1/incidents/{incident}/evidence")).Json!["items"]!;
        Assert.That(list.Select(item => (string?)item!["name"]), Is.EqualTo(new[] { "a.txt", "b.txt" }));
        Assert.That(Directory.EnumerateFiles(Path.Combine(desk.DataDirectory, "evidence", "incoming")), Is.Empty);
        var first_page = await agency.ReadAsync($"/api/v1/incidents/{incident}/evidence?limit=1");
        var rest = await agency.ReadAsync($"/api/v1/incidents/{incident}/evidence?limit=1&cursor={(string)first_page.Json!["nextCursor"]!}");
        Assert.That((string?)rest.Json!["items"]![0]!["name"], Is.EqualTo("b.txt"));
    }

    [Test]
    public async Task A_file_that_no_longer_fits_its_name_is_never_served_and_somebody_is_alarmed()
    {
        var added = (await agency.UploadAsync(incident, "nguyên vẹn", "c.txt")).Json!;
        var hash = (string)added["sha256"]!;
        var path = Path.Combine(desk.DataDirectory, "evidence", hash[..2], hash[2..]);
        await File.WriteAllTextAsync(path, "bị sửa đổi ");

        var damaged = await agency.ReadAsync((string)added["content"]!);
        Assert.That((damaged.Code, (string?)damaged.Json!["code"]), Is.EqualTo((409, "evidence-damaged")));
        File.Delete(path);
        Assert.That((string?)(await agency.ReadAsync((string)added["content"]!)).Json!["code"], Is.EqualTo("evidence-damaged"));
        var alarms = (JsonArray)(await responder.ReadAsync("/api/v1/alarms?limit=200")).Json!["items"]!;
        Assert.That(alarms.Count(alarm => (string?)alarm!["kind"] == "evidence-damaged" && (string?)alarm["subject"] == (string?)added["id"]), Is.EqualTo(1));

        await agency.UploadAsync(incident, "nguyên vẹn", "lại.txt");
        Assert.That(await agency.ReadTextAsync((string)added["content"]!), Is.EqualTo("nguyên vẹn"), "the same content again mends it");
    }

    [Test]
    public async Task Fifty_readings_of_a_damaged_file_are_a_row_that_is_on_the_disk_before_the_answer_and_their_number()
    {
        await desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None, isLast: true);
        var added = (await agency.UploadAsync(incident, "sẽ hỏng", "hỏng.txt")).Json!;
        var hash = (string)added["sha256"]!;
        File.Delete(Path.Combine(desk.DataDirectory, "evidence", hash[..2], hash[2..]));

        Assert.That((string?)(await agency.ReadAsync((string)added["content"]!)).Json!["code"], Is.EqualTo("evidence-damaged"));
        Assert.That(await desk.Database.ReadAsync(
            reading => reading.QueryAsync<string>("SELECT outcome FROM audit WHERE action = 'evidence.open' AND subject = @id", new { id = (string)added["id"]! }), CancellationToken.None),
            Is.EqualTo(new[] { $"damaged {hash}" }));
        for (var n = 0; n < 49; n++)
            await agency.ReadAsync((string)added["content"]!);

        Assert.That(await AuditAsync("evidence.open", (string)added["id"]!), Is.EquivalentTo(new[] { $"damaged {hash}", "damaged 49 more" }));
    }

    [Test]
    public async Task Who_looks_at_a_file_its_custody_or_the_list_of_files_has_opened_it()
    {
        var added = (await agency.UploadAsync(incident, "được xem", "xem.txt")).Json!;
        var id = await desk.Database.ReadAsync(reading => reading.SingleAsync<string>("SELECT id FROM incidents WHERE number = @incident", new { incident }), CancellationToken.None);
        for (var n = 0; n < 2; n++)
            foreach (var door in new[] { $"/api/v1/evidence/{added["id"]}", (string)added["custody"]!, $"/api/v1/incidents/{incident}/evidence" })
                Assert.That((await responder.ReadAsync(door)).Code, Is.EqualTo(200), door);
        Assert.That((await other.ReadAsync($"/api/v1/evidence/{added["id"]}")).Code, Is.EqualTo(404));

        Assert.That(await AuditAsync("evidence.open", (string)added["id"]!), Is.EqualTo(new[] { "opened" }));
        Assert.That(await AuditAsync("custody.open", (string)added["id"]!), Is.EqualTo(new[] { "opened" }));
        Assert.That(await AuditAsync("incident.open", id!), Is.EqualTo(new[] { "opened" }));
    }

    [Test]
    public async Task What_is_too_large_or_beyond_the_room_of_incident_or_agency_is_refused_and_leaves_nothing()
    {
        var megabyte = new byte[(1 << 20) - 10];
        var large = await agency.UploadAsync(incident, Uploads.Bytes(new byte[(1 << 20) + 1]));
        Assert.That((large.Code, (string?)large.Json!["type"]), Is.EqualTo((413, "/problems/too-large")));
        Assert.That((await agency.UploadAsync(incident, Uploads.Bytes(megabyte))).Code, Is.EqualTo(201));
        Assert.That((await agency.UploadAsync(incident, Uploads.Bytes(megabyte))).Code, Is.EqualTo(201));
        var full = await agency.UploadAsync(incident, Uploads.Bytes(new byte[100]));
        Assert.That((full.Code, (string?)full.Json!["type"]), Is.EqualTo((413, "/problems/too-large")), "the incident has 20 bytes left");
        var second = (string)(await agency.FileAsync(ExampleReport.Body())).Json!["number"]!;
        Assert.That((await agency.UploadAsync(second, Uploads.Bytes(megabyte))).Code, Is.EqualTo(201));
        Assert.That((await agency.UploadAsync(second, Uploads.Bytes(new byte[100]))).Code, Is.EqualTo(413), "so has the agency");
        Assert.That(Directory.EnumerateFiles(Path.Combine(desk.DataDirectory, "evidence", "incoming")), Is.Empty);
    }

    [Test]
    public async Task Two_at_once_cannot_both_have_the_last_room()
    {
        var megabyte = new byte[(1 << 20) - 10];
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => agency.UploadAsync(incident, Uploads.Bytes(megabyte))));

        Assert.That(answers.Count(answer => answer.Code == 201), Is.EqualTo(2));
        Assert.That(answers.Count(answer => answer.Code == 413), Is.EqualTo(3));
    }

    [Test]
    public async Task What_came_in_while_somebody_else_took_the_room_is_refused_and_lies_nowhere()
    {
        var content = RandomNumberGenerator.GetBytes(200_000);
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var slow = new StreamContent(new HaltingStream(content, begun, go.Task));
        slow.Headers.ContentType = new("application/octet-stream");
        slow.Headers.ContentDisposition = new("attachment") { FileNameStar = "chậm.log" };
        var uploading = agency.UploadAsync(incident, slow);
        await begun.Task;
        var id = await desk.Database.ReadAsync(reading => reading.SingleAsync<string>("SELECT id FROM incidents WHERE number = @incident", new { incident }), CancellationToken.None);
        // It was asked how much room there is before the first byte was read.
        await Delivery.Waiting.ForAsync(() => Task.FromResult(
            Directory.Exists(Path.Combine(desk.DataDirectory, "evidence", "incoming")) && Directory.EnumerateFiles(Path.Combine(desk.DataDirectory, "evidence", "incoming")).Any()));
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "INSERT INTO evidence_used (owner, bytes) VALUES (@owner, @bytes)", new { owner = "incident:" + id, bytes = 2L << 20 }), CancellationToken.None);
        go.SetResult();

        Assert.That((await uploading).Code, Is.EqualTo(413));
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        Assert.That(File.Exists(Path.Combine(desk.DataDirectory, "evidence", hash[..2], hash[2..])), Is.False);
        Assert.That(Directory.EnumerateFiles(Path.Combine(desk.DataDirectory, "evidence", "incoming")), Is.Empty);
    }

    [Test]
    public async Task Who_held_it_when_and_why_is_told_in_order_and_never_changed()
    {
        var added = (await agency.UploadAsync(incident, "đĩa cứng", "disk.img")).Json!;
        var door = (string)added["custody"]!;
        var handed = await agency.PostAsync(door, """{"act":"handed-over","holder":"Trần Thị Bình, Công an tỉnh","reason":"Giám định","at":"2026-11-20T09:00:00+07:00"}""");
        Assert.That(handed.Code, Is.EqualTo(201), handed.Json?.ToJsonString());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => responder.PostAsync(door, """{"act":"copied","holder":"Bàn trực","reason":"Sao lưu"}""")));

        var lines = (JsonArray)(await responder.ReadAsync(door)).Json!["items"]!;
        Assert.That(lines.Select(line => (long)line!["n"]!), Is.EqualTo(Enumerable.Range(1, 6)));
        Assert.That(lines.Take(2).Select(line => $"{line!["act"]} {line["holder"]}"), Is.EqualTo(new[] { "received IncidentDesk", "handed-over Trần Thị Bình, Công an tỉnh" }));
        Assert.That((string?)lines[1]!["at"], Is.EqualTo("2026-11-20T02:00:00.000Z"));
        var wrong = await agency.PostAsync(door, """{"act":"lost","holder":"","reason":"x","at":"2099-01-01T00:00:00Z"}""");
        Assert.That(wrong.Faults, Is.EquivalentTo(new[] { "/act not-in-list", "/holder too-short", "/at in-the-future" }));
        Assert.That((await other.ReadAsync(door)).Code, Is.EqualTo(404));
    }

    [Test]
    public async Task Adding_opening_and_custody_stand_in_the_audit_and_on_the_timeline()
    {
        var added = (await agency.UploadAsync(incident, "có dấu vết", "trace.txt")).Json!;
        await responder.ReadTextAsync((string)added["content"]!);
        await agency.PostAsync((string)added["custody"]!, """{"act":"returned","holder":"Sở Y tế","reason":"Xong"}""");

        await desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None);
        var audit = await desk.Database.ReadAsync(
            reading => reading.QueryAsync<string>("SELECT action FROM audit WHERE subject = @id", new { id = (string)added["id"]! }), CancellationToken.None);
        Assert.That(audit, Is.EquivalentTo(new[] { "evidence.add", "evidence.open", "evidence.custody" }));
        var timeline = (JsonArray)(await agency.ReadAsync($"/api/v1/incidents/{incident}/timeline")).Json!["items"]!;
        Assert.That(timeline.Select(entry => $"{entry!["kind"]} {entry["text"]}"), Has.Some.StartsWith("evidence Evidence added: trace.txt, SHA-256 "));
    }

    [Test]
    public async Task Fifty_downloads_are_a_row_and_their_number_and_so_are_exports()
    {
        var added = (await agency.UploadAsync(incident, "tải đi tải lại", "nhiều lần.txt")).Json!;
        for (var n = 0; n < 50; n++)
            Assert.That(await responder.ReadTextAsync((string)added["content"]!), Is.EqualTo("tải đi tải lại"));
        await agency.ReadTextAsync((string)added["content"]!);
        for (var n = 0; n < 20; n++)
            Assert.That((await responder.ReadAsync($"/api/v1/incidents/{incident}/export")).Code, Is.EqualTo(200));

        var downloads = await AuditAsync("evidence.open", (string)added["id"]!);
        Assert.That(downloads, Is.EquivalentTo(new[] { $"unscanned {added["sha256"]}", $"unscanned {added["sha256"]}", "unscanned 49 more" }));
        var id = await desk.Database.ReadAsync(reading => reading.SingleAsync<string>("SELECT id FROM incidents WHERE number = @incident", new { incident }), CancellationToken.None);
        Assert.That(await AuditAsync("incident.export", id!), Is.EqualTo(new[] { "exported clear", "exported clear 19 more" }));
    }

    [Test]
    public async Task What_is_sent_before_the_report_is_its_senders_alone_until_it_is_given_to_the_incident()
    {
        var pending = await agency.SendToAsync(HttpMethod.Post, "/api/v1/evidence/pending", Uploads.Bytes(Encoding.UTF8.GetBytes("gửi trước"), "truoc.txt"));
        Assert.That(pending.Code, Is.EqualTo(201), pending.Json?.ToJsonString());
        var door = $"/api/v1/evidence/{pending.Json!["id"]}";
        Assert.That((await agency.ReadAsync(door)).Code, Is.EqualTo(200));
        Assert.That((await responder.ReadAsync(door)).Code, Is.EqualTo(404));
        Assert.That((await other.ReadAsync(door)).Code, Is.EqualTo(404));

        var foreign = (string)(await other.FileAsync(ExampleReport.Body("SO-GDDT"))).Json!["number"]!;
        var refused = await agency.SendToAsync(HttpMethod.Put, $"{door}/incident", Json($$"""{"incident":"{{foreign}}"}"""));
        Assert.That(refused.Faults, Is.EqualTo(new[] { "/incident unknown-reference" }));
        var given = await agency.SendToAsync(HttpMethod.Put, $"{door}/incident", Json($$"""{"incident":"{{incident}}"}"""));
        Assert.That((given.Code, (string?)given.Json!["incident"]), Is.EqualTo((200, incident)));
        Assert.That((await responder.ReadAsync(door)).Code, Is.EqualTo(200));
        Assert.That((string?)(await agency.SendToAsync(HttpMethod.Put, $"{door}/incident", Json($$"""{"incident":"{{incident}}"}"""))).Json!["code"], Is.EqualTo("not-in-this-status"));
    }

    [Test]
    public async Task Given_to_an_incident_that_is_held_closer_a_file_is_held_as_close()
    {
        var pending = await agency.SendToAsync(HttpMethod.Post, "/api/v1/evidence/pending", Uploads.Bytes(Encoding.UTF8.GetBytes("gửi trước, kín"), "kin.txt"));
        var red = ExampleReport.Body("SO-YTE");
        (red["tlp"], red["source"], red["sourceRef"]) = ("red", null, null);
        var number = (string)(await agency.FileAsync(red)).Json!["number"]!;
        var given = await agency.SendToAsync(HttpMethod.Put, $"/api/v1/evidence/{pending.Json!["id"]}/incident", Json($$"""{"incident":"{{number}}"}"""));

        Assert.That(((string?)pending.Json["tlp"], (string?)given.Json!["tlp"]), Is.EqualTo(("amber", "red")));
    }

    [TestCase("MẬT.pdf", null, "/name state-secret-marking")]
    [TestCase("TỐI MẬT.tar.gz", null, "/name state-secret-marking")]
    [TestCase("TỐI_MẬT.7z.001", null, "/name state-secret-marking")]
    [TestCase("[MẬT] danh sách.pdf", null, "/name state-secret-marking")]
    [TestCase("a.txt", "Trích yếu\nTỐI MẬT", "/description state-secret-marking")]
    [TestCase("gpj.\u202Etxt", null, "/name forbidden-character")]
    [TestCase("BẢO MẬT (mật khẩu).txt", "BÍ MẬT kinh doanh", null)]
    public async Task Names_and_descriptions_are_judged_like_every_text(string name, string? description, string? fault)
    {
        var form = Uploads.Form([1], name, description is null ? [] : [("description", description)]);
        var answer = await agency.UploadAsync(incident, form);

        Assert.That(answer.Faults, fault is null ? Is.Empty : Is.EqualTo(new[] { fault }));
        Assert.That(answer.Code, Is.EqualTo(fault is null ? 201 : 400));
    }

    [Test]
    public async Task A_name_keeps_no_folders_and_no_file_is_no_upload()
    {
        var added = await agency.UploadAsync(incident, Uploads.Form([1], "C:\\Users\\an\\..\\..\\log.txt"));
        Assert.That((string?)added.Json!["name"], Is.EqualTo("log.txt"));
        using var empty = new MultipartFormDataContent { { new StringContent("x"), "description" }, { new StringContent("y"), "nonsense" } };
        Assert.That((await agency.UploadAsync(incident, empty)).Faults, Is.EquivalentTo(new[] { "/file required", "/nonsense unknown-field" }));
        using var nameless = new ByteArrayContent([1]);
        nameless.Headers.ContentType = new("application/octet-stream");
        Assert.That((await agency.UploadAsync(incident, nameless)).Faults, Is.EqualTo(new[] { "Content-Disposition required" }));
        using var broken = new StringContent("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf", Encoding.UTF8);
        broken.Headers.Remove("Content-Type");
        broken.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        Assert.That((await agency.UploadAsync(incident, broken)).Faults, Is.EqualTo(new[] { " malformed" }));
    }

    [Test]
    public async Task A_form_full_of_faults_is_read_no_further_than_twenty_of_them()
    {
        using var form = new MultipartFormDataContent();
        for (var n = 0; n < 60; n++)
            form.Add(new StringContent("x"), $"nonsense-{n}");

        var answer = await agency.UploadAsync(incident, form);

        Assert.That(answer.Code, Is.EqualTo(400));
        Assert.That(answer.Faults, Is.EqualTo(Enumerable.Range(0, 20).Select(n => $"/nonsense-{n} unknown-field")));
    }

    // Also the counts of minutes that are not over.
    private async Task<IReadOnlyList<string>> AuditAsync(string action, string subject)
    {
        await desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None, isLast: true);
        return await desk.Database.ReadAsync(
            reading => reading.QueryAsync<string>("SELECT outcome FROM audit WHERE action = @action AND subject = @subject ORDER BY id", new { action, subject }), CancellationToken.None);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>Half of the bytes, then nothing until it is told to go on.</summary>
    private sealed class HaltingStream(byte[] content, TaskCompletionSource begun, Task go) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= Length / 2)
            {
                begun.TrySetResult();
                await go;
            }
            return await base.ReadAsync(buffer[..Math.Min(buffer.Length, (int)(Length / 2))], cancellationToken);
        }

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            var buffer = new byte[bufferSize];
            for (int read; (read = await ReadAsync(buffer.AsMemory(), cancellationToken)) > 0;)
            {
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                await destination.FlushAsync(cancellationToken);
            }
        }
    }
}
