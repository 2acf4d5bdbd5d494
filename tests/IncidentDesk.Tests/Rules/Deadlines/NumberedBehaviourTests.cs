using IncidentDesk.Rules;
using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Rules.Triage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules;

/// <summary>What the service must do, by the numbers of the field (domain/field.md, section 9), each with its own instants.</summary>
[Category("once")]
public sealed class NumberedBehaviourTests
{
    private static readonly TriageFacts Nd331 = Given.Facts;
    private static readonly TriageFacts Qd05 = Given.Facts with
    {
        DetectedAt = Given.At("2023-01-20T22:10:00+07:00"), ReceivedAt = Given.At("2023-01-20T22:30:00+07:00"),
    };

    [Test]
    public void Item_2_NĐ_331_a_corrected_pack_moves_nothing_that_stands_unless_it_is_applied()
    {
        var standing = Standing(Given.Decided(Nd331));
        var longer = Given.Book with
        {
            Packs = [.. Given.Book.Packs.Select(pack => pack.Code != "VN-ND331" ? pack
                : pack with { Obligations = [.. pack.Obligations.Select(rule => rule.Kind == "report" ? rule with { Offset = new(4, 0) } : rule)] })],
        };
        var wanted = Triage.Decide(Nd331, longer).Obligations;

        Assert.That(StandingDuties.Missing(wanted, standing), Is.Empty);
        var change = StandingDuties.Compare(wanted, standing, longer).Single();
        Assert.That((change.Kind, change.Standing!.DueAt, change.Wanted!.DueAt),
            Is.EqualTo((DutyChange.Moved, Given.At("2026-11-23T16:45:00+07:00"), Given.At("2026-11-24T16:45:00+07:00"))));
    }

    [Test]
    public void Item_2_NĐ_331_Đ31_2_d_a_corrected_detection_is_counted_anew_only_by_who_applies_it()
    {
        var standing = Standing(Given.Decided(Nd331));
        var earlier = Given.Decided(Nd331 with { DetectedAt = Nd331.DetectedAt.AddDays(-1) }).Obligations;

        var change = StandingDuties.Compare(earlier, standing, Given.Book).Single();

        Assert.That((change.Kind, change.IsOfFacts, change.IsEarlier, change.Wanted!.DueAt),
            Is.EqualTo((DutyChange.Recounted, true, true, Given.At("2026-11-22T16:45:00+07:00"))));
        Assert.That(change.Words, Is.Empty, "the same law");
        Assert.That(StandingDuties.Compare(earlier, [.. standing.Select(duty => duty with { Trigger = null })], Given.Book), Is.Empty, "a merging chose its start");
    }

    [Test]
    public void Item_1_a_detection_corrected_over_the_day_of_a_new_law_is_another_rule_set()
    {
        var gap = Given.At("2026-08-18T23:59:00+07:00");
        var standing = Standing(Given.Decided(Nd331 with { DetectedAt = gap, ReceivedAt = gap.AddHours(1) }));
        var wanted = Given.Decided(Nd331 with { DetectedAt = gap.AddMinutes(1), ReceivedAt = gap.AddHours(1) }).Obligations;

        var change = StandingDuties.Compare(wanted, standing, Given.Book).First(one => one.Standing?.Kind == "report");

        Assert.That((change.Kind, change.Standing!.Rule, change.Wanted!.Rule), Is.EqualTo((DutyChange.Recounted, "VN-L116-GAP", "VN-ND331")));
        Assert.That(change.Words.Select(word => word.Word), Is.SupersetOf(new[] { "rule", "article" }));
    }

    [Test]
    public void Item_2_another_article_sureness_form_or_basis_is_shown_though_the_instant_stays()
    {
        var standing = Standing(Given.Decided(Nd331));
        var other = Given.Book with
        {
            Packs = [.. Given.Book.Packs.Select(pack => pack.Code != "VN-ND331" ? pack : pack with
            {
                Obligations = [.. pack.Obligations.Select(rule => rule.Kind == "report" ? rule with { Article = "Đ99", Sureness = "open", Form = "KHAC", Internal = true } : rule)],
            })],
        };

        var change = StandingDuties.Compare(Triage.Decide(Nd331, other).Obligations, standing, other).Single();

        Assert.That((change.Kind, change.IsOfFacts), Is.EqualTo((DutyChange.Reworded, false)));
        Assert.That(change.Words.Select(word => (word.Word, word.New)),
            Is.EqualTo(new[] { ("article", "Đ99"), ("sureness", "open"), ("form", "KHAC"), ("basis", (string?)"internal") }));
    }

