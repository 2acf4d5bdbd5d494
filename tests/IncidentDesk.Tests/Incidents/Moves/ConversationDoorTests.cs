using System.Net;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Channels.Mail;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents.Moves;

public sealed class ConversationDoorTests
{
    private Desk desk = null!;
    private Visitor an = null!, hoa = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        await desk.AgencyAsync("SO-YTE");
        (an, hoa) = (await Visitor.SignedInAsync(desk, "an", "reporter", "SO-YTE"), await Visitor.SignedInAsync(desk, "hoa", "responder"));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        an.Dispose();
        hoa.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task Agency_and_desk_talk_on_the_page_of_the_incident()
    {
        var number = await FileAsync();
        await SayAsync(an, number, "Máy nào cần rút trước?");
        await SayAsync(hoa, number, "Rút máy văn thư trước.");
        var page = await an.PageAsync($"/incidents/{number}");
        Assert.That(page.QuerySelectorAll("section[aria-labelledby=conversation] li .told").Select(one => one.TextContent), Is.EqualTo(new[] { "Máy nào cần rút trước?", "Rút máy văn thư trước." }));
    }

    [TestCase("antoan@riengtu.example", "antoan@riengtu.example")]
    [TestCase(null, "an@soyte.example")]
    public async Task When_the_desk_says_something_a_mail_says_so_to_the_safe_address_and_not_what(string? safe, string address)
    {
        var number = await FileAsync(safe);
        await SayAsync(an, number, "Chúng tôi chờ.");
        await SayAsync(hoa, number, "Mật mã mới là con mèo.");
        await SayAsync(hoa, number, "Thêm một câu.");
        await desk.Client(await desk.KeyAsync(null, "work")).PostAsync($"/api/v1/incidents/{number}/comments", """{"text":"nội bộ","visibility":"internal"}""");
        var planned = await desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
            "SELECT deliveries.address FROM deliveries JOIN incidents ON incidents.id = deliveries.about WHERE cause_kind = 'receipt' AND cause_ref LIKE 'comment:%' AND incidents.number = @number", new { number }), CancellationToken.None);
        Assert.That(planned, Is.EqualTo(new[] { address, address }));
        await Delivery.Waiting.ForAsync(async () => await ContentAsync(number) is not null);
        var mail = new MimeReading(System.Text.Encoding.ASCII.GetBytes((await ContentAsync(number))!));
        Assert.That(mail.Decoded("Subject"), Does.StartWith($"[{number}] Trung tâm có lời nhắn"));
        foreach (var part in mail.Parts)
            Assert.That(part.Text, Does.Contain(number).And.Not.Contain("con mèo"));
    }

    [Test]
    public async Task What_was_refused_is_said_and_the_words_are_kept()
    {
        var number = await FileAsync();
        using var refused = await an.SubmitAsync($"/incidents/{number}", "#comment", ("text", "Độ mật: MẬT"));
        var page = await Visitor.ReadAsync(refused);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.QuerySelector("#comment-faults")!.TextContent, Does.Contain("văn thư mật"));
        Assert.That(page.QuerySelector("#comment-text")!.TextContent, Is.EqualTo("Độ mật: MẬT"));
        using var empty = await an.SubmitAsync($"/incidents/{number}", "#comment", ("text", " "));
        Assert.That(empty.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private Task<string?> ContentAsync(string number) => desk.Database.ReadAsync(reading => reading.SingleAsync<string>(
        """
        SELECT deliveries.content FROM deliveries JOIN incidents ON incidents.id = deliveries.about
        WHERE cause_kind = 'receipt' AND cause_ref LIKE 'comment:%' AND deliveries.content IS NOT NULL AND incidents.number = @number ORDER BY deliveries.id LIMIT 1
        """, new { number }), CancellationToken.None);

    // The desk's own form asks who is to read it, on its two buttons.
    private async Task SayAsync(Visitor who, string number, string text)
    {
        using var answer = who == hoa
            ? await who.SubmitAsync($"/incidents/{number}", "form.remark", ("text", text), ("visibility", "agency"))
            : await who.SubmitAsync($"/incidents/{number}", "#comment", ("text", text));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    private async Task<string> FileAsync(string? safe = null)
    {
        var body = ExampleReport.Body();
        body["contact"]!["safeEmail"] = safe;
        return (string)(await desk.Client(await desk.KeyAsync(null)).FileAsync(body)).Json!["number"]!;
    }
}
