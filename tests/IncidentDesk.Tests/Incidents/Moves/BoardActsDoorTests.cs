using System.Net;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents.Moves;

/// <summary>What a person does on the board itself: several at once, filters under names, what waits for them.</summary>
public sealed class BoardActsDoorTests
{
    private CaseScene scene = null!;
    private Visitor hoa = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scene = await CaseScene.StartAsync();
        hoa = await Visitor.SignedInAsync(scene.Desk, "hoa", "responder");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        hoa.Dispose();
        await scene.DisposeAsync();
    }

    [Test]
    public async Task Each_of_several_has_its_own_answer_with_its_own_reason()
    {
        var (one, other, ended) = (await scene.FileAsync(), await scene.FileAsync(), await scene.FileAsync());
        await scene.PutAsync(scene.Other, other, "acknowledgement", "{}");
        await scene.OweNothingAsync(ended);
        await scene.PutAsync(scene.One, ended, "rejection", """{"disposition":"spam","reason":"x"}""");

        var lines = await SendAsync("take", $"{one}|1", $"{other}|1", $"{ended}|1", "INC-2026-999999|1");

        Assert.That(lines[0], Does.Contain(one).And.Contain("anh/chị đã nhận xử lý"));
        Assert.That(lines[1], Does.Contain("đã có Người hai nhận lúc"));
        Assert.That(lines[2], Does.Contain(ended).And.Contain("không cho phép bước này"));
        Assert.That(lines[3], Does.Contain("INC-2026-999999"));
        Assert.That((string?)(await scene.ShowAsync(one))["acknowledgedBy"], Is.EqualTo("Người thử hoa"));
    }

    [Test]
    public async Task What_was_changed_since_it_was_ticked_is_not_given()
    {
        var (one, other) = (await scene.FileAsync(), await scene.FileAsync());
        await scene.PutAsync(scene.One, other, "severity", """{"severity":"high","reason":"x"}""");

        var lines = await SendAsync("assign", $"{one}|1", $"{other}|1");

        Assert.That(lines[0], Does.Contain("đã giao"));
        Assert.That(lines[1], Does.Contain("đã có người đổi"));
        Assert.That(((string?)(await scene.ShowAsync(one))["assignee"], (string?)(await scene.ShowAsync(other))["assignee"]), Is.EqualTo(("Người hai", (string?)null)));
    }

    [Test]
    public async Task A_row_names_the_clock_of_the_ladder_beside_that_of_the_law()
    {
        var number = await scene.FileAsync(isSerious: true);
        await scene.CalledAsync(number);
        var row = (await hoa.PageAsync("/board")).QuerySelector($"tr[data-number='{number}']")!;

        Assert.That(row.QuerySelectorAll(".col-due .clock"), Has.Length.EqualTo(2));
        Assert.That(row.QuerySelector(".col-due")!.TextContent, Does.Match("Gọi bậc [0-9]/[0-9]"));
        Assert.That(row.QuerySelector("input[type=checkbox]")!.GetAttribute("form"), Is.EqualTo("acts"));
    }

    [Test]
    public async Task A_filter_is_kept_under_a_name_for_its_owner_alone()
    {
        using var saved = await hoa.SubmitAsync("/board?severity=critical&overdue=true", ".views > form", ("name", "Nặng và quá hạn"));
        Assert.That(saved.Headers.Location?.ToString(), Is.EqualTo("/board?severity=critical&overdue=true"));
        const string link = ".views a[href='/board?severity=critical&overdue=true']";
        Assert.That((await hoa.PageAsync("/board")).QuerySelector(link)?.TextContent, Is.EqualTo("Nặng và quá hạn"));
        using var other = await Visitor.SignedInAsync(scene.Desk, "binh-xem", "responder");
        Assert.That((await other.PageAsync("/board")).QuerySelector(".views li"), Is.Null);

        var page = await hoa.PageAsync("/board");
        using var removed = await hoa.SubmitAsync(page, ".views li form", ("remove", page.QuerySelector(".views li button")!.GetAttribute("value")!));
        Assert.That((await hoa.PageAsync("/board")).QuerySelector(link), Is.Null);
    }

    [Test]
    public async Task What_changed_in_what_one_holds_waits_until_it_is_read()
    {
        using var holder = await Visitor.SignedInAsync(scene.Desk, "giu", "responder");
        var number = await scene.FileAsync();
        using var taken = await holder.SubmitAsync($"/incidents/{number}", $"form[action='/incidents/{number}/take']");
        Assert.That(await IsReadAsync(holder, number), "one's own doing is no news");

        await scene.PutAsync(scene.Other, number, "severity", """{"severity":"high","reason":"x"}""");

        Assert.That((await holder.PageAsync("/board")).QuerySelector(".chips a[href='/waiting#unread']")?.TextContent, Is.EqualTo("1 chưa đọc"));
        Assert.That((await holder.PageAsync("/waiting")).QuerySelector($"a[href='/incidents/{number}']"), Is.Not.Null);
        Assert.That(await IsReadAsync(holder, number));
        Assert.That((await holder.PageAsync("/board")).QuerySelector(".chips a[href='/waiting#unread']"), Is.Null);
    }

    // What the desk does by itself meanwhile, a mail that it lays down, is news: read until it is quiet.
    private static async Task<bool> IsReadAsync(Visitor holder, string number)
    {
        for (var patience = 0; patience < 50; patience++)
        {
            await holder.PageAsync($"/incidents/{number}");
            if ((await holder.PageAsync("/waiting")).QuerySelector($"a[href='/incidents/{number}']") is null)
                return true;
            await Task.Delay(100);
        }
        return false;
    }

    [Test]
    public async Task Letters_are_turned_off_and_on_again_and_the_keys_are_told_on_a_page()
    {
        var help = await hoa.PageAsync("/help/keys");
        Assert.That(help.QuerySelectorAll(".keys dt"), Has.Length.GreaterThan(8));
        using var off = await hoa.GetAsync("/letters?to=off&back=/help/keys");
        Assert.That((await hoa.PageAsync("/board")).QuerySelector("#words")?.GetAttribute("data-letters"), Is.EqualTo("off"));
        using var on = await hoa.GetAsync("/letters?to=on");
        Assert.That((await hoa.PageAsync("/board")).QuerySelector("#words")?.GetAttribute("data-letters"), Is.EqualTo("on"));
    }

    private async Task<IReadOnlyList<string>> SendAsync(string act, params string[] rows)
    {
        var page = await hoa.PageAsync("/board");
        var token = page.QuerySelector("#acts input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/board/{act}")
        {
            Content = new FormUrlEncodedContent(rows.Select(row => KeyValuePair.Create("incident", row))
                .Append(KeyValuePair.Create("person", scene.OtherPerson.ToString())).Append(KeyValuePair.Create("__RequestVerificationToken", token))),
        };
        using var answer = await hoa.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return [.. (await Visitor.ReadAsync(answer)).QuerySelectorAll(".outcomes li").Select(line => line.TextContent)];
    }
}