    [Test]
    public void Item_2_what_no_pack_knows_is_left_alone_and_what_is_settled_is_never_recomputed()
    {
        var standing = Standing(Given.Decided(Nd331));

        Assert.That(StandingDuties.Compare([], [standing[0] with { Rule = "internal" }], Given.Book), Is.Empty);
        Assert.That(StandingDuties.Compare([], [standing[0] with { State = "late" }], Given.Book), Is.Empty);
        Assert.That(StandingDuties.Compare([], [standing[0]], Given.Book).Single().Kind, Is.EqualTo(DutyChange.Voided));
    }

    [Test]
    public void Item_4_NĐ_331_Đ31_2_d_the_report_is_due_after_72_clock_hours_weekend_counted() =>
        Assert.That(Due(Nd331, "report"), Is.EqualTo(Given.At("2026-11-23T16:45:00+07:00")));

    [Test]
    public void Item_5_NĐ_331_Đ31_2_d_a_serious_one_also_within_24_hours() =>
        Assert.That(Due(Nd331 with { RaisedSerious = true }, "initial-notice"), Is.EqualTo(Given.At("2026-11-21T16:45:00+07:00")));

    [TestCase(true, false)]
    [TestCase(false, true)]
    public void Item_6_NĐ_331_Đ31_2_d_harm_to_security_or_serious_disruption_is_due_at_T0(bool disruption, bool security) =>
        Assert.That(Due(Nd331 with { Flags = new(disruption, security, false) }, "immediate-notice"), Is.EqualTo(Nd331.DetectedAt));

    [Test]
    public void Item_7_raised_later_the_24_hours_still_count_from_detection()
    {
        var raised = Nd331 with { RaisedSerious = true, ClassifiedAt = Given.At("2026-11-22T09:00:00+07:00") };

        Assert.That(Due(raised, "initial-notice"), Is.EqualTo(Given.At("2026-11-21T16:45:00+07:00")), "past when it was raised: created overdue");
    }

    [Test]
    public void Item_8_Luật_91_Đ23_personal_data_confirmed_later_has_a_recipient_and_a_start_of_its_own_and_the_earlier_warns()
    {
        var established = Given.At("2026-11-22T09:00:00+07:00");
        var decided = Given.Decided(Nd331 with { PersonalData = new(true, null, false, false, established) }).Obligations;

        Assert.That(decided.Select(one => (one.Kind, one.Recipient, one.StartsAt, one.DueAt)), Is.EqualTo(new[]
        {
            ("report", "cyber-authority", Nd331.DetectedAt, Given.At("2026-11-23T16:45:00+07:00")),
            ("personal-data-notice", "personal-data-authority", established, Given.At("2026-11-25T09:00:00+07:00")),
        }));
        Assert.That(decided.Min(one => one.DueAt), Is.EqualTo(Given.At("2026-11-23T16:45:00+07:00")));
    }

    [Test]
    public void Item_9_QĐ_05_Đ11_1_a_five_days_strict_and_beyond_capacity_at_once_from_when_it_was_said()
    {
        Assert.That(Due(Qd05, "report"), Is.EqualTo(Given.At("2023-01-25T22:10:00+07:00")));
        var beyond = Qd05 with { Flags = new(false, false, true), CapacityExceededAt = Given.At("2023-01-22T06:00:00+07:00") };
        Assert.That(Due(beyond, "immediate-notice"), Is.EqualTo(Given.At("2023-01-22T06:00:00+07:00")));
        Assert.That(Due(beyond, "report"), Is.EqualTo(Given.At("2023-01-25T22:10:00+07:00")), "and the five days stay");
    }

    [Test]
    public void Item_9_QĐ_05_Đ11_2_after_an_emergency_report_a_progress_report_is_the_desks_own_target()
    {
        var sent = Given.At("2023-01-21T08:00:00+07:00");
        var duties = Given.Decided(Qd05 with { Flags = new(false, false, true), Submissions = [new("immediate-notice", "national-coordinator", sent, false)] })
            .Obligations.Where(one => one.Kind == "progress-report").ToList();

        Assert.That(duties.Select(one => (one.Recipient, one.DueAt, one.Internal)), Is.EqualTo(new[] { ("national-coordinator", sent.AddHours(24), true) }));
    }

