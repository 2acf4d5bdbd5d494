using IncidentDesk.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Papers.Facts;

/// <summary>The number of an update is of what its recipient has got; a target of the desk's own is never printed as law.</summary>
public sealed class DutyFactsTests
{
    private PaperScene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await PaperScene.StartAsync();

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task An_update_is_numbered_by_what_was_sent_to_the_same_recipient_and_no_draft_is_counted()
    {
        Assert.That((await OrdinalAsync(), await OrdinalAsync()), Is.EqualTo(("1", "1")), "a draft has reached nobody");

        await scene.SentAsync("ND331-CN", "21/BC-SYT", centre: "vncert");
        Assert.That(await OrdinalAsync(), Is.EqualTo("1"), "somebody else has got one");

        await scene.SentAsync("ND331-CN", "22/BC-SYT");
        await scene.SentAsync("ND331-BC72", "23/BC-SYT");
        Assert.That(await OrdinalAsync(), Is.EqualTo("2"), "a report of another form is no update");

        await scene.SentAsync("ND331-CN", "24/BC-SYT", centre: "cyber-authority");
        Assert.That(await OrdinalAsync(), Is.EqualTo("3"));
    }

    [Test]
    public async Task A_target_of_the_desks_own_says_so_in_the_table_and_names_no_article()
    {
        await scene.Desk.Database.WriteAsync(
            transaction => transaction.ExecuteAsync("UPDATE obligations SET basis = 'internal' WHERE kind = 'report'"), CancellationToken.None);

        var reminded = await RowsAsync("DON-DOC");
        var own = reminded.Where(row => row[0] == Report).ToList();
        Assert.That(own.Select(row => (row[2].EndsWith(" (mục tiêu nội bộ)", StringComparison.Ordinal), row[3])), Is.EqualTo(new[] { (true, "–") }));
        var ofLaw = reminded.Except(own).ToList();
        Assert.That(ofLaw, Is.Not.Empty);
        Assert.That(ofLaw.Where(row => row[2].Contains("nội bộ", StringComparison.Ordinal) || row[3].Length < 5), Is.Empty);

        Assert.That((await RowsAsync("SITREP")).Where(row => row[2].EndsWith(" (mục tiêu nội bộ)", StringComparison.Ordinal)).Select(row => row[0]), Is.EqualTo(new[] { Report }));
    }

    private static string Report => Texts.Say(Texts.Obligations, "report", Language.Vietnamese);

    private async Task<string?> OrdinalAsync() => Paper.Of(await scene.DraftAsync("ND331-CN")).Value("ordinal");

    private async Task<IReadOnlyList<string[]>> RowsAsync(string form) =>
        [.. Paper.Of(await scene.DraftAsync(form)).Value("duties")!.Split('\n').Select(row => row.Split(" | "))];
}
