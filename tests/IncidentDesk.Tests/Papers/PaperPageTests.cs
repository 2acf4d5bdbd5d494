using System.Net;
using AngleSharp.Html.Dom;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Papers;

/// <summary>The page of a paper, without script.</summary>
public sealed class PaperPageTests
{
    private PaperScene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await PaperScene.StartAsync();

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task The_incidents_page_suggests_what_its_open_duties_ask_for()
    {
        using var responder = await Visitor.SignedInAsync(scene.Desk, "hoa", "responder");
        var page = await responder.PageAsync($"/incidents/{scene.Number}");
        var options = page.QuerySelectorAll("#paper-form optgroup:first-child option").Select(option => option.TextContent).ToList();
        Assert.That(
            options,
            Has.Some.StartsWith("Báo cáo sự cố (72 giờ), nơi nhận: Cơ quan chuyên trách an ninh mạng, hạn")
                .And.Some.StartsWith("Thông báo ban đầu (24 giờ), nơi nhận: Cơ quan chuyên trách an ninh mạng, hạn").And.Some.Contains("Mẫu 08"));
        var years = options.Select(option => option.Trim()[^5..]).ToList();
        Assert.That(years, Is.Not.Empty.And.All.Matches(@"^/20\d\d$"), "the day it is due is named with its year");
    }

    [Test]
    public async Task The_page_names_what_is_missing_how_sure_the_form_is_and_that_nobody_issued_it()
    {
        var paper = Paper.Of(await scene.DraftAsync("ND331-BC72"));
        using var responder = await Visitor.SignedInAsync(scene.Desk, "hoa", "responder");
        var page = await responder.PageAsync($"/papers/{paper.Id}");
        Assert.That(page.QuerySelectorAll("section[aria-labelledby=missing] li").Select(item => item.TextContent), Has.Member("Nguyên nhân"));
        Assert.That(page.QuerySelector(".notice")!.TextContent, Does.Contain("Mẫu nội bộ, chờ biểu mẫu chính thức"));
        Assert.That(page.Body!.TextContent, Does.Contain("Nguồn của mẫu"));
        Assert.That(((IHtmlInputElement)page.QuerySelector("#f-title")!).Value, Is.EqualTo("Máy chủ cổng thông tin bị chèn mã độc"));
        Assert.That(page.QuerySelector("form[action$='/review']"), Is.Null, "what is not whole is not sent for approval");
    }

    [Test]
    public async Task Who_audits_sees_that_it_was_written_and_not_a_word_of_it()
    {
        var paper = await scene.WholeAsync("ND331-BC72");
        using var auditor = await Visitor.SignedInAsync(scene.Desk, "kiem", "auditor");
        var page = await auditor.PageAsync($"/papers/{paper.Id}");
        Assert.That(page.Body!.TextContent, Does.Contain("Bản 2").And.Not.Contain("024 0000 0001").And.Not.Contain("Đã điền"));
        Assert.That(page.QuerySelector("textarea"), Is.Null);
        await auditor.PageAsync($"/papers/{paper.Id}/print", HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task The_appendix_prints_on_pages_of_its_own_behind_the_signature_and_mark_and_notice_stand_on_all_of_them()
    {
        var paper = Paper.Of(await scene.Writer.PostAsync("/api/v1/papers", """{"form":"ND331-Mau08","agency":"SO-YTE"}"""));
        using var responder = await Visitor.SignedInAsync(scene.Desk, "hoa", "responder");
        var pages = (await responder.PageAsync($"/papers/{paper.Id}/print")).QuerySelectorAll(".paper-pages");

        Assert.That(pages.Select(part => (part.QuerySelector(".paper-foot") is not null, part.QuerySelector("table") is not null)), Is.EqualTo(new[] { (true, false), (false, true) }));
        Assert.That(pages.Select(part => part.Children[0].TextContent), Is.All.EqualTo("TLP:AMBER"));
        Assert.That(pages.Select(part => part.Children[^1].TextContent), Is.All.Contain("Nội dung mẫu: "));
        Assert.That(pages[1].ClassList, Has.Member("lying"));
    }

    [Test]
    public async Task The_printed_view_shows_the_letter()
    {
        var paper = await scene.WholeAsync("ND331-BC72");
        using var responder = await Visitor.SignedInAsync(scene.Desk, "hoa", "responder");
        var text = (await responder.PageAsync($"/papers/{paper.Id}/print")).QuerySelector("article")!.TextContent;
        Assert.That(text, Does.Contain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").And.Contain("Đã điền cause").And.Contain("ĐƠN VỊ SO-YTE").And.Contain("TLP:AMBER"));
    }
}
