using IncidentDesk.Rules;
using IncidentDesk.Rules.Triage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules;

[Category("once")]
public sealed class ObligationsTests
{
    private static readonly TriageFacts In2023 = Given.Facts with
    {
        DetectedAt = Given.At("2023-01-20T22:10:00+07:00"),
        ReceivedAt = Given.At("2023-01-21T07:00:00+07:00"),
    };

    [Test]
    public void Any_incident_today_is_reported_to_the_cyber_authority_within_72_hours()
    {
        var report = Given.Decided(Given.Facts).Obligations.Single();

        Assert.That(report, Is.EqualTo(new OpenedObligation("report", "VN-ND331", "NĐ 331/2026/NĐ-CP, Đ31.2.d", "verified",
            "cyber-authority", null, Given.Facts.DetectedAt, Given.At("2026-11-23T16:45:00+07:00"), false)));
    }

    [Test]
    public void A_serious_one_is_also_announced_within_24_hours()
    {
        var opened = Given.Decided(Given.Facts with { Flags = new(false, false, true) }).Obligations;

        Assert.That(opened.Select(one => (one.Kind, one.DueAt)), Is.EqualTo(new[]
        {
            ("initial-notice", Given.At("2026-11-21T16:45:00+07:00")),
            ("report", Given.At("2026-11-23T16:45:00+07:00")),
            ("immediate-notice", Given.Facts.ReceivedAt),
        }));
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public void Serious_disruption_or_harm_to_security_is_due_at_the_detection_itself(bool disruption, bool security)
    {
        var opened = Given.Decided(Given.Facts with { Flags = new(disruption, security, false) }).Obligations;

        Assert.That(opened.Select(one => one.Kind), Is.EqualTo(new[] { "immediate-notice", "initial-notice", "report" }));
        Assert.That(opened[0].DueAt, Is.EqualTo(Given.Facts.DetectedAt));
    }

    [Test]
    public void In_defence_the_recipient_is_the_defence_authority()
    {
        var opened = Given.Decided(Given.Facts with { Flags = new(true, true, true), Jurisdiction = "defence" }).Obligations;

        Assert.That(opened.Select(one => one.Recipient), Is.All.EqualTo("defence-authority"));
    }

    [Test]
    public void Between_the_law_and_its_decrees_the_same_figures_are_marked_as_the_desks_own()
    {
        var facts = Given.Facts with { DetectedAt = Given.At("2026-08-01T08:00:00+07:00"), Flags = new(true, false, false) };
        var decision = Given.Decided(facts);

        Assert.That(decision.Obligations.Select(one => (one.Kind, one.DueAt - one.StartsAt)), Is.EqualTo(new[]
        {
            ("immediate-notice", TimeSpan.Zero), ("initial-notice", TimeSpan.FromHours(24)), ("report", TimeSpan.FromHours(72)),
        }));
        Assert.That(decision.Obligations.Select(one => (one.Rule, one.Internal, one.Sureness)), Is.All.EqualTo(("VN-L116-GAP", true, "open")));
        Assert.That(Lines(decision).Select(line => line.ExplanationVi), Is.All.Contain("mục tiêu nội bộ"));
    }

    [Test]
    public void In_2023_three_recipients_had_five_days_exactly_over_the_holidays_too()
    {
        var opened = Given.Decided(In2023).Obligations;

        Assert.That(opened.Select(one => one.Recipient), Is.EqualTo(new[] { "system-owner", "specialised-unit", "national-coordinator" }));
        Assert.That(opened.Select(one => (one.Kind, one.DueAt)), Is.All.EqualTo(("report", Given.At("2023-01-25T22:10:00+07:00"))));
    }

    [Test]
    public void In_2023_beyond_capacity_was_due_at_once_from_the_moment_it_was_said()
    {
        var urgent = Given.Decided(In2023 with { Flags = new(false, false, true) }).Obligations
            .Where(one => one.Kind == "immediate-notice").ToList();

        Assert.That(urgent.Select(one => one.Recipient), Is.EqualTo(new[] { "system-owner", "specialised-unit", "national-coordinator" }));
        Assert.That(urgent.Select(one => (one.StartsAt, one.DueAt)), Is.All.EqualTo((In2023.ReceivedAt, In2023.ReceivedAt)));
    }

    [Test]
    public void Personal_data_opens_a_clock_of_its_own_from_when_it_was_established()
    {
        var established = Given.At("2026-11-22T09:00:00+07:00");
        var facts = Given.Facts with { PersonalData = new(true, 10, false, true, established) };

        Assert.That(Given.Decided(facts).Obligations.Where(one => one.Rule == "VN-PD-L91").Select(one => (one.Kind, one.Recipient, one.StartsAt, one.DueAt)),
            Is.EqualTo(new[]
            {
                ("personal-data-notice", "personal-data-authority", established, established.AddHours(72)),
                ("data-subject-notice", "data-subjects", established, established.AddHours(72)),
            }));
    }

    [Test]
    public void Personal_data_counts_from_the_detection_where_nothing_else_is_known()
    {
        var notice = Given.Decided(Given.WithPersonalData(10)).Obligations.Single(one => one.Kind == "personal-data-notice");

        Assert.That((notice.StartsAt, notice.DueAt, notice.Form),
            Is.EqualTo((Given.Facts.DetectedAt, Given.Facts.DetectedAt.AddHours(72), "ND356-Mau08")));
    }

    [TestCase("2024-03-01T05:00:00+07:00", "2024-03-04T05:00:00+07:00")]
    [TestCase(null, "2024-03-05T08:00:00+07:00")]
    public void Until_2025_the_personal_data_clock_ran_from_the_violation_itself(string? occurredAt, string dueAt)
    {
        var facts = Given.WithPersonalData(10) with
        {
            DetectedAt = Given.At("2024-03-02T08:00:00+07:00"),
            OccurredAt = occurredAt is null ? null : Given.At(occurredAt),
        };

        Assert.That(Given.Decided(facts).Obligations.Single(one => one.Rule == "VN-PD-ND13").DueAt, Is.EqualTo(Given.At(dueAt)));
    }

    [Test]
    public void A_test_opens_none_and_a_drill_opens_them_to_be_measured()
    {
        var test = Given.Decided(Given.Facts with { Category = "test/test", Flags = new(true, true, true) });
        var drill = Given.Decided(Given.Facts with { Drill = true });

        Assert.That(test.Obligations, Is.Empty);
        Assert.That(test.Lines.Single(line => line.Rule == "rule-set").Explanation, Does.EndWith("A test opens no obligation."));
        Assert.That(drill.Obligations, Is.EqualTo(Given.Decided(Given.Facts).Obligations));
        Assert.That(drill.Lines.Single(line => line.Rule == "rule-set").ExplanationVi, Does.Contain("Đây là diễn tập"));
    }

    [Test]
    public void The_line_says_to_whom_by_when_why_and_how_sure()
    {
        Assert.That(Lines(Given.Decided(Given.Facts)).Single().Explanation, Is.EqualTo(
            "Incident report to the specialised force of the Ministry of Public Security, within 72 hours of detection (20/11/2026 16:45): " +
            "due 23/11/2026 16:45 (UTC+7), because every incident is reported. VN-ND331, NĐ 331/2026/NĐ-CP, Đ31.2.d; read in the primary text."));
        Assert.That(Lines(Given.Decided(Given.Facts)).Single().ExplanationVi, Is.EqualTo(
            "Báo cáo sự cố gửi cơ quan chuyên trách của Bộ Công an trong 72 giờ kể từ lúc phát hiện (20/11/2026 16:45): " +
            "hạn 23/11/2026 16:45 (giờ Việt Nam), vì mọi sự cố đều phải báo cáo. VN-ND331, NĐ 331/2026/NĐ-CP, Đ31.2.d; đã đối chiếu văn bản gốc."));
    }

    [TestCase("2024-03-01T05:00:00+07:00", "within 72 hours of the violation itself (01/03/2024 05:00)")]
    [TestCase(null, "within 72 hours of detection, as nobody knows when the violation happened (20/03/2024 08:00)")]
    public void The_line_says_which_moment_started_the_clock(string? occurredAt, string says)
    {
        var facts = Given.WithPersonalData(10) with
        {
            DetectedAt = Given.At("2024-03-20T08:00:00+07:00"),
            OccurredAt = occurredAt is null ? null : Given.At(occurredAt),
        };

        Assert.That(Lines(Given.Decided(facts)).Select(line => line.Explanation), Has.Some.Contains(says));
    }

    [Test]
    public void Every_obligation_is_due_no_earlier_than_it_starts_and_uses_known_words() => Given.ForAnyFacts(facts =>
        Given.Decided(facts).Obligations.All(one =>
            one.DueAt >= one.StartsAt
            && Words.RecipientRoles.Contains(one.Recipient)
            && Words.ObligationKinds.Contains(one.Kind)
            && Words.SurenessWords.Contains(one.Sureness)
            && one.Article.Length > 0));

    [Test]
    public void No_recipient_gets_the_same_kind_twice_by_one_trigger_from_one_rule_set() => Given.ForAnyFacts(facts =>
    {
        var opened = Given.Decided(facts).Obligations;
        return opened.DistinctBy(one => (one.Rule, one.Kind, one.Recipient, one.Trigger)).Count() == opened.Count;
    });

    private static IEnumerable<TriageLine> Lines(TriageDecision decision) => decision.Lines.Where(line => line.Rule == "obligation");
}
