using IncidentDesk.Rules;
using IncidentDesk.Rules.Triage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules;

[Category("once")]
public sealed class NcissTests
{
    [TestCase("no-impact", "engage", "business-network", "criminal", "suspected", "regular", "government", "low", 23.25)]
    [TestCase("denial-non-critical", "effect", "business-network", "criminal", "destruction-non-critical", "supplemented", "government", "moderate", 50.57)]
    [TestCase("minimal-critical", "presence", "business-management", "unknown", "core-credentials", "supplemented", "government", "high", 53.50)]
    [TestCase("denial-critical", "effect", "critical-systems", "apt", "destruction-critical", "extended", "government", "severe", 85.04)]
    [TestCase("no-impact", "none", "business-dmz", "hacktivists", "no-impact", "regular", "nuclear", "minimal", 0)]
    [TestCase("denial-critical", "effect", "safety-systems", "apt-targeted", "destruction-critical", "not-recoverable", "energy", "severe", 100)]
    public void The_reference_vectors_come_out_to_two_decimals(
        string functional, string activity, string location, string actor, string information, string recoverability,
        string sector, string potential, decimal expected)
    {
        var impact = new Impact(functional, activity, location, actor, information, recoverability, potential, sector);

        Assert.That(Nciss.Score(impact, Given.Book.Score), Is.EqualTo(expected));
    }

    [Test]
    public void The_weighted_sums_run_from_325_to_3400()
    {
        Assert.That((Given.Book.Score.Lowest, Given.Book.Score.Highest), Is.EqualTo((325, 3400)));
    }

    [Test]
    public void An_absent_location_actor_and_sector_take_unknown_unknown_and_government()
    {
        var silent = Given.Impact with { Location = null, Actor = null, Sector = null };
        var spoken = Given.Impact with { Location = "unknown", Actor = "unknown", Sector = "government" };

        Assert.That(Nciss.Score(silent, Given.Book.Score), Is.EqualTo(Nciss.Score(spoken, Given.Book.Score)).And.Not.Null);
    }

    [Test]
    public void A_missing_fact_without_an_unknown_option_leaves_no_score_and_never_zero()
    {
        Impact[] lacking =
        [
            Given.Impact with { Functional = null }, Given.Impact with { Activity = null },
            Given.Impact with { Information = null }, Given.Impact with { Recoverability = null },
            Given.Impact with { Potential = null }, Impact.Unknown,
        ];

        Assert.That(lacking.Select(impact => Nciss.Score(impact, Given.Book.Score)), Is.All.Null);
    }

    [Test]
    public void The_score_line_shows_the_sum_and_says_what_was_assumed()
    {
        var line = Given.Decided(Given.Facts with { Impact = Given.Impact with { Actor = null } }).Lines[1];

        Assert.Multiple(() =>
        {
            Assert.That(line.Outcome, Is.EqualTo("49.27"));
            Assert.That(line.Explanation, Does.Contain("100 × (1840 − 325) / (3400 − 325)").And.EndWith("the default was taken: actor."));
            Assert.That(line.ExplanationVi, Does.StartWith("Điểm NCISS 49,27 trên 100").And.EndWith("giá trị mặc định: đối tượng tấn công."));
        });
    }

    [Test]
    public void Without_a_score_the_line_names_what_is_missing()
    {
        var line = Given.Decided(Given.Facts with { Impact = Given.Impact with { Potential = null } }).Lines[1];

        Assert.That((line.Outcome, line.Explanation), Is.EqualTo(("none",
            "No NCISS score, because these were not reported: potential impact. What is missing is never counted as 0.")));
    }

    [Test]
    public void A_half_is_rounded_up()
    {
        // 1 of 800 on the only question is 0.125 exactly.
        var model = new ScoreModel([new("functional", 1, null, new("f", "f"),
            [new("no-impact", 0, new("0", "0")), new("minimal-critical", 1, new("1", "1")), new("denial-critical", 800, new("2", "2"))])]);

        Assert.That(Nciss.Score(Impact.Unknown with { Functional = "minimal-critical" }, model), Is.EqualTo(0.13m));
    }

    [Test]
    public void A_word_that_no_option_has_is_refused()
    {
        Assert.That(() => Nciss.Score(Given.Impact with { Actor = "martians" }, Given.Book.Score), Throws.ArgumentException);
    }

    [Test]
    public void The_score_stays_within_0_and_100_and_rises_with_every_single_answer() => Given.ForAnyFacts(facts =>
    {
        var model = Given.Book.Score;
        foreach (var category in model.Categories)
        {
            var scores = category.Options.OrderBy(option => option.Value)
                .Select(option => Nciss.Score(With(facts.Impact, category.Word, option.Word), model)).ToList();
            if (scores.Any(score => score is < 0 or > 100))
                return false;
            if (scores[0] is not null && !scores.SequenceEqual(scores.OrderBy(score => score)))
                return false;
        }

        return true;
    });

    private static Impact With(Impact impact, string category, string word) => category switch
    {
        "functional" => impact with { Functional = word },
        "activity" => impact with { Activity = word },
        "location" => impact with { Location = word },
        "actor" => impact with { Actor = word },
        "information" => impact with { Information = word },
        "recoverability" => impact with { Recoverability = word },
        "potential" => impact with { Potential = word },
        _ => impact with { Sector = word },
    };
}
