using System.Net;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Duty;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Hunts;

public sealed class HuntPagesTests
{
    private Desk desk = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        await desk.AgencyAsync("TINH", kind: "province");
        await desk.SystemAsync(await desk.AgencyAsync("SO-YTE", "TINH"), "CTTDT", 3);
        await desk.AgencyAsync("SO-GDDT", "TINH");
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_hunt_is_opened_widened_and_closed_without_script()
    {
        using var person = await Visitor.SignedInAsync(desk, "truongca", "lead");
        using var wrong = await person.SubmitAsync("/hunts/new", "#open", ("title", "Dấu vết"), ("hypothesis", "đang giữ"));
        var again = await Visitor.ReadAsync(wrong);
        Assert.That((wrong.StatusCode, again.QuerySelector("#hypothesis")!.TextContent), Is.EqualTo((HttpStatusCode.BadRequest, "đang giữ")), "nothing typed is lost");
        using var opened = await person.SubmitAsync(
            again, "#open", ("hypothesis", "Kẻ tấn công đã vào"), ("indicators", "domain: c2.example\nipv4: 192.0.2.7"), ("queries", "Nhật ký proxy: dst = c2.example"), ("agencies", "SO-YTE"));
        var address = opened.Headers.Location!.ToString();
        Assert.That((await person.PageAsync(address)).Body!.TextContent, Does.Contain("c2.example").And.Contain("Đơn vị SO-YTE").And.Not.Contain("SO-GDDT"));
        using var widened = await person.SubmitAsync(address, "#scope", ("agencies", "SO-GDDT"));
        Assert.That((await person.PageAsync(address)).Body!.TextContent, Does.Contain("Đơn vị SO-GDDT"));
        using var closed = await person.SubmitAsync(address, "#closure", ("text", "Không phát hiện"));
        var page = await person.PageAsync(address);
        Assert.That(page.QuerySelector("#scope, #closure, #cancellation"), Is.Null);
        Assert.That(page.Body!.TextContent, Does.Contain("Đã kết thúc").And.Contain("Người thử truongca"));
        Assert.That((await person.PageAsync("/hunts")).Body!.TextContent, Does.Contain("Dấu vết"));
    }

    [Test]
    public async Task A_refusal_names_a_field_as_the_form_does_in_the_language_of_the_page()
    {
        var id = await OpenAsync();
        using var person = await Visitor.SignedInAsync(desk, "truongca", "lead");
        Assert.That(await RefusedAsync(person, "/hunts/new", "#open", ("title", " "), ("hypothesis", "x"), ("agencies", "SO-YTE")), Is.EqualTo(
            "Tên đợt săn lùng: Trường này là bắt buộc: hãy điền giá trị."));
        Assert.That(await RefusedAsync(person, "/hunts/new", "#open", ("title", "x"), ("hypothesis", "x"), ("agencies", "KHONG-CO")), Does.StartWith(
            "Hoặc mã đơn vị, cách nhau bằng dấu phẩy: Không có 'KHONG-CO'"));
        Assert.That(await RefusedAsync(person, $"/hunts/{id}", "#scope"), Does.StartWith("Đơn vị thực hiện: Trường này là bắt buộc"));
        Assert.That(await RefusedAsync(person, $"/hunts/{id}", "#closure", ("text", " ")), Does.StartWith("Tổng kết: Trường này là bắt buộc"));
        Assert.That(await RefusedAsync(person, "/hunts/due", "#check", ("system", "SO-YTE/KHONG"), ("kind", "scan"), ("method", "x")), Does.StartWith("Hệ thống, ví dụ SO-ABC/CTTDT"));

        (await person.GetAsync("/language?to=en&back=/hunts")).Dispose();
        Assert.That(await RefusedAsync(person, $"/hunts/{id}?agency=SO-YTE", "#result", ("outcome", "nothing-found"), ("query", " ")), Does.StartWith(
            "The query that was run: This field is required: give a value."));
    }

    [Test]
    public async Task On_an_English_page_agencies_have_their_English_names()
    {
        var id = await OpenAsync();
        using var person = await Visitor.SignedInAsync(desk, "truongca", "lead");
        (await person.GetAsync("/language?to=en&back=/hunts")).Dispose();
        Assert.That((await person.PageAsync($"/hunts/{id}?agency=SO-YTE")).Body!.TextContent, Does.Contain("Results of Agency SO-YTE").And.Contain("Agency SO-GDDT").And.Not.Contain("Đơn vị"));
        Assert.That((await person.PageAsync("/hunts/due")).Body!.TextContent, Does.Contain("Agency SO-YTE").And.Contain("Agency TINH").And.Not.Contain("Đơn vị"));
    }

    [Test]
    public async Task An_agency_says_what_it_found_on_its_page_and_sees_no_other()
    {
        var id = await OpenAsync();
        using var person = await Visitor.SignedInAsync(desk, "lan", "reporter", "SO-YTE");
        var page = await person.PageAsync($"/hunts/{id}");
        Assert.That(page.Body!.TextContent, Does.Contain("Kết quả của Đơn vị SO-YTE").And.Not.Contain("SO-GDDT"));
        Assert.That(page.QuerySelector("#scope"), Is.Null);
        using var refused = await person.SubmitAsync(page, "#result", ("outcome", "nothing-found"), ("searchedFrom", ""), ("note", "đang giữ"));
        var again = await Visitor.ReadAsync(refused);
        Assert.That((refused.StatusCode, again.QuerySelector("#note")!.TextContent), Is.EqualTo((HttpStatusCode.BadRequest, "đang giữ")));
        using var found = await person.SubmitAsync(
            again, "#result", ("outcome", "found"), ("query", "dst = c2.example"), ("searchedFrom", "2022-04-12T07:00"), ("searched", "CTTDT"), ("title", "Có kết nối tới c2.example"));
        Assert.That(found.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        var after = await person.PageAsync($"/hunts/{id}");
        Assert.That(after.QuerySelector("#incidents ~ ul a")!.TextContent, Does.StartWith("INC-"));
        Assert.That((await person.PageAsync("/hunts/due?state=in-time,never,soon,overdue")).Body!.TextContent, Does.Contain("Hệ thống CTTDT").And.Contain("chưa làm lần nào"));
        using var scanned = await person.SubmitAsync("/hunts/due", "#check", ("system", "CTTDT"), ("kind", "scan"), ("method", "OpenVAS"));
        Assert.That(scanned.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That((await person.PageAsync("/hunts/due")).Body!.TextContent, Does.Contain("Không có hệ thống nào"));
    }

    private async Task<string> OpenAsync()
    {
        var lead = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "hoa", "admin")));
        var body = HuntScene.Body("""{"agencies":["SO-YTE","SO-GDDT"]}""");
        body["dueAt"] = "2100-01-01T00:00:00Z";
        return await lead.OpenAsync(body);
    }

    private static async Task<string> RefusedAsync(Visitor person, string address, string form, params (string Name, string Value)[] filled)
    {
        using var refused = await person.SubmitAsync(address, form, filled);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        return (await Visitor.ReadAsync(refused)).QuerySelector("#faults")!.TextContent;
    }
}
