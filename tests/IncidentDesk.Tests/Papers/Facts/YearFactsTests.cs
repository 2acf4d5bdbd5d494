using IncidentDesk.Operations;
using NUnit.Framework;

namespace IncidentDesk.Tests.Papers.Facts;

/// <summary>A periodic paper is of the period that is owed, whatever day it is drafted on.</summary>
public sealed class YearFactsTests
{
    [Test]
    public async Task TT_20_Mẫu_05_is_of_the_six_months_that_the_duty_and_the_desks_own_figures_name()
    {
        await using var scene = await PeriodicScene.StartAsync("2026-05-25T08:00:00+07:00");
        await scene.AtAsync("2026-06-18T08:00:00+07:00");

        var paper = Paper.Of(await scene.DraftAsync("TT20-Mau05"));

        Assert.That((paper.Value("periodFrom"), paper.Value("periodTo")), Is.EqualTo(("2025-12-15", "2026-06-14")));
    }

    [Test]
    public async Task NĐ_331_Mẫu_08_drafted_late_is_of_the_year_that_is_owed_and_settled_it_still_is_of_the_last_that_has_ended()
    {
        await using var scene = await PeriodicScene.StartAsync("2026-11-01T00:00:00+07:00");
        Assert.That(await PeriodAsync(scene), Is.EqualTo("2026 2025-12-15 2026-12-14"), "no year of this law has ended: the one that runs");

        await scene.AtAsync("2027-01-03T08:00:00+07:00");
        Assert.That(await PeriodAsync(scene), Is.EqualTo("2026 2025-12-15 2026-12-14"));

        await scene.WriteAsync("UPDATE periodic_duties SET state = 'met', met_at = due_at");
        Assert.That(await PeriodAsync(scene), Is.EqualTo("2026 2025-12-15 2026-12-14"));
        await scene.AtAsync("2027-11-25T08:00:00+07:00");
        Assert.That(await PeriodAsync(scene), Is.EqualTo("2027 2026-12-15 2027-12-14"), "the next one is owed");
    }

    [Test]
    public async Task All_systems_are_counted_and_a_table_that_has_no_room_for_them_says_so()
    {
        await using var scene = await PeriodicScene.StartAsync("2026-11-01T00:00:00+07:00");
        await scene.Desk.Database.WriteAsync(async transaction =>
        {
            for (var n = 0; n < 501; n++)
                await transaction.ExecuteAsync(
                    """
                    INSERT INTO systems (id, agency_id, code, name, level, personal_data, exposure, version, sort_key)
                    VALUES (@id, @agency, @code, @code, 2, 'none', 'internal', 1, @code)
                    """,
                    new { id = Ids.Next(scene.Clock.GetUtcNow()), agency = scene.Health, code = $"HT-{n:D4}" });
        }, CancellationToken.None);

        var paper = Paper.Of(await scene.DraftAsync("ND331-Mau08"));

        var rows = paper.Value("systems")!.Split('\n');
        Assert.That((paper.Value("total"), rows.Length), Is.EqualTo(("502", 500)));
        Assert.That(rows[^1], Does.Contain("Còn 3 hệ thống khác"));
    }

    private static async Task<string> PeriodAsync(PeriodicScene scene)
    {
        var paper = Paper.Of(await scene.DraftAsync("ND331-Mau08"));
        return $"{paper.Value("year")} {paper.Value("from")} {paper.Value("to")}";
    }
}
