using NUnit.Framework;

namespace IncidentDesk.Tests.Papers;

/// <summary>A yearly paper that a second person approved and that was handed over is what the calendar asked for.</summary>
public sealed class PaperPeriodTests
{
    [Test]
    public async Task Handed_over_it_settles_the_duty_of_its_period_with_its_number_and_ends_the_alarm()
    {
        await using var scene = await PeriodicScene.StartAsync("2026-11-01T00:00:00+07:00");
        await scene.AtAsync("2026-12-16T08:00:00+07:00");
        var paper = await ApprovedAsync(scene);
        Assert.That(await scene.YearlyAsync(), Is.EqualTo("open "), "an approval alone meets nothing");

        var sent = Paper.Of(await PaperScene.HandOverAsync(scene.Writer, paper, scene.Clock.GetUtcNow()));

        Assert.That((sent.State, await scene.YearlyAsync()), Is.EqualTo(("sent", "met 15/BC-SYT, trục liên thông văn bản")));
        Assert.That(await scene.Desk.Database.ReadAsync(reading => reading.SingleAsync<long>(
            "SELECT count(*) FROM alarms WHERE kind LIKE 'periodic%' AND subject = 'nd331-unit-annual:2026' AND ended_at IS NULL"), CancellationToken.None), Is.Zero);
    }

    [Test]
    public async Task After_its_day_it_is_late_for_ever()
    {
        await using var scene = await PeriodicScene.StartAsync("2026-11-01T00:00:00+07:00");
        await scene.AtAsync("2027-01-03T08:00:00+07:00");

        await PaperScene.HandOverAsync(scene.Writer, await ApprovedAsync(scene), scene.Clock.GetUtcNow());

        Assert.That(await scene.YearlyAsync(), Does.StartWith("late 15/BC-SYT"));
    }

    [Test]
    public async Task Handed_over_before_its_figures_were_whole_or_of_another_period_it_settles_nothing()
    {
        await using var scene = await PeriodicScene.StartAsync("2026-11-01T00:00:00+07:00");
        await scene.AtAsync("2026-12-01T08:00:00+07:00");
        Assert.That((await PaperScene.HandOverAsync(scene.Writer, await ApprovedAsync(scene), scene.Clock.GetUtcNow())).Code, Is.EqualTo(200));
        Assert.That(await scene.YearlyAsync(), Is.EqualTo("open "));

        await scene.AtAsync("2026-12-16T08:00:00+07:00");
        var other = await PaperScene.CompleteAsync(scene.Writer, await scene.DraftAsync("ND331-Mau08"));
        other = Paper.Of(await PaperScene.PutAsync(scene.Writer, other, "", """{"fields":[{"code":"from","value":"2024-12-15"},{"code":"to","value":"2025-12-14"}]}"""));
        Assert.That((await PaperScene.HandOverAsync(
            scene.Writer, await PaperScene.ApproveAsync(scene.Writer, scene.Second, other), scene.Clock.GetUtcNow())).Code, Is.EqualTo(200));
        Assert.That(await scene.YearlyAsync(), Is.EqualTo("open "));
    }

    private static async Task<Paper> ApprovedAsync(PeriodicScene scene) => await PaperScene.ApproveAsync(
        scene.Writer, scene.Second, await PaperScene.CompleteAsync(scene.Writer, await scene.DraftAsync("ND331-Mau08")));
}
