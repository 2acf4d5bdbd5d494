using System.Text;
using System.Text.Json;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Tests.Channels.Mail;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery.Letters;

/// <summary>The mail to a centre, read as its receiver reads it.</summary>
public sealed class LetterDeskTests
{
    [Test]
    public async Task The_subject_says_in_both_languages_what_it_is()
    {
        var mail = await MailAsync();
        Assert.That(mail.Decoded("Subject"), Is.EqualTo(
            "[INC-2026-000123] Báo cáo sự cố / Incident report: Máy chủ cổng thông tin bị chèn mã độc"));
        Assert.That(mail.Decoded("From"), Is.EqualTo("Bàn trực sự cố tỉnh Mẫu <truc@desk.example>"));
        Assert.That(mail.Header("Auto-Submitted"), Is.EqualTo("auto-generated"));
        Assert.That(mail.Header("X-IncidentDesk-Incident"), Is.EqualTo("INC-2026-000123"));
        Assert.That(mail.Header("X-IncidentDesk-Attempt"), Is.EqualTo("1"));
        Assert.That(mail.Header("Message-ID"), Is.EqualTo($"<{mail.Header("X-IncidentDesk-Delivery")}@desk.example>"));
        Assert.That(mail.Header("Date"), Does.EndWith("+0700"));
    }

    [Test]
    public async Task The_text_fits_a_phone_and_begins_with_its_mark()
    {
        var text = (await MailAsync()).Parts[0].Parts[0].Text;
        var lines = text.Split("\r\n");
        Assert.That(lines[0], Is.EqualTo("TLP:AMBER"));
        Assert.That(lines.Max(line => line.Length), Is.LessThanOrEqualTo(76));
        Assert.That(text, Does.Not.Contain("\r\n\r\n\r\n").And.Not.Contain("No harm to national security."));
    }