    [Test]
    public void TT_20_Mẫu_04_the_closing_report_follows_five_days_after_the_response_from_memory()
    {
        var duties = Given.Decided(Qd05 with { CompletedAt = Given.At("2023-01-28T15:00:00+07:00") }).Obligations.Where(one => one.Kind == "final-report").ToList();

        Assert.That(duties.Select(one => (one.Form, one.Sureness, one.DueAt)), Is.All.EqualTo(("TT20-Mau04", "memory", Given.At("2023-02-02T15:00:00+07:00"))));
        Assert.That(duties, Has.Count.EqualTo(3));
    }

    [Test]
    public void NĐ_333_Đ9_beyond_capacity_is_told_at_once_from_when_it_was_said_beside_any_other_notice()
    {
        var said = Given.At("2026-11-21T03:00:00+07:00");
        var notices = Given.Decided(Nd331 with { Flags = new(true, false, true), CapacityExceededAt = said }).Obligations
            .Where(one => one.Kind == "immediate-notice").Select(one => (one.Article, one.DueAt)).ToList();

        Assert.That(notices, Is.EqualTo(new[] { ("NĐ 331/2026/NĐ-CP, Đ31.2.d", Nd331.DetectedAt), ("NĐ 333/2026/NĐ-CP, Đ9", said) }));
    }

    [TestCase(5, 1)]
    [TestCase(4, 0)]
    public void NĐ_333_Đ9_the_result_is_reported_of_systems_important_to_national_security(int level, int count) => Assert.That(
        Given.Decided(Nd331 with { SystemLevel = level, CompletedAt = Nd331.DetectedAt.AddDays(3) }).Obligations.Count(one => one.Kind == "final-report"), Is.EqualTo(count));

    [TestCase(true, new[] { "report", "progress-report", "final-report" })]
    [TestCase(false, new[] { "report" })]
    public void Item_10_NĐ_331_Đ31_2_d_only_a_report_marked_preliminary_opens_progress_and_final(bool preliminary, string[] kinds)
    {
        var sent = Given.At("2026-11-23T10:00:00+07:00");
        var decided = Given.Decided(Nd331 with { Submissions = [new("report", "cyber-authority", sent, preliminary)] }).Obligations;

        Assert.That(decided.Select(one => one.Kind), Is.EqualTo(kinds));
        Assert.That(decided.Skip(1).Select(one => (one.StartsAt, one.Internal, one.Sureness)), Is.All.EqualTo((sent, true, "open")));
    }

    [Test]
    public void The_same_facts_in_any_order_give_the_same_deadlines()
    {
        var random = new Random(20261120);
        for (var round = 0; round < 300; round++)
        {
            var start = Given.At("2022-06-01T00:00:00Z").AddMinutes(random.Next(0, 2_600_000));
            var facts = Given.Facts with { Category = "intrusion-attempts/brute-force", DetectedAt = start, ReceivedAt = start.AddMinutes(30) };
            var said = Statements(start, random).ToArray();
            var expected = Opened(facts, said);
            random.Shuffle(said);
            Assert.That(Opened(facts, said), Is.EqualTo(expected), $"round {round}, detected {start:O}");
        }
    }

