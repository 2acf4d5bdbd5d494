using IncidentDesk.Reference;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Triage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules;

/// <summary>Nothing in the rules is built for one country: a made-up law of another one does as its file says.</summary>
[Category("once")]
public sealed class ForeignPackTests
{
    private static readonly RuleBook Book = ReferenceLibrary.Load(PackFiles.OfElsewhere()).RuleBook;

    private static readonly TriageFacts Serious = new()
    {
        Category = "intrusions/application-compromise", DetectedAt = Given.At("2026-03-28T10:00:00+01:00"), ReceivedAt = Given.At("2026-03-28T11:00:00+01:00"),
        Flags = new(true, false, false),
    };

    [Test]
    public void Seventy_two_hours_are_exact_over_the_night_in_which_the_clocks_go_forward() => Assert.That(
        Of("report", Serious).Select(one => (one.Recipient, one.DueAt)), Is.EqualTo(new[]
        {
            ("national-coordinator", Given.At("2026-03-31T11:00:00+02:00")), ("response-network", Given.At("2026-03-31T11:00:00+02:00")),
        }));

    [Test]
    public void Four_hours_run_from_the_classification_which_triage_made_when_the_report_came() =>
        Assert.That(Of("initial-notice", Serious).Single().DueAt, Is.EqualTo(Given.At("2026-03-28T15:00:00+01:00")));

    [Test]
    public void Before_anybody_classified_it_as_serious_there_is_no_clock_and_after_it_runs_from_then()
    {
        var ordinary = Serious with { Flags = new(false, false, false), Category = "intrusion-attempts/brute-force" };
        Assert.That(Decided(ordinary), Is.Empty);

        var raised = ordinary with { RaisedSerious = true, ClassifiedAt = Given.At("2026-03-30T08:00:00+02:00") };
        Assert.That(Of("initial-notice", raised).Single().DueAt, Is.EqualTo(Given.At("2026-03-30T12:00:00+02:00")));
    }

    [TestCase("2026-01-31T09:30:00+01:00", "2026-02-28T09:30:00+01:00", Description = "A shorter month ends it with its last day.")]
    [TestCase("2028-01-31T09:30:00+01:00", "2028-02-29T09:30:00+01:00", Description = "Leap year.")]
    [TestCase("2026-12-15T09:30:00+01:00", "2027-01-15T09:30:00+01:00", Description = "Over the new year.")]
    [TestCase("2026-03-15T09:30:00+01:00", "2026-04-15T09:30:00+02:00", Description = "The same time of day, though the clocks were moved.")]
    [TestCase("2026-02-28T02:30:00+01:00", "2026-03-28T02:30:00+01:00")]
    [TestCase("2027-02-28T02:30:00+01:00", "2027-03-28T03:30:00+02:00", Description = "That time is skipped: the first that is there.")]
    [TestCase("2026-09-25T02:30:00+02:00", "2026-10-25T02:30:00+02:00", Description = "That time comes twice: the first one.")]
    public void The_final_report_follows_one_month_after_the_notification_was_sent(string sent, string due)
    {
        var facts = Serious with { Submissions = [new("report", "national-coordinator", Given.At(sent), false)] };

        Assert.That(Of("final-report", facts).Single(), Has.Property("DueAt").EqualTo(Given.At(due)).And.Property("StartsAt").EqualTo(Given.At(sent)));
    }

    [Test]
    public void What_was_sent_to_somebody_else_starts_no_clock() => Assert.That(
        Of("final-report", Serious with { Submissions = [new("report", "response-network", Serious.ReceivedAt, false)] }), Is.Empty);

    [Test]
    public void Months_and_days_together_run_from_the_end_of_the_response() => Assert.That(
        Of("periodic-report", Serious with { CompletedAt = Given.At("2026-11-30T12:00:00+01:00") }).Single().DueAt, Is.EqualTo(Given.At("2027-03-01T12:00:00+01:00")));

    [Test]
    public void Its_days_begin_at_its_own_midnight()
    {
        Assert.That(Triage.Decide(Serious with { DetectedAt = Given.At("2024-12-31T23:59:59+01:00") }, Book).RuleSet, Is.Null);
        Assert.That(Triage.Decide(Serious with { DetectedAt = Given.At("2025-01-01T00:00:00+01:00") }, Book).RuleSet, Is.EqualTo("XX-NET-2025"));
    }

    [Test]
    public void Its_line_names_its_own_clock_and_its_own_recipient_and_nothing_of_Việt_Nam()
    {
        var lines = Triage.Decide(Serious, Book).Lines.Where(line => line.Rule is "obligation" or "rule-set").ToList();

        Assert.That(lines.Select(line => line.Explanation), Has.Some.Contains("due 31/03/2026 11:00 (Central European time)").And.Some.Contains("to the national CSIRT"));
        Assert.That(lines.Select(line => line.Explanation + line.ExplanationVi), Has.None.Contains("UTC+7").And.None.Contains("giờ Việt Nam"));
    }

    [Test]
    public void A_jurisdiction_that_it_excludes_has_no_duties() => Assert.That(Decided(Serious with { Jurisdiction = "defence" }), Is.Empty);

    private static IReadOnlyList<OpenedObligation> Decided(TriageFacts facts) => Triage.Decide(facts, Book).Obligations;

    private static IReadOnlyList<OpenedObligation> Of(string kind, TriageFacts facts) => [.. Decided(facts).Where(one => one.Kind == kind)];
}
