using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Channels.Mail;
using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Escalation;

/// <summary>The reporter has it in writing, and never at an address that they fear.</summary>
public sealed class ReceiptsTests
{
    private Desk desk = null!;
    private HttpClient agency = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync(TimeProvider.System, ("Desk:Phone", "024 0000 0099"));
        agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        await desk.VerifiedContactAsync("vncert", "ir@vncert.example");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_receipt_says_the_number_the_deadlines_what_comes_next_and_whom_to_call()
    {
        var filed = (await agency.FileAsync(ExampleReport.Body())).Json!;
        var receipt = await ReceiptAsync(filed);
        Assert.That((string)receipt["recipient"]!["address"]!, Is.EqualTo("an@soyte.example"));
        Assert.That((string)receipt["recipient"]!["agency"]!, Is.EqualTo("SO-YTE"));

        var mail = await WrittenAsync((string)receipt["id"]!);
        var number = (string)filed["number"]!;
        Assert.That(mail.Decoded("Subject"), Is.EqualTo($"[{number}] Đã nhận báo cáo / Report received: Máy chủ cổng thông tin bị chèn mã độc"));
        Assert.That(mail.Header("Auto-Submitted"), Is.EqualTo("auto-generated"));
        var text = string.Join(' ', mail.Parts[0].Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var said in new[]
        {
            $"Mã sự cố: {number}", $"Incident: {number}", "Thông báo ban đầu", "Initial notice", "Chuyển tới", "It is forwarded to", "024 0000 0099",
        })
            Assert.That(text, Does.Contain(said));
        Assert.That(text, Does.Not.Contain("Trang chủ hiện nội dung lạ"), "a receipt repeats nothing that could leak");
        Assert.That(mail.Parts[0].Text.Split("\r\n").Max(line => line.Length), Is.LessThanOrEqualTo(76));
    }

    [Test]
    public async Task It_goes_to_the_safe_address_where_one_is_given()
    {
        var body = ExampleReport.Body();
        body["contact"]!["safeEmail"] = "antoan@riengtu.example";
        var receipt = await ReceiptAsync((await agency.FileAsync(body)).Json!);
        Assert.That((string)receipt["recipient"]!["address"]!, Is.EqualTo("antoan@riengtu.example"));
    }

    [Test]
    public async Task An_agency_that_named_a_safe_address_is_not_written_to_in_its_own_domain()
    {
        const string safe = "antoan@noikhac.example";
        using var careful = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-CT")));
        using var admin = desk.Client(await desk.KeyAsync(null, "admin"));
        async Task NamesAsync(string email)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/agencies/SO-CT")
            {
                Content = new StringContent(
                    $$"""{"name":"Sở Công Thương","kind":"department","email":"{{email}}","safeEmail":"{{safe}}"}""", System.Text.Encoding.UTF8, "application/json"),
            };
            request.Headers.TryAddWithoutValidation("If-Match", "*");
            Assert.That((await Wire.SendAsync(admin, request)).Code, Is.EqualTo(200));
        }

        await NamesAsync("vanthu@SOYTE.example");
        var kept = await ReceiptAsync((await careful.FileAsync(ExampleReport.Body("SO-CT"))).Json!);
        Assert.That((string)kept["recipient"]!["address"]!, Is.EqualTo(safe), "the contact's own address lies in the same domain");

