using IncidentDesk.Rules.Triage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules;

[Category("once")]
public sealed class RoutingTests
{
    private static readonly TriageFacts Serious = Given.Facts with { Flags = new(true, false, false) };

    [TestCase("response", "vncert", "national-coordinator")]
    [TestCase("monitoring", "ncsc", "monitoring")]
    public void A_need_of_an_ordinary_incident_waits_for_approval(string need, string centre, string role)
    {
        var decision = Given.Decided(Given.Facts with { Need = need });

        Assert.That(decision.Routes, Is.EqualTo(new[] { new Route(centre, role, $"need:{need}", false) }));
    }

    [TestCase("response", "vncert", "national-coordinator")]
    [TestCase("monitoring", "ncsc", "monitoring")]
    public void A_need_of_a_serious_incident_goes_out_at_once(string need, string centre, string role)
    {
        var decision = Given.Decided(Serious with { Need = need });

        Assert.That(decision.Routes, Is.EqualTo(new[] { new Route(centre, role, $"need:{need}", true) }));
    }

    [TestCase("advice")]
    [TestCase("none")]
    public void A_serious_incident_without_a_centre_by_need_goes_to_the_one_that_the_law_names(string need)
    {
        var route = Given.Decided(Serious with { Need = need }).Routes.Single();

        Assert.That(route, Is.EqualTo(new Route("cyber-authority", "cyber-authority", "law", true)));
    }

    [TestCase("defence", "defence-authority")]
    [TestCase("public-security", "cyber-authority")]
    public void What_army_and_police_run_is_not_told_on_to_a_civil_centre(string jurisdiction, string centre)
    {
        var serious = Given.Decided(Serious with { Need = "response", Jurisdiction = jurisdiction });
        var ordinary = Given.Decided(Given.Facts with { Need = "response", Jurisdiction = jurisdiction });

        Assert.That(serious.Routes.Select(route => route.Centre), Is.EqualTo(new[] { centre }));
        Assert.That(ordinary.Routes, Is.Empty);
    }

    [Test]
    public void In_defence_the_law_names_the_defence_authority()
    {
        var route = Given.Decided(Serious with { Need = "none", Jurisdiction = "defence" }).Routes.Single();

        Assert.That(route, Is.EqualTo(new Route("defence-authority", "defence-authority", "law", true)));
    }

    [Test]
    public void In_2023_the_law_named_the_national_coordinator()
    {
        var route = Given.Decided(Serious with { Need = "none", DetectedAt = Given.At("2023-01-20T22:10:00+07:00") }).Routes.Single();

        Assert.That(route, Is.EqualTo(new Route("vncert", "national-coordinator", "law", true)));
    }

    [Test]
    public void Before_any_law_a_serious_incident_without_a_need_goes_to_nobody_and_says_so()
    {
        var decision = Given.Decided(Serious with { Need = "none", DetectedAt = Given.At("2016-05-01T00:00:00Z") });

        Assert.That(decision.Routes, Is.Empty);
        Assert.That(decision.Lines.Single(line => line.Rule == "route").Explanation, Does.Contain("no rule set names an authority"));
    }

    [Test]
    public void The_default_need_is_response_when_serious_and_none_otherwise()
    {
        Assert.That((Given.Decided(Serious).Need, Given.Decided(Given.Facts).Need), Is.EqualTo(("response", "none")));
        Assert.That(Given.Decided(Serious).Routes.Single().Centre, Is.EqualTo("vncert"));
        Assert.That(Given.Decided(Given.Facts).Routes, Is.Empty);
    }

    [TestCase("test")]
    [TestCase("test/test")]
    public void A_test_goes_to_nobody_however_serious(string category)
    {
        var decision = Given.Decided(Serious with { Category = category, Need = "response" });

        Assert.That(decision.Routes, Is.Empty);
        Assert.That(decision.Lines.Single(line => line.Rule == "route").Outcome, Is.EqualTo("none"));
    }

    [Test]
    public void Every_route_leads_to_a_centre_that_the_book_knows_and_is_automatic_just_when_serious() => Given.ForAnyFacts(facts =>
    {
        var decision = Given.Decided(facts);
        return decision.Routes.All(route =>
            Given.Book.Routing.Centres.ContainsKey(route.Centre)
            && Given.Book.Routing.Roles.ContainsKey(route.Role)
            && route.Automatic == decision.Serious);
    });
}
