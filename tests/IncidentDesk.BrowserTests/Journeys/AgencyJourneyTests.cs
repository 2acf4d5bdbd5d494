using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Journeys;

public sealed class AgencyJourneyTests : Journey
{
    [Test]
    public async Task An_agency_sees_its_own_incidents_and_hears_nothing_of_others()
    {
        var desk = await DeskAsync();
        var health = await desk.AgencyAsync("SO-YTE");
        var schools = await desk.AgencyAsync("SO-GDDT");
        await desk.PersonAsync("an", "reporter", "SO-YTE");
        var own = (string)(await FileAsync(desk, health, "SO-YTE", "Trang chủ hiện nội dung lạ"))["number"]!;
        var foreign = (string)(await FileAsync(desk, schools, "SO-GDDT", "Bảng điểm bị sửa"))["number"]!;

        var board = await SignedInAsync(desk, "an");
        await Expect(board.Heading).ToHaveTextAsync("Sự cố của đơn vị");
        await Expect(board.Rows).ToHaveCountAsync(1);
        await board.BecomeLiveAsync();
        var laterForeign = (string)(await FileAsync(desk, schools, "SO-GDDT", "Mất quyền quản trị"))["number"]!;
        var laterOwn = (string)(await FileAsync(desk, health, "SO-YTE", "Máy trạm bị khóa tệp"))["number"]!;
        await Expect(board.Row(laterOwn)).ToBeVisibleAsync();
        await Expect(board.Rows).ToHaveCountAsync(2);
        foreach (var hidden in (string[])[foreign, laterForeign])
            Assert.That(await board.Window.Page.ContentAsync(), Does.Not.Contain(hidden).And.Not.Contain(hidden[^6..]));

        await Expect((await board.OpenAsync(own)).Heading).ToHaveTextAsync("Trang chủ hiện nội dung lạ");
        var answer = await board.Window.GoAsync($"/incidents/{foreign}");
        var said = await board.Main.InnerTextAsync();
        await board.Window.GoAsync("/incidents/INC-2026-999999");
        Assert.That(answer?.Status, Is.EqualTo(404));
        Assert.That(said, Does.Contain("Không tìm thấy sự cố này, hoặc tài khoản của anh/chị không được xem."));
        Assert.That(await board.Main.InnerTextAsync(), Is.EqualTo(said), "What one may not see and what never was are told apart.");
    }
}