        await NamesAsync("vanthu@soct.example");
        var elsewhere = await ReceiptAsync((await careful.FileAsync(ExampleReport.Body("SO-CT"))).Json!);
        Assert.That((string)elsewhere["recipient"]!["address"]!, Is.EqualTo("an@soyte.example"), "that mail is not the agency's");
    }

    [Test]
    public async Task Once_a_safe_address_was_given_nothing_goes_to_the_other_one_any_more()
    {
        var first = ExampleReport.Body();
        first["contact"]!["safeEmail"] = "antoan@riengtu.example";
        var filed = (await agency.FileAsync(first)).Json!;
        await agency.FileAsync(Later(filed, "progress"));

        var addresses = await desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
            "SELECT address FROM deliveries WHERE about = @id AND cause_kind = 'receipt' ORDER BY id", new { id = (string)filed["id"]! }), CancellationToken.None);
        Assert.That(addresses, Is.EqualTo(new[] { "antoan@riengtu.example", "antoan@riengtu.example" }));
    }

    [Test]
    public async Task A_receipt_in_a_courier_s_hands_does_not_go_to_the_feared_address_again()
    {
        var filed = (await agency.FileAsync(ExampleReport.Body())).Json!;
        var receipt = (string)(await ReceiptAsync(filed))["id"]!;
        await WrittenAsync(receipt);
        await desk.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync("UPDATE deliveries SET came_from = 'simulated', state = 'queued', ended_at = NULL WHERE id = @receipt", new { receipt });
            await transaction.ExecuteAsync(
                "UPDATE deliveries SET came_from = 'queued', state = 'claimed', claimed_by = 'elsewhere', lease_token = 'x', next_attempt_at = 9999999999999 WHERE id = @receipt",
                new { receipt });
        }, CancellationToken.None);
        var later = Later(filed, "progress");
        later["contact"]!["safeEmail"] = "antoan@riengtu.example";
        await agency.FileAsync(later);

        Assert.That(await desk.Database.ReadAsync(reading => reading.SingleAsync<string>(
            "SELECT newer.address FROM deliveries JOIN deliveries newer ON newer.id = deliveries.superseded_by WHERE deliveries.id = @receipt", new { receipt }),
            CancellationToken.None), Is.EqualTo("antoan@riengtu.example"));
    }

    [Test]
    public async Task A_later_report_has_a_receipt_of_its_own_that_says_what_it_was()
    {
        var filed = (await agency.FileAsync(ExampleReport.Body())).Json!;
        await agency.FileAsync(Later(filed, "progress"));
        var ids = await desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
            "SELECT id FROM deliveries WHERE about = @id AND cause_kind = 'receipt' ORDER BY id", new { id = (string)filed["id"]! }), CancellationToken.None);
        Assert.That(ids, Has.Count.EqualTo(2));
        Assert.That((await WrittenAsync(ids[1])).Parts[0].Text, Does.Contain("Báo cáo diễn biến").And.Contain("Progress report"));
    }

    [Test]
    public async Task Who_left_no_mail_address_and_who_only_tests_gets_none()
    {
        var silent = ExampleReport.Body();
        silent["contact"]!["email"] = null;
        Assert.That(Causes((await agency.FileAsync(silent)).Json!), Has.None.EqualTo("reporter"));
        var test = ExampleReport.Body();
        test["category"] = "test/test";
        Assert.That(Causes((await agency.FileAsync(test)).Json!), Has.None.EqualTo("reporter"));
    }

    private static IEnumerable<string> Causes(JsonNode filed) =>
        filed["deliveries"]!.AsArray().Select(one => (string)one!["recipient"]!["role"]!);

    private static JsonObject Later(JsonNode first, string kind)
    {
        var body = ExampleReport.Body();
        (body["kind"], body["incident"]) = (kind, (string)first["number"]!);
        return body;
    }

    private static Task<JsonNode> ReceiptAsync(JsonNode filed) =>
        Task.FromResult(filed["deliveries"]!.AsArray().Single(one => (string)one!["recipient"]!["role"]! == "reporter")!);

    private async Task<MimeReading> WrittenAsync(string delivery)
    {
        string? content = null;
        await Waiting.ForAsync(async () => (content = await desk.Database.ReadAsync(reading => reading.SingleAsync<string>(
            "SELECT content FROM deliveries WHERE id = @delivery AND state = 'simulated'", new { delivery }), CancellationToken.None)) is not null);
        return new(System.Text.Encoding.ASCII.GetBytes(content!));
    }
}
