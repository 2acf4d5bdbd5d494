using IncidentDesk.Tests.Reference;
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

        var sent = Paper.Of(await PaperScene.HandOverAsync(scene.Writer, paper, scene.Clock.GetUtcNow(), await PaperScene.ReceiptAsync(scene.Writer)));

        Assert.That((sent.State, await scene.YearlyAsync()), Is.EqualTo(("sent", "met 15/BC-SYT, trục liên thông văn bản")));
        Assert.That(await scene.Desk.Database.ReadAsync(reading => reading.SingleAsync<long>(
            "SELECT count(*) FROM alarms WHERE kind LIKE 'periodic%' AND subject = 'nd331-unit-annual:2026' AND ended_at IS NULL"), CancellationToken.None), Is.Zero);
    }

    [Test]
    public async Task After_its_day_it_is_late_for_ever()
    {
        await using var scene = await PeriodicScene.StartAsync("2026-11-01T00:00:00+07:00");
        await scene.AtAsync("2027-01-03T08:00:00+07:00");

        await PaperScene.HandOverAsync(scene.Writer, await ApprovedAsync(scene), scene.Clock.GetUtcNow(), await PaperScene.ReceiptAsync(scene.Writer));

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

    [Test]
    public async Task Begun_before_a_newer_edition_of_its_form_counted_it_settles_the_duty_all_the_same()
    {
        var forms = Directory.CreateTempSubdirectory("forms-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(forms, "mau-08-moi.json"), OwnFormsTests.YearlyFrom("\"2026-12-01\""));
            await using var scene = await PeriodicScene.StartAsync("2026-11-01T00:00:00+07:00", ("Forms:Directory", forms));
            await scene.AtAsync("2026-11-25T08:00:00+07:00");
            var paper = await ApprovedAsync(scene);
            await scene.AtAsync("2026-12-16T08:00:00+07:00");

            var without = await PaperScene.HandOverAsync(scene.Writer, paper, scene.Clock.GetUtcNow());
            var sent = Paper.Of(await PaperScene.HandOverAsync(scene.Writer, paper, scene.Clock.GetUtcNow(), await PaperScene.ReceiptAsync(scene.Writer)));

            Assert.That(without.Faults, Is.EqualTo(new[] { "/evidence required" }));
            Assert.That((sent.State, await scene.YearlyAsync()), Is.EqualTo(("sent", "met 15/BC-SYT, trục liên thông văn bản")));
        }
        finally
        {
            Directory.Delete(forms, recursive: true);
        }
    }

    [TestCase("cyber-authority", "met 15/BC-SYT, trục liên thông văn bản")]
    [TestCase("vncert", "open ")]
    [TestCase(null, "open ")]
    public async Task Of_two_duties_of_one_form_and_period_the_one_whose_recipient_it_went_to_is_settled_and_else_none(string? centre, string owners)
    {
        await using var scene = await PeriodicScene.StartAsync("2026-11-01T00:00:00+07:00");
        await scene.Desk.SystemAsync(scene.Province, "UBND-TTDH", 3);
        await scene.AtAsync("2026-12-16T08:00:00+07:00");
        Assert.That((await scene.ProvincesAsync("nd331-owner-annual"), await scene.ProvincesAsync("nd331-unit-annual")), Is.EqualTo(("open ", "open ")));
        var paper = await PaperScene.ApproveAsync(scene.Writer, scene.Second, await PaperScene.CompleteAsync(scene.Writer, await scene.DraftAsync("ND331-Mau08", "UBND")));

        var sent = await PaperScene.HandOverAsync(scene.Writer, paper, scene.Clock.GetUtcNow(), await PaperScene.ReceiptAsync(scene.Writer), centre: centre);

        Assert.That(Paper.Of(sent).State, Is.EqualTo("sent"));
        Assert.That((await scene.ProvincesAsync("nd331-owner-annual"), await scene.ProvincesAsync("nd331-unit-annual")), Is.EqualTo((owners, "open ")));
    }

    [TestCase("2026-05-01T00:00:00+07:00", "2026-06-16T08:00:00+07:00", "tt20-member-six-month")]
    [TestCase("2025-11-01T00:00:00+07:00", "2025-12-14T15:00:00+07:00", "tt20-member-annual")]
    public async Task TT_20_Mẫu_05_about_the_province_settles_the_desks_own_duty_of_its_period_and_about_a_department_it_does_not(string begin, string sent, string code)
    {
        await using var scene = await PeriodicScene.StartAsync(begin);
        await scene.AtAsync(sent);
        await HandOverAsync(scene, "SO-YTE");
        Assert.That(await scene.DesksAsync(code), Is.EqualTo("open "), "the members below report for themselves");

        await HandOverAsync(scene, "UBND");

        Assert.That(await scene.DesksAsync(code), Is.EqualTo("met 15/BC-SYT, trục liên thông văn bản"));
    }

    [Test]
    public async Task Where_two_provinces_are_in_force_a_person_says_whose_report_was_the_desks()
    {
        await using var scene = await PeriodicScene.StartAsync("2026-05-01T00:00:00+07:00");
        await scene.Desk.AgencyAsync("UBND-CU", kind: "province");
        await scene.AtAsync("2026-06-16T08:00:00+07:00");

        await HandOverAsync(scene, "UBND");

        Assert.That(await scene.DesksAsync("tt20-member-six-month"), Is.EqualTo("open "));
    }

    private static async Task HandOverAsync(PeriodicScene scene, string agency)
    {
        var paper = await PaperScene.ApproveAsync(scene.Writer, scene.Second, await PaperScene.CompleteAsync(scene.Writer, await scene.DraftAsync("TT20-Mau05", agency)));
        Assert.That(
            Paper.Of(await PaperScene.HandOverAsync(scene.Writer, paper, scene.Clock.GetUtcNow(), await PaperScene.ReceiptAsync(scene.Writer))).State, Is.EqualTo("sent"));
    }

    private static async Task<Paper> ApprovedAsync(PeriodicScene scene) => await PaperScene.ApproveAsync(
        scene.Writer, scene.Second, await PaperScene.CompleteAsync(scene.Writer, await scene.DraftAsync("ND331-Mau08")));
}
