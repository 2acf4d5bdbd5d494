using NUnit.Framework;

namespace IncidentDesk.Tests.Papers.Facts;

/// <summary>What has happened since is since this recipient was told, whatever else was written meanwhile.</summary>
public sealed class WorkFactsTests
{
    [Test]
    public async Task Progress_begins_at_the_last_report_to_this_recipient_and_not_at_a_letter_or_a_paper_of_the_desk()
    {
        await using var scene = await PaperScene.StartAsync();
        await scene.MoveAsync("containment", """{"summary":"Ngắt cổng khỏi mạng"}""");
        await scene.SentAsync("DON-DOC", "99/CV-TTDP");
        await scene.SentAsync("SITREP", "98/BC-TTDP");
        Assert.That(await ProgressAsync(scene, "ND331-CN"), Does.Contain("Ngắt cổng khỏi mạng"), "nobody has told them yet");

        await scene.SentAsync("ND331-BC72", "15/BC-SYT", (string)(await scene.DutyAsync("report"))["id"]!, await scene.ReceiptAsync());
        await scene.MoveAsync("resolution", """{"cause":"Lỗ hổng chưa vá","summary":"Đã vá và khôi phục"}""");

        Assert.That(await ProgressAsync(scene, "ND331-CN"), Does.Contain("Đã vá và khôi phục").And.Not.Contain("Ngắt cổng khỏi mạng"));
        Assert.That(await ProgressAsync(scene, "SITREP"), Does.Contain("Ngắt cổng khỏi mạng"), "one's own leaders read all that was done");
    }

    private static async Task<string> ProgressAsync(PaperScene scene, string form) => Paper.Of(await scene.DraftAsync(form)).Value("progress") ?? "";
}
