using System.Text.Json.Nodes;
using IncidentDesk.Advisories;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Agencies.Csv;
using IncidentDesk.Tests.Duty;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Advisories;

public sealed class AdvisoryMailTests
{
    private ManualClock clock = null!;
    private Desk desk = null!;
    private HttpClient lead = null!;

    [SetUp]
    public async Task StartAsync()
    {
        // Each test has a clock of its own: one that jumps leaves no later day to the next.
        clock = new(new DateTimeOffset(2022, 10, 11, 3, 0, 0, TimeSpan.Zero));
        desk = await Desk.StartAsync(clock);
        await desk.AgencyAsync("TINH", kind: "province");
        await desk.SystemAsync(await desk.AgencyAsync("SO-YTE", "TINH"), "TUONG-LUA", 3);
        foreach (var code in new[] { "TINH", "SO-YTE" })
            await desk.MailAddressAsync(code, $"{code.ToLowerInvariant()}@mau.example");
        lead = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "hoa", "admin")));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [TestCase("green", true)]
    [TestCase("amber+strict", false)]
    public async Task A_letter_says_what_its_mark_lets_it_say(string tlp, bool open)
    {
        var body = Letters.Fortinet();
        (body["tlp"], body["text"]) = (tlp, "Toàn văn của văn bản.");
        await lead.SendLetterAsync(await lead.IssueAsync(body), """{"agencies":["SO-YTE"]}""");
        var mail = await MailAsync("letter-%", "letter:%");
        Assert.That(mail, Does.Contain("X-IncidentDesk-TLP: TLP:" + tlp.ToUpperInvariant()));
        var text = Text(mail);
        Assert.That(text, Does.Contain("1684/STTTT-CNTT").And.Contain("Không trả lời không được coi là không ảnh hưởng"));
        Assert.That((text.Contains("Rà soát thiết bị", StringComparison.Ordinal), text.Contains("Toàn văn của văn bản", StringComparison.Ordinal)), Is.EqualTo((open, open)));
    }

    [Test]
    public async Task Who_has_a_letter_reads_that_it_names_more()
    {
        await lead.SendLetterAsync(await lead.IssueAsync(), """{"agencies":["SO-YTE"]}""");
        var more = Letters.Fortinet();
        more["cves"] = new System.Text.Json.Nodes.JsonArray("CVE-2022-40684", "CVE-2022-42475");
        await lead.PostAsync("/api/v1/advisories", more.ToJsonString());
        Assert.That(
            Text(await MailAsync("update-%", "update-%")),
            Does.Contain("VĂN BẢN CẢNH BÁO ĐÃ THAY ĐỔI").And.Contain("1684/STTTT-CNTT").And.Contain("trả lời đó được mở lại").And.Contain("Rà soát thiết bị"));
    }

    [TestCase("green", true)]
    [TestCase("amber+strict", false)]
    public async Task Who_has_a_letter_reads_what_was_added_to_it_and_what_was_taken_away(string tlp, bool open)
    {
        var body = Letters.Fortinet();
        body["tlp"] = tlp;
        await lead.SendLetterAsync(await lead.IssueAsync(body), """{"agencies":["SO-YTE"]}""");
        body["cves"] = new JsonArray("CVE-2022-42475");
        body["products"] = new JsonArray(
            new JsonObject { ["name"] = "FortiOS", ["versions"] = new JsonArray(new JsonObject { ["from"] = "6.4.0", ["to"] = "6.4.9" }) }, new JsonObject { ["name"] = "FortiGate" });
        Assert.That((await lead.PostAsync("/api/v1/advisories", body.ToJsonString())).Code, Is.EqualTo(200));

        var text = Text(await MailAsync("update-%", "update-%"));

        foreach (var line in new[]
        {
            "Lỗ hổng được thêm: CVE-2022-42475", "Lỗ hổng được bỏ: CVE-2022-40684", "Sản phẩm được thêm: FortiGate", "Sản phẩm được bỏ: FortiProxy", "Sản phẩm có phiên bản khác trước: FortiOS",
            "Weaknesses added: CVE-2022-42475", "Weaknesses taken away: CVE-2022-40684", "Products added: FortiGate", "Products taken away: FortiProxy",
            "Products with other versions than before: FortiOS",
        })
            Assert.That(text.Contains(line, StringComparison.Ordinal), Is.EqualTo(open), line);
        Assert.That(text, Does.Not.Contain("Sản phẩm được bỏ bớt phiên bản"));
    }

    [Test]
    public async Task Of_many_that_were_added_ten_are_named_and_the_others_counted()
    {
        await lead.SendLetterAsync(await lead.IssueAsync(), """{"agencies":["SO-YTE"]}""");
        var more = Letters.Fortinet();
        more["cves"] = new JsonArray(Enumerable.Range(0, 12).Select(n => (JsonNode?)$"CVE-2023-{n + 1000}").ToArray());
        ((JsonArray)more["products"]![0]!["versions"]!).RemoveAt(1);
        Assert.That((await lead.PostAsync("/api/v1/advisories", more.ToJsonString())).Code, Is.EqualTo(200));

        var text = Text(await MailAsync("update-%", "update-%"));

        Assert.That(text, Does.Contain("CVE-2023-1009 và 2 mục khác").And.Contain("CVE-2023-1009 and 2 more").And.Not.Contain("CVE-2023-1010"));
        Assert.That(text, Does.Contain("Sản phẩm được bỏ bớt phiên bản: FortiOS").And.Contain("Products with fewer versions than before: FortiOS"));
    }

    [Test]
    public async Task The_agency_above_reads_who_is_silent()
    {
        await lead.SendLetterAsync(await lead.IssueAsync(), """{"agencies":["SO-YTE"]}""");
        clock.Jump(TimeSpan.FromDays(3));
        await desk.TurnAsync();
        clock.Jump(TimeSpan.FromDays(4));
        await desk.TurnAsync();
        Assert.That(Text(await MailAsync("escalation-%", "escalation-%")), Does.Contain("Đơn vị SO-YTE (SO-YTE)").And.Contain("chỉ đạo các đơn vị trực thuộc"));
    }

    [Test]
    public async Task Products_come_in_as_a_table_and_go_out_as_one()
    {
        var table = "agency,system,product,version,hosts\r\nSO-YTE,TUONG-LUA,FortiOS,7.0.6,2\r\nSO-YTE,TUONG-LUA,FortiProxy,7.2.0,\r\n";
        var answer = await lead.ImportAsync("products", table);
        Assert.That(((int)answer.Json!["added"]!, (int)answer.Json["refused"]!), Is.EqualTo((2, 0)));
        var again = await lead.ImportAsync("products", table.Replace(",2\r", ",3\r", StringComparison.Ordinal));
        Assert.That(((int)again.Json!["changed"]!, (int)again.Json["unchanged"]!), Is.EqualTo((1, 1)));
        Assert.That(await lead.ReadTextAsync("/api/v1/products/export"), Does.Contain("SO-YTE,TUONG-LUA,FortiOS,7.0.6,3"));
        Assert.That((await lead.ImportAsync("products", "agency,system,product,version\r\nSO-YTE,X,FortiOS,1\r\n")).Code, Is.EqualTo(400));
    }

    // The courier may have taken it already; the letter on the row is the same.
    private async Task<string> MailAsync(string kind, string reference)
    {
        var id = await desk.Database.ReadAsync(
            reading => reading.SingleAsync<Guid>("SELECT id FROM deliveries WHERE cause_kind = 'advisory' AND cause_ref LIKE @reference", new { reference }), CancellationToken.None);
        Assert.That(id, Is.Not.EqualTo(Guid.Empty), kind);
        var scribe = desk.Services.GetServices<IScribe>().Single(one => one.Writes(AdvisoryMails.Cause, "mail"));
        return await desk.Database.ReadAsync(reading => scribe.WriteAsync(reading, id, clock.GetUtcNow()), CancellationToken.None);
    }

    /// <summary>The plain half of a mail, decoded; its lines are broken where they are full, so a sentence is looked for in one line of words.</summary>
    private static string Text(string mail)
    {
        var part = mail[mail.IndexOf("text/plain", StringComparison.Ordinal)..];
        var body = part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        var text = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(body[..body.IndexOf("\r\n--", StringComparison.Ordinal)]));
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
