using IncidentDesk.Rules.Drills;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Drills;

[Category("rules")]
[Category("once")]
public sealed class DrillRulesTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 9, 45, 0, TimeSpan.Zero);
    private static readonly DrillPlan Whole = new("live", "Thử chuyển cấp", 2, 1, "nmap", "Không ghi dữ liệu", "Sao lưu trước", At, At.AddHours(4));

    [TestCase("goal")]
    [TestCase("people")]
    [TestCase("systems")]
    [TestCase("tools")]
    [TestCase("limits")]
    [TestCase("window")]
    [TestCase("protectionPlan")]
    public void Each_part_of_a_live_plan_is_missed_by_its_name(string part)
    {
        var plan = part switch
        {
            "goal" => Whole with { Goal = " " },
            "people" => Whole with { People = 0 },
            "systems" => Whole with { Systems = 0 },
            "tools" => Whole with { Tools = null },
            "limits" => Whole with { Limits = "" },
            "window" => Whole with { EndsAt = null },
            _ => Whole with { ProtectionPlan = null },
        };

        Assert.That(Whole.Missing(), Is.Empty);
        Assert.That(plan.Missing(), Is.EqualTo(new[] { part }));
    }

    [Test]
    public void At_the_table_a_goal_and_people_are_enough()
    {
        Assert.That(new DrillPlan("tabletop", "Bàn phương án", 1, 0, null, null, null, null, null).Missing(), Is.Empty);
        Assert.That(new DrillPlan("tabletop", null, 0, 0, null, null, null, null, null).Missing(), Is.EqualTo(new[] { "goal", "people" }));
    }

    [Test]
    public void It_begins_inside_its_window_alone_and_without_one_only_at_the_table()
    {
        Assert.That(new[] { -1, 0, 239, 240 }.Select(minutes => Whole.MayBeginAt(At.AddMinutes(minutes))), Is.EqualTo(new[] { false, true, true, false }));
        Assert.That((Whole with { StartsAt = null, EndsAt = null }).MayBeginAt(At), Is.False);
        Assert.That((Whole with { Kind = "tabletop", StartsAt = null, EndsAt = null }).MayBeginAt(At), Is.True);
        Assert.That(DrillPlan.IsInWindow(At, null, null), Is.False, "without a window nothing leaves");
    }

    [Test]
    public void Every_move_leads_on_and_an_end_is_an_end()
    {
        Assert.That(DrillStates.All.Where(state => !DrillStates.IsOpen(state)), Is.EqualTo(new[] { "ended", "aborted", "cancelled" }));
        Assert.That(DrillStates.IsLegal("draft", "running"), Is.False, "nobody begins what nobody approved");
        Assert.That(DrillStates.IsLegal("running", "cancelled"), Is.False, "what runs is aborted, with its reason");
    }

    [Test]
    public void Times_count_from_detection_and_what_has_not_come_is_no_nought()
    {
        var times = DrillTimes.Of(new(At, At.AddMinutes(7), At.AddMinutes(12), At.AddHours(3), At.AddMinutes(8), null));

        Assert.That(times, Is.EqualTo(new DrillTimes(420, 720, 480, null)));
        Assert.That(DrillTimes.Of(new(At, At.AddMinutes(-2), null, null, null, null)).Received, Is.Zero);
        Assert.That(DrillTimes.Summary([null, 60, 180]).Count, Is.EqualTo(2));
    }

    [TestCase(true, true, 2026, "done")]
    [TestCase(false, true, 2026, "planned")]
    [TestCase(false, false, 2026, "due")]
    [TestCase(false, true, 2025, "overdue")]
    [TestCase(true, false, 2025, "done")]
    public void A_year_without_a_drill_is_overdue_from_its_end_on(bool drilled, bool planned, int year, string state) =>
        Assert.That(YearlyDrill.StateOf(drilled ? new DateOnly(year, 3, 1) : null, planned, year, new(2026, 11, 20)), Is.EqualTo(state));
}
