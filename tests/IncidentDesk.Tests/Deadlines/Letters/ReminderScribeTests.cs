using IncidentDesk.Harness;
using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Deadlines.Letters;

public sealed class ReminderScribeTests
{
    [Test]
    public async Task A_duty_that_is_half_over_is_told_in_its_own_words_which_name_the_duty_and_no_title()
    {
        var clock = new ManualClock();
        await using var desk = await Desk.StartAsync(clock);
        var agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        await desk.MailAddressAsync("SO-YTE", "vanthu@soyte.example");
        var filed = (await agency.FileAsync(ExampleReport.Ordinary())).Json!;
        var duty = (string)filed["obligations"]![0]!["id"]!;
        clock.Advance(TimeSpan.FromHours(37));
        await Waiting.ForAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return (await desk.ToldWhomAsync(duty)).Count > 0;
        });

        var mail = (await desk.ToldAsync(duty))[0];

        Assert.That(mail.Address, Is.EqualTo("vanthu@soyte.example"));
        Assert.That(mail.Subject, Does.StartWith($"[{filed["number"]}] Nhắc hạn / Reminder of a deadline: Báo cáo sự cố"));
        Assert.That(mail.Text, Does.Contain("NĐ 331/2026/NĐ-CP").And.Not.Contain("Máy chủ cổng thông tin"));
    }
}
