using System.Net;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Providers;

public sealed class ProviderPagesTests
{
    private Desk desk = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync(new ManualClock());
        await desk.AgencyAsync("SO-YTE");
        await desk.AgencyAsync("SO-GDDT");
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_commitment_is_ended_on_its_page_with_a_day_and_a_reason_and_only_that_one()
    {
        using var person = await Visitor.SignedInAsync(desk, "truc1", "responder");
        using var added = await person.SubmitAsync("/providers", "#add-provider", ("name", "Công ty An ninh mạng Mẫu"));
        var address = added.Headers.Location!.ToString();
        foreach (var code in new[] { "SO-GDDT", "SO-YTE" })
            (await person.SubmitAsync(address, "#add-commitment", ("agency", code), ("document", $"01/{code}"), ("services", "monitoring"), ("from", "2026-01-01"))).Dispose();
        Assert.That((await person.PageAsync(address)).QuerySelectorAll("form.end"), Has.Length.EqualTo(2));

        using var early = await person.SubmitAsync(address, "form.end", ("on", "2025-12-31"), ("reason", "đang giữ"));
        var again = await Visitor.ReadAsync(early);
        Assert.That((early.StatusCode, again.QuerySelector("details[open] form.end input[name=reason]")!.GetAttribute("value")), Is.EqualTo((HttpStatusCode.BadRequest, "đang giữ")), "nothing typed is lost");
        Assert.That(again.QuerySelector("#faults")!.TextContent, Does.Contain("trước ngày bắt đầu"));
        using var ended = await person.SubmitAsync(again, "details[open] form.end", ("on", "2026-11-01"), ("reason", "Chấm dứt hợp đồng"));

        Assert.That(ended.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        var page = await person.PageAsync(address);
        Assert.That(page.Body!.TextContent, Does.Contain("đến hết 01/11/2026").And.Contain("Chấm dứt hợp đồng"));
        Assert.That(page.QuerySelectorAll("form.end"), Has.Length.EqualTo(1), "what is over is not ended again");
        Assert.That((await person.PageAsync("/providers")).Body!.TextContent, Does.Contain("trống từ 02/11/2026"));
        using var agency = await Visitor.SignedInAsync(desk, "lan", "reporter", "SO-YTE");
        Assert.That((await agency.PageAsync(address)).QuerySelector("form.end"), Is.Null);
    }

    [Test]
    public async Task A_provider_is_put_right_on_its_page_and_a_name_that_is_taken_loses_no_word()
    {
        using var person = await Visitor.SignedInAsync(desk, "truc1", "responder");
        (await person.SubmitAsync("/providers", "#add-provider", ("name", "Công ty Khác"))).Dispose();
        using var added = await person.SubmitAsync("/providers", "#add-provider", ("name", "Công ty An ninh mạng Mẩu"), ("note", "cũ"));
        var address = added.Headers.Location!.ToString();

        using var refused = await person.SubmitAsync(address, "#change-provider", ("name", "CÔNG TY KHÁC"), ("note", "đang giữ"));
        var again = await Visitor.ReadAsync(refused);
        Assert.That((refused.StatusCode, again.QuerySelector("#faults")!.TextContent.Contains("Đã có nhà cung cấp mang tên này", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.BadRequest, true)));
        Assert.That(
            (again.QuerySelector("details[open] #provider-name")!.GetAttribute("value"), again.QuerySelector("#provider-note")!.GetAttribute("value"), again.QuerySelector("#name")!.GetAttribute("value") ?? ""),
            Is.EqualTo(("CÔNG TY KHÁC", "đang giữ", "")), "in their own form, and in no other");
        using var changed = await person.SubmitAsync(again, "#change-provider", ("name", "Công ty An ninh mạng Mẫu"), ("note", "mới"));

        Assert.That((changed.StatusCode, changed.Headers.Location?.ToString()), Is.EqualTo((HttpStatusCode.Found, address)));
        var page = await person.PageAsync(address);
        Assert.That((page.QuerySelector("h1")!.TextContent, page.QuerySelector("p.told")!.TextContent), Is.EqualTo(("Công ty An ninh mạng Mẫu", "mới")));
        using var late = await person.SubmitAsync(again, "#change-provider", ("name", "Công ty An ninh mạng Mẫu"), ("note", "đến sau"));
        var stale = await Visitor.ReadAsync(late);
        Assert.That((late.StatusCode, stale.QuerySelector("p.told")!.TextContent, stale.QuerySelector("#provider-note")!.GetAttribute("value")), Is.EqualTo((HttpStatusCode.BadRequest, "mới", "đến sau")),
            "what somebody else wrote stands beside one's own");
    }

    [Test]
    public async Task A_refusal_names_a_field_as_its_form_does_and_an_agency_by_the_name_of_the_readers_language()
    {
        using var person = await Visitor.SignedInAsync(desk, "truc1", "responder");
        using var added = await person.SubmitAsync("/providers", "#add-provider", ("name", "Công ty An ninh mạng Mẫu"));
        var address = added.Headers.Location!.ToString();
        Assert.That(await RefusedAsync(person, address, "#add-commitment", ("agency", "KHONG-CO"), ("document", "01"), ("services", "monitoring"), ("from", "2026-01-01")), Does.StartWith(
            "Cơ quan (mã): Không có 'KHONG-CO'"));
        Assert.That(await RefusedAsync(person, address, "#add-contact", ("name", " "), ("channel", "fax"), ("value", "truc@nhacungcap.example")), Is.EqualTo(
            "Họ tên hoặc bộ phận: Trường này là bắt buộc: hãy điền giá trị.Cách liên hệ: Hãy chọn một mục trong danh sách."));
        Assert.That(await RefusedAsync(person, "/providers", "#add-provider", ("name", "Công ty An ninh mạng Mẫu")), Is.EqualTo("Đã có nhà cung cấp mang tên này."));
        (await person.SubmitAsync(address, "#add-commitment", ("agency", "SO-YTE"), ("document", "01"), ("services", "monitoring"), ("from", "2026-01-01"))).Dispose();

        (await person.GetAsync("/language?to=en&back=/providers")).Dispose();
        Assert.That(await RefusedAsync(person, "/providers", "#say-none", ("reason", " ")), Is.EqualTo("Reason: This field is required: give a value."));
        foreach (var page in new[] { "/providers", address })
            Assert.That((await person.PageAsync(page)).Body!.TextContent, Does.Contain("Agency SO-YTE").And.Not.Contain("Đơn vị"), page);
    }

    [Test]
    public async Task That_there_is_no_provider_is_taken_back_by_who_may_say_it()
    {
        using var person = await Visitor.SignedInAsync(desk, "truc1", "responder");
        using var agency = await Visitor.SignedInAsync(desk, "lan", "reporter", "SO-YTE");
        (await agency.SubmitAsync("/providers", "#say-none", ("agency", "SO-YTE"), ("reason", "Chưa có kinh phí"))).Dispose();
        (await person.SubmitAsync("/providers", "#say-none", ("agency", "SO-GDDT"), ("reason", "Tự làm"))).Dispose();
        Assert.That((await agency.PageAsync("/providers")).QuerySelectorAll("form.withdraw"), Has.Length.EqualTo(1), "its own, and no other");
        using var auditor = await Visitor.SignedInAsync(desk, "kiem", "auditor");
        Assert.That((await auditor.PageAsync("/providers")).QuerySelector("form.withdraw"), Is.Null);

        using var withdrawn = await agency.SubmitAsync("/providers", "form.withdraw");

        Assert.That((withdrawn.StatusCode, withdrawn.Headers.Location?.ToString()), Is.EqualTo((HttpStatusCode.Found, "/providers")));
        Assert.That((await agency.PageAsync("/providers")).Body!.TextContent, Does.Contain("chưa ai ghi là không có").And.Not.Contain("Chưa có kinh phí"));
        var page = await person.PageAsync("/providers");
        Assert.That(page.QuerySelectorAll("form.withdraw").Select(form => form.GetAttribute("action")), Is.EqualTo(new[] { "/providers/none/SO-GDDT/withdrawal" }));
        var foreign = await agency.PageAsync("/providers");
        foreign.QuerySelector("#say-none")!.SetAttribute("action", "/providers/none/SO-GDDT/withdrawal");
        using var refused = await agency.SubmitAsync(foreign, "#say-none");
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "another agency's");
        Assert.That((await person.PageAsync("/providers")).Body!.TextContent, Does.Contain("Tự làm"));
    }

    private static async Task<string> RefusedAsync(Visitor person, string address, string form, params (string Name, string Value)[] filled)
    {
        using var refused = await person.SubmitAsync(address, form, filled);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        return (await Visitor.ReadAsync(refused)).QuerySelector("#faults")!.TextContent;
    }
}
