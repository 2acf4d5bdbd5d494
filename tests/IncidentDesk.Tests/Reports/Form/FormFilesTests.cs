using System.Net;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Dom;
using IncidentDesk.Evidence;
using IncidentDesk.Harness;
using IncidentDesk.Pipeline;
using IncidentDesk.Reports.Form;
using IncidentDesk.Tests.Shell;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reports.Form;

/// <summary>Files are added while a report is being filled in, with whatever button is pressed, and are evidence once it is sent.</summary>
public sealed class FormFilesTests
{
    private static readonly byte[] Log = Encoding.UTF8.GetBytes("dòng một");

    private FormScene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await FormScene.StartAsync();

    [TearDown]
    public Task StopAsync() => scene.StopAsync();

    [Test]
    public async Task Files_are_listed_with_name_size_and_sum_and_every_word_is_kept()
    {
        var page = await ActAsync("files", await scene.FormAsync(), [("nhật ký.log", Log), ("<script>alert(1)</script>.txt", [1])], ("description", "Lời kể\nhai dòng"));

        var items = page.QuerySelectorAll("#files-list li").Select(item => item.TextContent).ToList();
        Assert.That(items, Has.Count.EqualTo(2));
        Assert.That(items[0], Does.Contain("nhật ký.log").And.Contain($"{Log.Length} B").And.Contain(Convert.ToHexStringLower(SHA256.HashData(Log))));
        Assert.That(items[1], Does.Contain("<script>alert(1)</script>.txt"));
        Assert.That(page.QuerySelector("#f-description")!.TextContent, Is.EqualTo("Lời kể\nhai dòng"));
        Assert.That(page.QuerySelector("#f-title")!.GetAttribute("value"), Is.EqualTo("Máy văn thư bị khóa"));
        Assert.That((await scene.An.PageAsync($"/report?key={FormScene.Key(page)}")).QuerySelectorAll("#files-list li"), Has.Length.EqualTo(2), "tomorrow's page has them too");
        using var binh = await Visitor.SignedInAsync(scene.Desk, "binh", "reporter", "SO-YTE");
        Assert.That((await binh.PageAsync($"/report?kind=malware&key={FormScene.Key(page)}")).QuerySelectorAll("#files-list li"), Is.Empty, "nobody else sees them");
    }

    [Test]
    public async Task Sent_they_are_evidence_of_the_incident_with_who_held_them_and_as_close_as_the_report()
    {
        var page = await ActAsync("preview", await scene.FormAsync(), [("nhật ký.log", Log)], ("tlp", "red"));
        Assert.That(page.QuerySelector("#preview"), Is.Not.Null, "any button takes the files along");
        var incident = await ActAsync("send", page, [("ảnh.png", [1, 2, 3])], ("tlp", "red"));

        Assert.That(incident.QuerySelector("#sent"), Is.Not.Null);
        Assert.That(incident.QuerySelectorAll("section[aria-labelledby=evidence] tbody th a").Select(link => link.TextContent), Is.EqualTo(new[] { "nhật ký.log", "ảnh.png" }));
        Assert.That(incident.QuerySelector("section[aria-labelledby=timeline]")!.TextContent, Does.Contain("Thêm bằng chứng: nhật ký.log"));
        Assert.That(await RowsAsync("SELECT tlp FROM evidence"), Is.EqualTo(new[] { "red", "red" }));
        Assert.That(await RowsAsync("SELECT act || ' ' || actor_name FROM evidence_custody"), Is.EqualTo(new[] { "received Người thử an", "received Người thử an" }));
        Assert.That(await RowsAsync("SELECT action FROM audit WHERE action LIKE 'evidence.%' ORDER BY action"), Is.EqualTo(new[] { "evidence.add", "evidence.add", "evidence.give", "evidence.give" }));
        Assert.That(await RowsAsync("SELECT owner FROM evidence_used WHERE bytes = @bytes", Log.Length + 3), Has.Count.EqualTo(2), "agency and incident");
    }

    [Test]
    public async Task A_refused_report_keeps_its_files_and_a_refused_file_keeps_the_words()
    {
        var page = await ActAsync("send", await scene.FormAsync(), [("nhật ký.log", Log)], ("description", "[MẬT] danh sách"));
        Assert.That(scene.Last, Is.EqualTo(400));
        Assert.That(page.QuerySelector("#f-description-fault"), Is.Not.Null);
        Assert.That(page.QuerySelectorAll("#files-list li"), Has.Length.EqualTo(1));

        page = await ActAsync("send", page, [("TỐI MẬT.pdf", [1]), ("ảnh.png", [2])], ("description", "Đã sửa"));
        Assert.That(scene.Last, Is.EqualTo(400), "a file that was chosen and is not there is seen before the report is sent");
        Assert.That(page.QuerySelector("#faults")!.TextContent, Does.Contain("TỐI MẬT.pdf").And.Contain("văn thư mật"));
        Assert.That(page.QuerySelector("#f-description")!.TextContent, Is.EqualTo("Đã sửa"));
        Assert.That(page.QuerySelectorAll("#files-list li .name").Select(name => name.TextContent), Is.EqualTo(new[] { "nhật ký.log", "ảnh.png" }));
        Assert.That(await scene.CountAsync("reports"), Is.Zero);
    }

    [Test]
    public async Task A_form_of_ten_thousand_fields_is_refused_at_once_and_a_few_refused_files_are_enough()
    {
        var parts = new StringBuilder();
        for (var n = 0; n < 10_000; n++)
            parts.Append("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n");
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        http.Request.ContentType = "multipart/form-data; boundary=B";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(parts + "--B--\r\n"));
        var many = await FormWithFiles.ReadAsync(http, 1000, (_, _, _) => Task.FromResult(true), CancellationToken.None);
        Assert.That((many.NotTaken.Count, many.Words["a"].Count), Is.EqualTo((1, 500)));

