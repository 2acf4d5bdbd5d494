using System.Globalization;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Papers.Facts;

/// <summary>An update goes on from what the agency reported to the same recipient, and from nothing else.</summary>
public sealed class EarlierReportsTests
{
    private PaperScene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await PaperScene.StartAsync();

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task A_letter_of_the_desk_and_a_notice_of_another_matter_are_no_report_before_it()
    {
        await scene.SentAsync("DON-DOC", "99/CV-TTDP");
        Assert.That(await EarlierAsync(), Is.Empty, "nothing was reported so far");

        var receipt = await scene.ReceiptAsync();
        await scene.SentAsync("ND331-BC72", "15/BC-SYT", await DutyAsync("report"), receipt);
        await scene.SentAsync("ND356-Mau08", "16/TB-SYT", await DutyAsync("personal-data-notice"), receipt);
        await scene.SentAsync("DON-DOC", "100/CV-TTDP");

        Assert.That(await EarlierAsync(), Does.StartWith("số 15/BC-SYT "));
    }

    [Test]
    public async Task A_report_to_somebody_else_is_none_and_one_to_the_centre_of_the_role_is_one()
    {
        await scene.SentAsync("ND331-BC72", "17/BC-SYT", centre: "vncert");
        Assert.That(await EarlierAsync(), Is.Empty);

        await scene.SentAsync("ND331-BC72", "18/BC-SYT", centre: "cyber-authority");
        await scene.SentAsync("ND331-BC72", "19/BC-SYT", centre: "vncert");
        Assert.That(await EarlierAsync(), Does.StartWith("số 18/BC-SYT "));
    }

    [Test]
    public async Task What_was_carried_to_nobody_of_the_registers_went_where_its_first_page_says()
    {
        await scene.SentAsync("ND331-BC72", "20/BC-SYT");
        Assert.That(await EarlierAsync(), Does.StartWith("số 20/BC-SYT "));
    }

    [Test]
    public async Task What_was_mailed_is_named_by_the_number_and_day_that_stand_in_it()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var mailed = await PaperScene.StartAsync(settings:
        [
            ("Channels:Mail:Host", "127.0.0.1"), ("Channels:Mail:Security", "none"), ("Channels:Mail:Port", server.Port.ToString(CultureInfo.InvariantCulture)), ("Channels:Mail:Guard", "live"),
        ]);
        var paper = await mailed.ApprovedAsync("ND331-BC72", (string)(await mailed.DutyAsync("report"))["id"]!);
        Assert.That((await PaperScene.PutAsync(mailed.Writer, paper, "/sending", "{}")).Code, Is.EqualTo(200));
        await Waiting.ForAsync(async () => (await mailed.ReadAsync(paper)).State == "sent");

        Assert.That(Paper.Of(await mailed.DraftAsync("ND331-CN")).Value("earlier"), Does.StartWith("số 15/").And.EndsWith(" ngày 20 tháng 11 năm 2026"));
    }

    [Test]
    public async Task The_word_before_a_number_is_said_once_whoever_wrote_it()
    {
        await scene.SentAsync("ND331-BC72", "Số 21/BC-SYT");
        Assert.That(await EarlierAsync(), Does.StartWith("Số 21/BC-SYT "));
    }

    private async Task<string> EarlierAsync() => Paper.Of(await scene.DraftAsync("ND331-CN")).Value("earlier") ?? "";

    private async Task<string> DutyAsync(string kind) => (string)(await scene.DutyAsync(kind))["id"]!;
}
