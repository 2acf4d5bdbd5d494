using IncidentDesk.Rules.Triage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules;

[Category("once")]
public sealed class RuleSetLineTests
{
    [TestCase("2017-10-31T23:59:59+07:00", null)]
    [TestCase("2017-11-01T00:00:00+07:00", "VN-QD05-TT20")]
    [TestCase("2017-10-31T17:00:00Z", "VN-QD05-TT20")]
    [TestCase("2023-01-20T22:10:00+07:00", "VN-QD05-TT20")]
    [TestCase("2026-06-30T23:59:59+07:00", "VN-QD05-TT20")]
    [TestCase("2026-07-01T00:00:00+07:00", "VN-L116-GAP")]
    [TestCase("2026-08-18T23:59:00+07:00", "VN-L116-GAP")]
    [TestCase("2026-08-19T00:00:00+07:00", "VN-ND331")]
    [TestCase("2026-08-18T17:00:00Z", "VN-ND331")]
    [TestCase("2026-08-18T16:59:59Z", "VN-L116-GAP")]
    [TestCase("2026-11-20T16:45:00+07:00", "VN-ND331")]
    [TestCase("0001-01-01T00:00:00Z", null)]
    public void The_detection_time_in_vietnam_picks_the_rule_set(string detectedAt, string? expected)
    {
        var decision = Given.Decided(Given.Facts with { DetectedAt = Given.At(detectedAt) });

        Assert.That(decision.RuleSet, Is.EqualTo(expected));
        Assert.That(Line(decision).Outcome, Is.EqualTo(expected ?? "none"));
    }

    [TestCase("2023-06-30T23:59:59+07:00", null)]
    [TestCase("2023-07-01T00:00:00+07:00", "VN-PD-ND13")]
    [TestCase("2025-12-31T23:59:59+07:00", "VN-PD-ND13")]
    [TestCase("2026-01-01T00:00:00+07:00", "VN-PD-L91")]
    public void Personal_data_has_rule_sets_of_its_own(string detectedAt, string? expected)
    {
        var decision = Given.Decided(Given.WithPersonalData(5) with { DetectedAt = Given.At(detectedAt) });

        Assert.That(Line(decision).Facts["personalData"], Is.EqualTo(expected));
        Assert.That(decision.Obligations.Any(obligation => obligation.Kind == "personal-data-notice" && obligation.Rule == expected),
            Is.EqualTo(expected is not null));
    }

    [Test]
    public void Before_the_first_rule_set_no_clock_is_opened_and_the_line_says_why()
    {
        var decision = Given.Decided(Given.Facts with { DetectedAt = Given.At("2017-10-31T10:00:00+07:00") });

        Assert.That(decision.Obligations, Is.Empty);
        Assert.That(Line(decision).Explanation, Is.EqualTo("Detected 31/10/2017 10:00, before 01/11/2017: no rule set of the desk reaches back that far."));
        Assert.That(Line(decision).ExplanationVi, Does.Contain("trước ngày 01/11/2017"));
    }

    [TestCase("defence", "Bộ Quốc phòng")]
    [TestCase("public-security", "Bộ Công an")]
    public void Decision_05_excludes_two_ministries_and_the_line_says_so(string jurisdiction, string ministry)
    {
        var decision = Given.Decided(Given.Facts with { DetectedAt = Given.At("2023-01-20T22:10:00+07:00"), Jurisdiction = jurisdiction });

        Assert.That(decision.RuleSet, Is.Null);
        Assert.That(decision.Obligations, Is.Empty);
        Assert.That(Line(decision).Outcome, Is.EqualTo("none"));
        Assert.That(Line(decision).ExplanationVi, Does.Contain($"không áp dụng cho hệ thống của {ministry}"));
    }

    [Test]
    public void The_line_names_law_article_and_sureness()
    {
        Assert.That(Line(Given.Decided(Given.Facts)).Explanation,
            Is.EqualTo("Detected 20/11/2026 16:45 (UTC+7), so VN-ND331 applies (from 19/08/2026): NĐ 331/2026/NĐ-CP, Đ31.2.d; read in the primary text."));
        Assert.That(Line(Given.Decided(Given.Facts)).ExplanationVi,
            Is.EqualTo("Phát hiện lúc 20/11/2026 16:45 (giờ Việt Nam) nên áp dụng VN-ND331 (từ 19/08/2026): NĐ 331/2026/NĐ-CP, Đ31.2.d; đã đối chiếu văn bản gốc."));
    }

    private static TriageLine Line(TriageDecision decision) => decision.Lines.Single(line => line.Rule == "rule-set");
}
