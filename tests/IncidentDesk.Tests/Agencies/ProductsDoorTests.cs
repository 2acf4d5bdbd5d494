using System.Net;
using AngleSharp.Html.Dom;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Agencies;

public sealed class ProductsDoorTests
{
    private const string Door = "/agencies/systems/CTTDT/products";

    private Desk desk = null!;
    private Visitor agency = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        await desk.SystemAsync(await desk.AgencyAsync("SO-YTE"), "CTTDT", 3);
        await desk.SystemAsync(await desk.AgencyAsync("SO-GDDT"), "TS", 2);
        agency = await Visitor.SignedInAsync(desk, "an", "reporter", "SO-YTE");
    }

    [TearDown]
    public async Task StopAsync()
    {
        agency.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task The_people_of_an_agency_keep_the_list_of_their_own_systems_and_see_no_other()
    {
        using var answer = await SaveAsync(await agency.PageAsync(Door), "FortiOS | 7.0.6 | 2\n\nWordPress\t6.4\n");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        var page = await agency.PageAsync(answer.Headers.Location!.OriginalString);
        Assert.That(page.QuerySelector("[role=status]")!.TextContent, Is.EqualTo("Đã lưu danh sách."));
        Assert.That(Rows(page), Is.EqualTo(new[] { "FortiOS 7.0.6 2", "WordPress 6.4 1" }));
        Assert.That(((IHtmlTextAreaElement)page.QuerySelector("#products")!).Value, Is.EqualTo("FortiOS | 7.0.6 | 2\nWordPress | 6.4 | 1"));

        await agency.PageAsync("/agencies/systems/TS/products", HttpStatusCode.NotFound);
        using var auditor = await Visitor.SignedInAsync(desk, "kiem", "auditor");
        Assert.That((await auditor.PageAsync(Door)).QuerySelector("#runs"), Is.Null, "who only reads is offered no form");
    }

    [TestCase("FortiOS | 7.0.6\nFortiOS", "Dòng 2: viết sản phẩm | phiên bản | số máy, như FortiOS | 7.0.6 | 2.")]
    [TestCase("\nFortiOS | 7.0.6 | 0", "Dòng 2: Hãy chọn giá trị từ 1 đến 1000000.")]
    [TestCase("FortiOS | 7.0.6\n\n[MẬT] | 1", "Dòng 3: Nội dung có dấu chỉ độ mật")]
    public async Task A_line_that_is_wrong_is_named_and_the_list_is_still_there(string typed, string said)
    {
        using var answer = await SaveAsync(await agency.PageAsync(Door), typed);
        var page = await Visitor.ReadAsync(answer);
        Assert.That((answer.StatusCode, ((IHtmlTextAreaElement)page.QuerySelector("#products")!).Value.Trim('\n')), Is.EqualTo((HttpStatusCode.BadRequest, typed.Trim('\n'))));
        Assert.That(page.QuerySelector("#faults a[href='#products']")!.TextContent, Does.Contain(said));
    }

    [Test]
    public async Task Who_comes_second_sees_the_list_that_stands_and_keeps_what_was_typed()
    {
        var form = await agency.PageAsync(Door);
        using var first = await SaveAsync(await agency.PageAsync(Door), "FortiOS | 7.0.7");
        using var second = await SaveAsync(form, "Zimbra | 9.0");
        var page = await Visitor.ReadAsync(second);
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        Assert.That(Rows(page), Is.EqualTo(new[] { "FortiOS 7.0.7 1" }));
        Assert.That(page.QuerySelector("caption")!.TextContent, Does.Contain("người khác vừa lưu"));

        using var third = await SaveAsync(page, "Zimbra | 9.0");
        Assert.That(Rows(await agency.PageAsync(Door)), Is.EqualTo(new[] { "Zimbra 9.0 1" }));
    }

    private Task<HttpResponseMessage> SaveAsync(IHtmlDocument page, string typed) => agency.SubmitAsync(page, "#runs", ("products", typed));

    private static IEnumerable<string> Rows(IHtmlDocument page) => page.QuerySelectorAll("tbody tr")
        .Select(row => string.Join(' ', row.Children.Take(3).Select(cell => cell.LastChild!.TextContent.Trim())));
}