    [TestCase("Đề nghị Quý cơ quan hỗ trợ ứng cứu sự cố.", "Please help with the response.")]
    [TestCase("Mã sự cố: INC-2026-000123", "Incident: INC-2026-000123")]
    [TestCase("Đơn vị: Sở Y tế tỉnh Mẫu (SO-YTE)", "Agency: Department of Health (SO-YTE)")]
    [TestCase("Phát hiện lúc: 16:45, Thứ Sáu 20/11/2026 (+07:00)", "Detected: Fri 20 Nov 2026, 16:45 (+07:00)")]
    [TestCase("Mức độ: Nghiêm trọng", "Severity: Critical")]
    [TestCase("Hệ thống bị gián đoạn nghiêm trọng.", "The system is seriously disrupted.")]
    [TestCase("Điểm NCISS: 85,04", "NCISS score: 85.04")]
    [TestCase("NĐ 331/2026 Đ31.2.d", "NĐ 331/2026 Đ31.2.d")]
    [TestCase("trước 16:45, Thứ Hai 23/11/2026", "by Mon 23 Nov 2026, 16:45")]
    [TestCase("khoảng 1.200 người", "about 1,200 people")]
    [TestCase("Điện thoại: 024 0000 0001", "Phone: 024 0000 0001")]
    [TestCase("ipv4: 203[.]0[.]113[.]7", "url: hxxp://xau[.]example/a[.]php")]
    public async Task The_body_is_complete_in_vietnamese_first_then_in_english(string vietnamese, string english)
    {
        var parts = (await MailAsync()).Parts[0].Parts;
        var text = string.Join(' ', parts[0].Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var halves = text.Split(" ---------------------------------------- ");
        Assert.That(halves, Has.Length.EqualTo(2));
        Assert.That(halves[0], Does.Contain(vietnamese));
        Assert.That(halves[1], Does.Contain(english));
    }

    [Test]
    public async Task The_attachment_is_the_report_as_stored()
    {
        var attachment = (await MailAsync()).Parts[1];
        Assert.That(attachment.Parameter("Content-Disposition", "filename"), Is.EqualTo("INC-2026-000123.json"));
        using var stored = JsonDocument.Parse(new ReportRow().Facts);
        using var attached = JsonDocument.Parse(attachment.Text);
        Assert.That(JsonElement.DeepEquals(attached.RootElement, stored.RootElement), Is.True);
    }

    [Test]
    public async Task With_a_safe_address_the_other_one_leaves_in_no_part()
    {
        var mail = await MailAsync(report => report with { SafeEmail = "\"antoan@riengtu.example\"" });
        var parts = mail.Parts[0].Parts.Append(mail.Parts[1]).Select(part => part.Text).ToList();
        Assert.That(parts, Has.Count.EqualTo(3));
        Assert.That(parts, Has.All.Contain("antoan@riengtu.example"));
        Assert.That(parts, Has.None.Contain("an@soyte.example"));
    }

    [Test]
    public async Task What_a_reporter_writes_is_never_markup_and_nothing_is_fetched()
    {
        var html = (await MailAsync(report => report with { Title = "<img src=//xau.example/x>", Description = "a</p><script>1</script>" }))
            .Parts[0].Parts[1].Text;
        Assert.That(html, Does.Contain("Báo cáo sự cố"));
        Assert.That(html, Does.Contain("&lt;img src=//xau.example/x&gt;").And.Contain("&lt;script&gt;"));
        Assert.That(html, Does.Not.Contain("<img").And.Not.Contain("<script").And.Not.Contain("<a ").And.Not.Contain("src=\""));
    }

    [Test]
    public async Task A_drill_says_so_in_subject_and_first_lines()
    {
        var mail = await MailAsync(report => report with { Reality = "drill" });
        Assert.That(mail.Decoded("Subject"), Does.StartWith("[INC-2026-000123] DIỄN TẬP / DRILL Báo cáo sự cố / Incident report: "));
        Assert.That(mail.Parts[0].Parts[0].Text, Does.StartWith("TLP:AMBER\r\n\r\nDIỄN TẬP / DRILL\r\n"));
    }

    [Test]
    public async Task A_later_mail_to_the_same_recipient_stays_in_the_thread()
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.ContactAsync();
        var incident = await scene.IncidentAsync();
        var first = await scene.PlanAsync(incident);
        await PostRoomScene.TurnAsync(scene.Room());
        scene.Clock.Advance(TimeSpan.FromHours(1));
        var second = await scene.PlanAsync(incident, cause: "update", causeRef: "update:2");
        await PostRoomScene.TurnAsync(scene.Room());

        var mail = new MimeReading(Encoding.ASCII.GetBytes((await scene.ReadAsync<string>(
            "SELECT content FROM deliveries WHERE id = @second", new { second }))!));
        Assert.That(mail.Header("References"), Is.EqualTo((await scene.ViewAsync(first)).MessageId));
        Assert.That(mail.Decoded("Subject"), Does.StartWith("[INC-2026-000123] Cập nhật sự cố / Incident update (lần 2): "));
    }

    [Test]
    public void A_repetition_differs_in_one_line_only()
    {
        const string letter = "Subject: x\r\nX-IncidentDesk-Attempt: 1\r\nMIME-Version: 1.0\r\n\r\nbody\r\n";
        Assert.That(Encoding.ASCII.GetString(AttemptHeader.Number(letter, 1)), Is.EqualTo(letter));
        Assert.That(Encoding.ASCII.GetString(AttemptHeader.Number(letter, 12)), Is.EqualTo(letter.Replace("Attempt: 1", "Attempt: 12")));
    }

    private static async Task<MimeReading> MailAsync(Func<ReportRow, ReportRow>? with = null)
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.ContactAsync();
        var delivery = await scene.PlanAsync(await scene.IncidentAsync(with));
        var facts = await scene.Store.Database.ReadAsync(reading => LetterReading.OfAsync(reading, delivery), CancellationToken.None);
        return new(Encoding.ASCII.GetBytes(scene.Letters.Write(facts, scene.Clock.GetUtcNow())));
    }
}