    [Test]
    public void In_whatever_order_contradicting_reports_come_the_recount_is_the_same_and_what_stands_is_moved_by_none_of_them()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 300; round++)
        {
            var start = Given.At("2026-01-01T00:00:00Z").AddMinutes(random.Next(0, 400_000));
            var facts = Given.Facts with { Category = "intrusion-attempts/brute-force", DetectedAt = start, ReceivedAt = start.AddMinutes(30) };
            // Each says something else of when the harm to personal data was established; some name no instant.
            var said = Enumerable.Range(0, random.Next(2, 6))
                .Select(_ => new HarmSaying("progress", random.Next(5) == 0 ? null : start.AddMinutes(random.Next(0, 20_000)))).ToArray();
            var expected = Recounted(facts, said);
            random.Shuffle(said);
            Assert.That(Recounted(facts, said), Is.EqualTo(expected), $"round {round}, detected {start:O}");
        }
    }

    // After each report what is missing is opened; in the end the rules are asked once more of all that was said.
    private static List<string> Recounted(TriageFacts facts, IReadOnlyList<HarmSaying> said)
    {
        var standing = Standing(Given.Decided(facts)).ToList();
        IReadOnlyList<OpenedObligation> wanted = [];
        for (var n = 1; n <= said.Count; n++)
        {
            facts = facts with { PersonalData = new(true, null, false, true, HarmEstablished.Of([.. said.Take(n)])) };
            wanted = Given.Decided(facts).Obligations;
            standing.AddRange(Of(StandingDuties.Missing(wanted, standing)));
        }
        // What was opened by the first of them stands as the first gave it; where the whole gives another start, that is told, and an earlier one as such.
        var first = said[0].EstablishedAt ?? facts.DetectedAt;
        var duties = standing.Where(duty => duty.Trigger == "personal-data-established").ToList();
        Assert.That(duties.Select(duty => (duty.Kind, duty.StartsAt)), Is.EqualTo(new[] { ("personal-data-notice", first), ("data-subject-notice", first) }));
        var now = said.Min(one => one.EstablishedAt) ?? facts.DetectedAt;
        Assert.That(
            StandingDuties.Compare(wanted, standing, Given.Book).Select(change => (change.Kind, change.IsOfFacts, change.IsEarlier)),
            Is.EqualTo(Enumerable.Repeat((DutyChange.Recounted, true, now < first), now == first ? 0 : 2)));
        return [.. wanted.Select(duty => $"{duty.Rule} {duty.Kind} {duty.Recipient} {duty.Trigger} {duty.StartsAt:O} {duty.DueAt:O}")];
    }

    private static IEnumerable<Func<TriageFacts, TriageFacts>> Statements(DateTimeOffset start, Random random)
    {
        DateTimeOffset At() => start.AddMinutes(random.Next(0, 20_000));
        var (raised, capacity, established, sent, done) = (At(), At(), At(), At(), At());
        var preliminary = random.Next(2) == 0;
        Func<TriageFacts, TriageFacts>[] all =
        [
            facts => facts with { RaisedSerious = true, ClassifiedAt = raised },
            facts => facts with { Flags = facts.Flags with { BeyondCapacity = true }, CapacityExceededAt = capacity, ClassifiedAt = raised },
            facts => facts with { Flags = facts.Flags with { NationalSecurity = true }, ClassifiedAt = raised },
            facts => facts with { PersonalData = facts.PersonalData with { Involved = true, EstablishedAt = established } },
            facts => facts with { PersonalData = facts.PersonalData with { Involved = true, LocationOrBiometric = true, EstablishedAt = established } },
            facts => facts with { Submissions = [.. facts.Submissions, new("report", "cyber-authority", sent, preliminary)] },
            facts => facts with { CompletedAt = done },
        ];
        return all.Where(_ => random.Next(3) > 0);
    }

    // As the record does it: after each statement what is missing is opened, and what stands is not touched.
    private static List<string> Opened(TriageFacts facts, IEnumerable<Func<TriageFacts, TriageFacts>> statements)
    {
        var standing = Standing(Given.Decided(facts)).ToList();
        foreach (var statement in statements)
        {
            facts = statement(facts);
            standing.AddRange(Of(StandingDuties.Missing(Given.Decided(facts).Obligations, standing)));
        }
        return [.. standing.Select(duty => $"{duty.Rule} {duty.Kind} {duty.Recipient} {duty.Trigger} {duty.StartsAt:O} {duty.DueAt:O}").Order(StringComparer.Ordinal)];
    }

    private static IReadOnlyList<StandingDuty> Standing(TriageDecision decision) => [.. Of(decision.Obligations)];

    private static IEnumerable<StandingDuty> Of(IEnumerable<OpenedObligation> opened) => opened.Select(one =>
        new StandingDuty(Guid.NewGuid(), one.Kind, one.Recipient, one.Trigger, one.Rule, one.StartsAt, one.DueAt, "open",
            one.Article, one.Sureness, one.Form, one.Internal ? "internal" : "law"));

    private static DateTimeOffset Due(TriageFacts facts, string kind) => Given.Decided(facts).Obligations.First(one => one.Kind == kind).DueAt;
}
