using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents;

public sealed class PaperListTests
{
    [Test]
    public async Task QĐ_05_Đ11_three_duties_of_one_form_are_told_apart_by_whom_they_go_to()
    {
        await using var desk = await Desk.StartAsync();
        await desk.AgencyAsync("UBND-TINH", kind: "province");
        var agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE", "UBND-TINH")));
        var report = ExampleReport.Ordinary();
        report["detectedAt"] = "2023-01-20T22:10:00+07:00";
        var number = (string)(await agency.FileAsync(report)).Json!["number"]!;
        using var responder = await Visitor.SignedInAsync(desk, "hoa", "responder");

        var options = (await responder.PageAsync($"/incidents/{number}")).QuerySelectorAll("#paper-form optgroup:first-child option").Select(option => option.TextContent).ToList();

        Assert.That(options, Is.Unique.And.Count.EqualTo(3));
        foreach (var recipient in new[] { "Chủ quản hệ thống", "Đơn vị chuyên trách", "Cơ quan điều phối quốc gia" })
            Assert.That(options.Count(option => option.StartsWith($"Mẫu 03: Báo cáo ban đầu sự cố, nơi nhận: {recipient}, hạn ", StringComparison.Ordinal)), Is.EqualTo(1), recipient);
    }
}
