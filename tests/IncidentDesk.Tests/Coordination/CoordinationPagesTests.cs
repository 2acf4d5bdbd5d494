using System.Globalization;
using System.Net;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Coordination;

public sealed class CoordinationPagesTests
{
    private Desk desk = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        await desk.AgencyAsync("TINH", kind: "province");
        await desk.SystemAsync(await desk.AgencyAsync("SO-YTE", "TINH"), "CTTDT", 3);
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_request_is_entered_answered_and_closed_without_script()
    {
        using var person = await Visitor.SignedInAsync(desk, "truongca", "lead");
        using var wrong = await person.SubmitAsync("/coordination/new", "#take", ("reference", "12/ĐP"), ("items", "đang giữ"));
        var again = await Visitor.ReadAsync(wrong);
        Assert.That((wrong.StatusCode, again.QuerySelector("#items")!.TextContent), Is.EqualTo((HttpStatusCode.BadRequest, "đang giữ")), "nothing typed is lost");
        using var taken = await person.SubmitAsync(
            again, "#take", ("subject", "Rà soát"), ("items", "Số máy chủ\nBiện pháp"), ("deadlineAt", "2099-11-22T17:00"), ("agencies", "SO-YTE"));
        var address = taken.Headers.Location!.ToString();
        using var agency = await Visitor.SignedInAsync(desk, "lan", "reporter", "SO-YTE");
        foreach (var item in new[] { "1", "2" })
        {
            using var said = await agency.SubmitAsync(address, "#answer", ("item", item), ("text", $"Trả lời {item}"), ("complete", "yes"));
            Assert.That(said.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        }
        Assert.That((await agency.PageAsync(address)).QuerySelector("#reply"), Is.Null);
        using var refused = await person.SubmitAsync(address, "#reply", ("text", "Kính gửi"), ("part", "whole"), ("way", "by-hand"));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), "by hand needs its proof");
        using var replied = await person.SubmitAsync(address, "#reply", ("text", "Kính gửi"), ("part", "whole"), ("way", "by-hand"), ("proof", "13/BC"));
        using var closed = await person.SubmitAsync(address, "#receipt", ("reference", "9/XN"), ("on", DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        var page = await person.PageAsync(address);
        Assert.That(page.Body!.TextContent, Does.Contain("Đã xác nhận").And.Contain("9/XN").And.Contain("13/BC"));
        Assert.That(page.QuerySelector("#reply, #answer"), Is.Null);
        Assert.That((await person.PageAsync("/coordination")).Body!.TextContent, Does.Contain("12/ĐP"));
    }

    [Test]
    public async Task A_refusal_names_a_field_as_its_form_does_and_an_agency_by_the_name_of_the_readers_language()
    {
        using var person = await Visitor.SignedInAsync(desk, "truongca", "lead");
        (string, string)[] request = [("reference", "12/ĐP"), ("subject", "Rà soát"), ("items", "Số máy chủ"), ("deadlineAt", "2099-11-22T17:00"), ("agencies", "SO-YTE")];
        Assert.That(await RefusedAsync(person, "/coordination/new", "#take", [.. request, ("subject", " ")]), Is.EqualTo("Trích yếu: Trường này là bắt buộc: hãy điền giá trị."));
        Assert.That(await RefusedAsync(person, "/coordination/new", "#take", [.. request, ("agencies", "KHONG-CO")]), Does.StartWith(
            "Chuyển cho đơn vị (mã, cách nhau bằng dấu phẩy): Không có 'KHONG-CO'"));
        using var taken = await person.SubmitAsync("/coordination/new", "#take", request);
        var address = taken.Headers.Location!.ToString();
        Assert.That(await RefusedAsync(person, address, "#reply", ("text", "Kính gửi"), ("way", "by-hand")), Does.StartWith("Minh chứng (khi nộp bằng tay): Trường này là bắt buộc"));
        Assert.That(await RefusedAsync(person, address, "#reply", ("text", "Kính gửi"), ("way", "mail")), Is.EqualTo("Còn nội dung chưa trả lời. Hãy trả lời, hoặc gửi trả lời một phần."));
        Assert.That(await RefusedAsync(person, address, "#answer", ("text", " ")), Does.StartWith("Trả lời: Trường này là bắt buộc"));
        Assert.That(await RefusedAsync(person, "/coordination/orders", "#order", ("orderedBy", "Cục A05"), ("reason", "Giữ ổ đĩa")), Does.StartWith(
            "Sự cố (số, cách nhau bằng dấu phẩy): Trường này là bắt buộc"));

        (await person.GetAsync("/language?to=en&back=/coordination")).Dispose();
        Assert.That(await RefusedAsync(person, address, "#withdrawal", ("reason", " ")), Is.EqualTo("Reason: This field is required: give a value."));
        Assert.That((await person.PageAsync(address)).Body!.TextContent, Does.Contain("Agency SO-YTE (SO-YTE)").And.Not.Contain("Đơn vị"));
    }

    [Test]
    public async Task An_order_stands_on_the_page_of_its_incident_until_it_is_lifted()
    {
        var agency = desk.Client(await desk.KeyAsync(await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM agencies WHERE code = 'SO-YTE'"), CancellationToken.None)));
        var report = ExampleReport.Ordinary();
        report["detectedAt"] = "2026-01-02T00:00:00Z";
        var number = (string)(await agency.FileAsync(report)).Json!["number"]!;
        using var person = await Visitor.SignedInAsync(desk, "truongca", "lead");
        using var ordered = await person.SubmitAsync("/coordination/orders", "#order", ("orderedBy", "Cục A05"), ("reason", "Giữ ổ đĩa"), ("incidents", number));
        Assert.That(ordered.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That((await person.PageAsync($"/incidents/{number}")).Body!.TextContent, Does.Contain("Cục A05").And.Contain("Giữ nguyên hiện trạng"));
        using var lifted = await person.SubmitAsync("/coordination/orders", "form.lift", ("reason", "Đã sao chép"));
        Assert.That((await person.PageAsync($"/incidents/{number}")).QuerySelector("#preserved"), Is.Null);
        Assert.That((await person.PageAsync("/coordination/orders")).Body!.TextContent, Does.Contain("Đã sao chép"));
    }

    private static async Task<string> RefusedAsync(Visitor person, string address, string form, params (string Name, string Value)[] filled)
    {
        using var refused = await person.SubmitAsync(address, form, filled);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        return (await Visitor.ReadAsync(refused)).QuerySelector("#faults")!.TextContent;
    }
}
