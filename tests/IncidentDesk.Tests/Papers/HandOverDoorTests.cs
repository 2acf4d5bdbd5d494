using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using IncidentDesk.Evidence;
using IncidentDesk.Tests.Shell;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Papers;

/// <summary>The form that records the sending of a yearly paper, with its receipt, without script.</summary>
public sealed class HandOverDoorTests
{
    private const string Form = "form[action$='/handover']";

    private static readonly (string Name, string Value)[] Filled = [("number", "15/BC-SYT"), ("at", "2026-12-16T08:00"), ("channel", "bưu điện")];

    private PeriodicScene scene = null!;
    private Visitor responder = null!;
    private string address = "";

    [SetUp]
    public async Task StartAsync()
    {
        scene = await PeriodicScene.StartAsync("2026-11-01T00:00:00+07:00");
        await scene.AtAsync("2026-12-16T08:00:00+07:00");
        var paper = await PaperScene.ApproveAsync(scene.Writer, scene.Second, await PaperScene.CompleteAsync(scene.Writer, await scene.DraftAsync("ND331-Mau08")));
        address = $"/papers/{paper.Id}";
        responder = await Visitor.SignedInAsync(scene.Desk, "hoa", "responder");
    }

    [TearDown]
    public async Task StopAsync()
    {
        responder.Dispose();
        await scene.DisposeAsync();
    }

    [Test]
    public async Task The_receipt_comes_with_the_form_and_is_chosen_once_whatever_else_was_refused()
    {
        var page = await responder.PageAsync(address);
        using var without = await responder.UploadAsync(page, Form, [], Filled, "record");
        var refused = await Visitor.ReadAsync(without);
        Assert.That((without.StatusCode, ((IHtmlInputElement)refused.QuerySelector("#hand-number")!).Value), Is.EqualTo((HttpStatusCode.BadRequest, "15/BC-SYT")));
        Assert.That(refused.QuerySelector("#faults")!.TextContent, Does.Contain("khi có biên nhận"));

        using var unnumbered = await responder.UploadAsync(refused, Form, [("bien-nhan.pdf", Encoding.UTF8.GetBytes("biên nhận"))], [.. Filled, ("number", "")], "record");
        var kept = await Visitor.ReadAsync(unnumbered);
        Assert.That((unnumbered.StatusCode, await scene.YearlyAsync()), Is.EqualTo((HttpStatusCode.BadRequest, "open ")));
        Assert.That(kept.QuerySelector($"{Form} input[name=evidence]"), Is.Not.Null);

        using var recorded = await responder.UploadAsync(kept, Form, [], Filled, "record");
        Assert.That((recorded.StatusCode, await scene.YearlyAsync()), Is.EqualTo((HttpStatusCode.Found, "met 15/BC-SYT, bưu điện")));
        var link = (await responder.PageAsync(address)).QuerySelector("a[href^='/api/v1/evidence/']")!.GetAttribute("href")!;
        using var asked = new HttpRequestMessage(HttpMethod.Get, link) { Headers = { { "Accept", "*/*" } } };
        using var content = await responder.SendAsync(asked);
        Assert.That(await content.Content.ReadAsStringAsync(), Is.EqualTo("biên nhận"));
    }

    [Test]
    public async Task A_receipt_that_is_no_longer_there_is_chosen_once_more_and_not_named_again()
    {
        var page = await responder.PageAsync(address);
        using var unnumbered = await responder.UploadAsync(page, Form, [("bien-nhan.pdf", [1, 2, 3])], [.. Filled, ("number", "")], "record");
        var kept = await Visitor.ReadAsync(unnumbered);
        await scene.WriteAsync("UPDATE evidence SET added_at = 0");
        await scene.Desk.Services.GetRequiredService<EvidenceSweep>().TurnAsync(CancellationToken.None);

        using var swept = await responder.UploadAsync(kept, Form, [], Filled, "record");
        var again = await Visitor.ReadAsync(swept);
        Assert.That((swept.StatusCode, again.QuerySelector($"{Form} input[name=evidence]")), Is.EqualTo((HttpStatusCode.BadRequest, (AngleSharp.Dom.IElement?)null)));
        Assert.That(again.QuerySelector("#faults")!.TextContent, Does.Contain("hãy chọn lại tệp"));
        Assert.That(((IHtmlInputElement)again.QuerySelector("#hand-number")!).Value, Is.EqualTo("15/BC-SYT"), "all else stays");

        using var recorded = await responder.UploadAsync(again, Form, [("bien-nhan.pdf", [1, 2, 3])], Filled, "record");
        Assert.That((recorded.StatusCode, await scene.YearlyAsync()), Is.EqualTo((HttpStatusCode.Found, "met 15/BC-SYT, bưu điện")));
    }

    [Test]
    public async Task The_page_says_where_a_sending_met_no_periodic_duty_and_only_there()
    {
        const string nothing = "không hoàn thành nghĩa vụ định kỳ nào";
        var other = await PaperScene.CompleteAsync(scene.Writer, await scene.DraftAsync("ND331-Mau08"));
        other = Paper.Of(await PaperScene.PutAsync(scene.Writer, other, "", """{"fields":[{"code":"from","value":"2024-12-15"},{"code":"to","value":"2025-12-14"}]}"""));
        other = await PaperScene.ApproveAsync(scene.Writer, scene.Second, other);
        Assert.That(Paper.Of(await PaperScene.HandOverAsync(scene.Writer, other, scene.Clock.GetUtcNow(), number: "14/BC-SYT")).State, Is.EqualTo("sent"));
        Assert.That((await responder.PageAsync($"/papers/{other.Id}")).Body!.TextContent, Does.Contain(nothing));

        using var recorded = await responder.UploadAsync(await responder.PageAsync(address), Form, [("bien-nhan.pdf", [1, 2, 3])], Filled, "record");
        Assert.That(recorded.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That((await responder.PageAsync(address)).Body!.TextContent, Does.Contain("15/BC-SYT").And.Not.Contain(nothing));
    }

    [Test]
    public async Task A_strangers_form_leaves_no_file_behind()
    {
        using var form = new MultipartFormDataContent { { new StringContent("15/BC-SYT"), "number" }, { new ByteArrayContent([1, 2, 3]), "file", "bien-nhan.pdf" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{address}/handover", UriKind.Relative)) { Content = form };
        using var answer = await responder.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await scene.Desk.Database.ReadAsync(reading => reading.SingleAsync<long>("SELECT count(*) FROM evidence"), CancellationToken.None), Is.Zero);
    }
}
