using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Drills;

public sealed class DrillMailTests
{
    private DrillScene scene = null!;

    [SetUp]
    public async Task StartAsync()
    {
        scene = await DrillScene.StartAsync();
        await scene.Desk.MailAddressAsync("SO-YTE", "vanthu@soyte.example");
    }

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task The_people_of_a_drill_and_nobody_else_hear_that_it_was_approved_and_that_it_began()
    {
        var id = await scene.AddAsync();
        Assert.That(await scene.Desk.ToldAsync("drill-"), Is.Empty, "a draft is nobody's drill yet");

        await DrillScene.DoAsync(scene.Lead, id, "approval");
        var approved = (await scene.Desk.ToldAsync("drill-")).Single();
        await DrillScene.DoAsync(scene.Writer, id, "start");

        Assert.That((await scene.Desk.ToldAsync("drill-")).Select(mail => $"{mail.Cause} {mail.Address}"),
            Is.EqualTo(new[] { "drill-approved-2 hoa@desk.example", "drill-started-3 hoa@desk.example" }), "the lead who approved it takes no part, nor does the agency get a mail");
        Assert.That(approved.Subject, Does.Contain("DIỄN TẬP / DRILL").And.Contain("Diễn tập thực chiến quý IV"));
        Assert.That(approved.Text, Does.Contain("Không ghi, không xóa dữ liệu").And.Contain("Sao lưu trước").And.Contain("A DRILL THAT YOU TAKE PART IN WAS APPROVED"));
        Assert.That(approved.Text, Does.Not.Contain("chèn mã độc"), "a live drill is played without its script");
    }

    [Test]
    public async Task A_plan_that_was_changed_and_approved_again_is_told_again()
    {
        var id = await scene.AddAsync();
        await DrillScene.DoAsync(scene.Lead, id, "approval");
        var plan = scene.Plan();
        plan["people"]!.AsArray().Add(scene.LeadPerson.ToString("D"));
        Assert.That((await scene.Writer.PutAsync($"/api/v1/drills/{id}", plan.ToJsonString())).Code, Is.EqualTo(200));
        await DrillScene.DoAsync(scene.Lead, id, "approval");
        Assert.That(await scene.Desk.ToldWhomAsync("drill-"), Is.EqualTo(new[] { "hoa@desk.example", "hoa@desk.example", "minh@desk.example" }));
        await DrillScene.DoAsync(scene.Writer, id, "cancellation", """{"reason":"Lùi sang năm sau"}""");
        Assert.That(await scene.Desk.ToldWhomAsync("drill-"), Has.Count.EqualTo(3));
    }
}
