using IncidentDesk.Pipeline;
using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline;

public sealed class ProblemsTests
{
    private static readonly IEnumerable<string> Words = AllProblems.Words.Keys;

    private static readonly string[] RuleCodes =
        ("not-in-this-status already-acknowledged needs-a-person same-person approval-stale obligations-open guard-refuses tlp-refuses "
         + "contact-missing evidence-damaged evidence-infected preservation-order "
         // What merging adds.
         + "another-agency "
         // What a duty that was opened past its time adds.
         + "late-reason-missing "
         // What people and their sessions add to the contract.
         + "paper-incomplete paper-not-in-this-state no-pdf pdf-failed "
         + "needs-second-factor needs-fresh-proof last-administrator "
         // What letters and their replies, hunts, requests of centres, rosters, providers, scenarios and drills add.
         + "reply-state reply-systems hunt-ended request-known request-ended items-open not-answered order-lifted "
         + "roster-gaps roster-published roster-begun roster-line shift-begun swap-open swap-answered double-post not-your-shift no-handover-now "
         + "provider-known provider-committed scenario-reviewed drill-state drill-incomplete outside-window").Split(' ');

    private PipelineServer server = null!;

    [OneTimeSetUp]
    public async Task Start() => server = await PipelineServer.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await server.DisposeAsync();

    [Test]
    public void The_catalogue_holds_exactly_the_words_and_rules_of_the_contract()
    {
        Assert.That(ProblemWords.Words.Keys, Is.EquivalentTo(
            ("validation unauthenticated forbidden not-found method-not-allowed not-acceptable conflict idempotency-conflict in-progress stale "
             + "too-large unsupported-media-type version-required rate-limited overloaded read-only internal").Split(' ')));
        Assert.That(ProblemWords.RuleCodes.Keys, Is.EquivalentTo(RuleCodes));
    }

    [TestCaseSource(nameof(Words))]
    public async Task Every_word_goes_out_as_a_problem_in_both_languages(string word)
    {
        var answer = await server.SendAsync(HttpMethod.Get, $"/api/v1/words/{word}");
        var json = answer.Json;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Status, Is.EqualTo(AllProblems.Words[word].Status));
            Assert.That(json.GetProperty("status").GetInt32(), Is.EqualTo(answer.Status));
            Assert.That(answer.Type, Is.EqualTo("application/problem+json; charset=utf-8"));
            Assert.That(json.GetProperty("type").GetString(), Is.EqualTo("/problems/" + word));
            foreach (var member in (string[])["title", "titleVi", "detail", "detailVi", "traceId"])
                Assert.That(json.GetProperty(member).GetString(), Is.Not.Empty, member);
            Assert.That(answer.Text, Does.Not.Contain("\\u"), "Vietnamese is readable");
            if (answer.Status == 409)
                Assert.That(json.GetProperty("code").GetString(), Is.Not.Empty);
        }
    }

    [TestCaseSource(nameof(Words))]
    public async Task The_type_of_a_problem_is_a_page_that_explains_it(string word)
    {
        var json = await server.SendAsync(HttpMethod.Get, $"/problems/{word}", ("Accept", "application/json"));
        var page = await server.SendAsync(HttpMethod.Get, $"/problems/{word}", ("Accept", "text/html"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.Json.GetProperty("titleVi").GetString(), Is.Not.Empty);
            Assert.That(page.Type, Does.StartWith("text/html"));
            Assert.That(page.Text, Does.Contain("lang=\"vi\"").And.Contain("lang=\"en\""));
        }
    }

    [Test]
    public async Task An_unknown_word_has_no_page() =>
        Assert.That((await server.SendAsync(HttpMethod.Get, "/problems/oops")).Status, Is.EqualTo(404));

    [Test]
    public async Task What_a_client_must_do_next_stands_in_headers()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await Get("rate-limited")).Headers["Retry-After"], Is.EqualTo("3"));
            Assert.That((await Get("overloaded")).Headers["Retry-After"], Is.EqualTo("1"));
            Assert.That((await Get("unauthenticated")).Headers["WWW-Authenticate"], Is.EqualTo("Bearer"));
        }
    }

    [Test]
    public async Task A_conflict_carries_what_stands_already()
    {
        var taken = (await Get("conflict")).Json;
        var filed = (await Get("idempotency-conflict")).Json;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(taken.GetProperty("code").GetString(), Is.EqualTo("already-acknowledged"));
            Assert.That(taken.GetProperty("by").GetString(), Is.EqualTo("Trực ban Một"));
            Assert.That(taken.GetProperty("at").GetString(), Is.EqualTo("1970-01-01T00:00:00.000Z"));
            Assert.That(filed.GetProperty("existing").GetProperty("number").GetString(), Is.EqualTo("INC-2026-000001"));
            Assert.That(filed.GetProperty("errors")[0].GetProperty("code").GetString(), Is.EqualTo("differs"));
        }
    }

    [TestCaseSource(nameof(RuleCodes))]
    public void Every_rule_says_why_in_both_languages(string code)
    {
        var problem = Problems.Conflict(code);
        Assert.That(problem.Detail, Is.Not.Empty.And.Not.EqualTo(problem.DetailVi));
    }

    private Task<Answer> Get(string word) => server.SendAsync(HttpMethod.Get, $"/api/v1/words/{word}");
}
