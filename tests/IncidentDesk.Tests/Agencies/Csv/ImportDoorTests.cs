using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Agencies.Csv;

public sealed class ImportDoorTests
{
    private Desk desk = null!;
    private Visitor admin = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        await desk.AgencyAsync("SO-A");
        admin = await Visitor.SignedInAsync(desk, "quan", "admin");
    }

    [TearDown]
    public async Task StopAsync()
    {
        admin.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task What_a_file_would_do_is_shown_first_and_a_second_press_does_it()
    {
        var page = await SendAsync("agencies", "code,name,kind\nSO-A,Tên mới,department\nSO-B,B & <b>,unit\n");
        Assert.That(page.QuerySelectorAll("tr[data-outcome]").Select(row => row.GetAttribute("data-outcome")), Is.EqualTo(new[] { "changed", "added" }));
        Assert.That(page.QuerySelector("[role=status]")!.TextContent, Does.Contain("1").And.Contain("Chưa ghi gì"));
        Assert.That(page.Body!.TextContent, Does.Contain("Đơn vị SO-A → Tên mới"));
        Assert.That(await CountAsync(), Is.EqualTo(1));

        using var done = await admin.SubmitAsync(page, "#do");
        var after = await Visitor.ReadAsync(done);
        Assert.That((done.StatusCode, after.QuerySelector("[role=status]")!.TextContent), Is.EqualTo((HttpStatusCode.OK, "Đã nhập: thêm 1, sửa 1, giữ nguyên 0.")));
        Assert.That(after.QuerySelector("#do"), Is.Null);
        Assert.That(await CountAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_file_with_a_refused_line_offers_no_button_and_one_that_is_no_table_says_why()
    {
        var page = await SendAsync("systems", "agency,code,name,level\nSO-A,X,X,9\n");
        Assert.That(page.QuerySelector("#do"), Is.Null);
        Assert.That(page.QuerySelector("tr[data-outcome=refused]")!.TextContent, Does.Contain("level"));
        page = await SendAsync("systems", "nonsense\n", HttpStatusCode.BadRequest);
        Assert.That(page.QuerySelector("#faults")!.TextContent, Does.Contain("/columns/nonsense"));
        page = await SendAsync("systems", "", HttpStatusCode.BadRequest);
        Assert.That(page.QuerySelector("#faults")!.TextContent, Is.EqualTo("Hãy chọn một tệp."));
    }

    [Test]
    public async Task A_large_file_is_chosen_again()
    {
        var page = await SendAsync("agencies", "code,name,kind\nSO-A,Tên mới,department\n" + new string('\n', 2 << 20));
        Assert.That(page.QuerySelector("#do input[type=file]"), Is.Not.Null);
        Assert.That(page.QuerySelector("#do input[name=carried]"), Is.Null);
    }

    [Test]
    public async Task The_page_of_agencies_leads_an_administrator_to_the_tables_and_nobody_else()
    {
        Assert.That(
            (await admin.PageAsync("/agencies")).QuerySelectorAll("section[aria-labelledby=tables] a").Select(link => link.GetAttribute("href")),
            Is.EqualTo(new[] { "/lists/agencies.csv", "/api/v1/systems/export", "/agencies/import" }));
        using var lead = await Visitor.SignedInAsync(desk, "binh", "lead");
        Assert.That((await lead.PageAsync("/agencies")).QuerySelector("section[aria-labelledby=tables]"), Is.Null);
        await lead.PageAsync("/agencies/import", HttpStatusCode.Forbidden);
    }

    private async Task<IHtmlDocument> SendAsync(string register, string text, HttpStatusCode status = HttpStatusCode.OK)
    {
        var form = (IHtmlFormElement)(await admin.PageAsync("/agencies/import")).QuerySelector("#try")!;
        using var content = new MultipartFormDataContent();
        foreach (var input in form.Elements.OfType<IHtmlInputElement>().Where(input => input.Type == "hidden"))
            content.Add(new StringContent(input.Value), input.Name!);
        content.Add(new StringContent(register), "register");
        content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "table.csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = content };
        using var answer = await admin.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(status));
        return await Visitor.ReadAsync(answer);
    }

    private Task<long> CountAsync() => desk.Database.ReadAsync(reading => reading.SingleAsync<long>("SELECT count(*) FROM agencies"), CancellationToken.None);
}