        parts.Clear();
        for (var n = 0; n < 100; n++)
            parts.Append(System.Globalization.CultureInfo.InvariantCulture, $"--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{n}.log\"\r\n\r\nx\r\n");
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(parts + "--B--\r\n"));
        var refused = await FormWithFiles.ReadAsync(http, 10_000, (_, _, _) => throw new RefusedException(Problems.TooLarge(null)), CancellationToken.None);
        Assert.That(refused.NotTaken, Has.Count.EqualTo(20));
    }

    [Test]
    public async Task A_file_is_taken_off_again_and_a_draft_that_is_thrown_away_takes_its_files_with_it()
    {
        var page = await ActAsync("files", await scene.FormAsync(), [("a.log", [1]), ("b.log", [2])]);
        var off = (IHtmlButtonElement)page.QuerySelectorAll("#files-list button")[0];
        page = await ActAsync(off.Value, page, [], ("description", "Còn đây"));
        Assert.That(page.QuerySelectorAll("#files-list li .name").Select(name => name.TextContent), Is.EqualTo(new[] { "b.log" }));
        Assert.That(page.QuerySelector("#f-description")!.TextContent, Is.EqualTo("Còn đây"));

        using var gone = await scene.An.SubmitAsync("/report", "section[aria-labelledby=drafts] form");
        Assert.That(await RowsAsync("SELECT name FROM evidence"), Is.Empty);
        Assert.That(await RowsAsync("SELECT owner FROM evidence_used WHERE bytes <> 0"), Is.Empty);
        Assert.That(await RowsAsync("SELECT action FROM audit WHERE action = 'evidence.forget'"), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task The_script_sends_each_file_by_a_door_of_its_own_which_answers_with_the_list_and_refuses_strangers()
    {
        var form = await scene.FormAsync();
        using var taken = await TakeAsync(form, Token(form), "nhật ký.log", Log);
        Assert.That(taken.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Visitor.ReadAsync(taken)).QuerySelectorAll("[data-files] li .name").Select(name => name.TextContent), Is.EqualTo(new[] { "nhật ký.log" }));
        using var refused = await TakeAsync(form, Token(form), "TỐI MẬT.pdf", [1]);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await Visitor.ReadAsync(refused)).QuerySelector("[data-files] .fault")!.TextContent, Does.Contain("văn thư mật"));
        using var stranger = await TakeAsync(form, "sai", "x.log", [1]);
        Assert.That(stranger.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await RowsAsync("SELECT name FROM evidence"), Is.EqualTo(new[] { "nhật ký.log" }));
        Assert.That(await scene.CountAsync("report_drafts"), Is.Zero, "a file says nothing of the words");
    }

    [Test]
    public async Task No_more_than_twenty_files_wait_for_one_report()
    {
        var page = await ActAsync("files", await scene.FormAsync(), [.. Enumerable.Range(1, 21).Select(n => ($"{n}.log", new[] { (byte)n }))]);
        Assert.That(scene.Last, Is.EqualTo(400));
        Assert.That(page.QuerySelector("#faults")!.TextContent, Does.Contain("21.log").And.Contain("Đã hết dung lượng"));
        Assert.That(page.QuerySelectorAll("#files-list li"), Has.Length.EqualTo(20));
    }

    [Test]
    public async Task Files_of_a_report_that_was_filed_before_the_plug_was_pulled_are_given_by_the_sweep_and_those_of_none_forgotten()
    {
        var page = await ActAsync("files", await scene.FormAsync(), [("nhật ký.log", Log)]);
        await ActAsync("files", await scene.FormAsync(), [("bỏ quên.log", [1])]);
        await scene.Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE evidence SET added_by_id = @nobody WHERE name = 'nhật ký.log'", new { nobody = Guid.Empty }), CancellationToken.None);
        await ActAsync("send", page, []);
        Assert.That(await RowsAsync("SELECT name FROM evidence WHERE incident_id IS NOT NULL"), Is.Empty);

        await scene.Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE evidence SET added_by_id = (SELECT id FROM people WHERE user_name = 'an'), added_at = 1"), CancellationToken.None);
        await scene.Desk.Services.GetRequiredService<EvidenceSweep>().TurnAsync(CancellationToken.None);
        Assert.That(await RowsAsync("SELECT name FROM evidence WHERE incident_id IS NOT NULL"), Is.EqualTo(new[] { "nhật ký.log" }));
        Assert.That(await RowsAsync("SELECT name FROM evidence"), Has.Count.EqualTo(1));
    }

    private Task<IHtmlDocument> ActAsync(string act, IHtmlDocument page, (string Name, byte[] Content)[] files, params (string, string)[] filled) => scene.ActAsync(act, page, files, filled);

    private Task<HttpResponseMessage> TakeAsync(IHtmlDocument form, string token, string name, byte[] content) => scene.An.SendAsync(new(HttpMethod.Post, "/report/files")
    {
        Content = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(FormScene.Key(form)), "key" }, { new ByteArrayContent(content), "file", name } },
    });

    private static string Token(IHtmlDocument form) => ((IHtmlInputElement)form.QuerySelector("#report input[name=__RequestVerificationToken]")!).Value;

    private Task<IReadOnlyList<string>> RowsAsync(string sql, long bytes = 0) =>
        scene.Desk.Database.ReadAsync(reading => reading.QueryAsync<string>(sql, new { bytes }), CancellationToken.None);
}
