using IncidentDesk.Reference;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Reports.Form;
using IncidentDesk.Rules.Triage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reports.Form;

[Category("once")]
public sealed class FormReadingTests
{
    private static readonly ReferenceLibrary Library = ReferenceLibrary.Load();
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 17, 0, 0, TimeSpan.FromHours(7));
    private static readonly Guid Key = new("0193d8a0-0000-4000-8000-000000000001");

    private static IEnumerable<string> Kinds() => Library.Form.Kinds.Select(kind => kind.Word);

    [TestCaseSource(nameof(Kinds))]
    public void Three_answers_are_a_report_of_every_kind(string kind)
    {
        var body = Read(("kind", kind), ("time", "16h45"), ("title", " Chuyện lạ ")).Body!;
        Assert.That((body.Title, body.DetectedAt), Is.EqualTo(("Chuyện lạ", Now.AddMinutes(-15))));
        Assert.That(Library.RuleBook.Taxonomy.Find(body.Category), Is.Not.Null);
        Assert.That((body.Source, body.SourceRef, body.ReportedVia), Is.EqualTo((FormReading.Source, Key.ToString("D"), "web-form")));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Whatever_is_answered_triage_can_weigh_it(string kind)
    {
        var asked = Library.Form.Find(kind)!;
        for (var n = 0; n < 5; n++)
        {
            var answers = asked.Questions.Where(question => question.Options.Count > 0)
                .Select(question => (FormAnswers.Question + question.Word, question.Options[Math.Min(n, question.Options.Count - 1)].Word));
            var body = Read([("kind", kind), ("time", "16:45"), ("title", "x"), .. answers]).Body!;
            var decision = Triage.Decide(ReportFacts.Of(body, "SO-YTE", "web-form").ForTriage(Now, 3, "civil", "simulate"), Library.RuleBook);
            Assert.That(decision.Severity, Is.Not.Empty);
        }
    }

    [Test]
    public void Full_answers_give_a_score_and_what_is_grave_is_serious()
    {
        var grave = Decide(("q-service", "essential"), ("q-recovery", "beyond"), ("q-spread", "wide"), ("q-personal", "sensitive"), ("q-subjects", "12.000"), ("q-security", "no"));
        Assert.That((grave.Severity, grave.Serious, grave.Score is > 50), Is.EqualTo(("critical", true, true)));
        Assert.That(grave.Obligations.Select(one => one.Kind), Does.Contain("personal-data-notice"));
        var light = Decide(("q-service", "none"), ("q-recovery", "alone"), ("q-spread", "no"), ("q-personal", "no"));
        Assert.That((light.Serious, light.Score is > 0), Is.EqualTo((false, true)));
        Assert.That(Decide().Score, Is.Null, "what nobody said is not made up");
    }

    [Test]
    public void The_cause_of_an_outage_and_the_account_decide_the_category()
    {
        Assert.That(Read(("kind", "outage"), ("time", "8h"), ("title", "x"), ("q-cause", "attack")).Body!.Category, Is.EqualTo("availability/ddos"));
        Assert.That(Read(("kind", "outage"), ("time", "8h"), ("title", "x"), ("q-cause", "mistake")).Body!.Category, Is.EqualTo("availability/misconfiguration"));
        Assert.That(Read(("kind", "account"), ("time", "8h"), ("title", "x"), ("q-which-account", "admin")).Body!.Category, Is.EqualTo("intrusions/privileged-account-compromise"));
    }

    [Test]
    public void Data_that_was_locked_and_leaked_counts_as_the_worse_of_both() =>
        Assert.That(
            Read(("kind", "ransom"), ("time", "8h"), ("title", "x"), ("q-personal", "sensitive")).Body!.Impact!.Information, Is.EqualTo("destruction-non-critical"));

    [Test]
    public void What_a_report_has_no_field_for_stands_in_the_description()
    {
        var body = Read(("kind", "malware"), ("time", "8h"), ("title", "x"), ("description", "Máy văn thư."), ("q-machines", "3"), ("q-unplugged", "no")).Body!;
        Assert.That(body.Description, Is.EqualTo("Máy văn thư.\nBao nhiêu máy? 3\nĐã rút máy khỏi mạng chưa? Chưa"));
    }

    [TestCase("https://gia-mao.example/a", "url")]
    [TestCase("gia-mao.example", "domain")]
    [TestCase("hxxp://gia-mao[.]example", "other")]
    public void An_address_is_kept_as_it_was_copied(string typed, string type)
    {
        var observable = Read(("kind", "phishing"), ("time", "8h"), ("title", "x"), ("q-fake-address", typed)).Body!.Observables!.Single();
        Assert.That((observable.Type, observable.Value), Is.EqualTo((type, typed)));
    }

    [TestCase("")]
    [TestCase("unknown")]
    public void A_number_of_people_means_personal_data_where_nobody_has_said_that_there_is_none(string personal)
    {
        var data = Read(("kind", "leak"), ("time", "8h"), ("title", "x"), ("q-personal", personal), ("q-subjects", "1 200")).Body!.PersonalData!;
        Assert.That((data.Involved, data.Subjects), Is.EqualTo((true, 1200)));
    }

    [Test]
    public void No_personal_data_and_a_number_of_people_are_asked_back_at_both_questions()
    {
        var read = Read(("kind", "leak"), ("time", "8h"), ("title", "x"), ("q-personal", "no"), ("q-subjects", "1 200"));

        Assert.That(read.Faults.Select(fault => $"{fault.Path} {fault.Code}"), Is.EqualTo(new[] { "/q-personal out-of-range", "/q-subjects out-of-range" }));
        foreach (var fault in read.Faults)
        {
            Assert.That(fault.MessageVi, Does.Contain("Có dữ liệu cá nhân bị lộ").And.Contain("Khoảng bao nhiêu người?"));
            Assert.That(fault.Message, Does.Contain("Is personal data leaked").And.Contain("About how many people?"));
        }
        Assert.That(Read(("kind", "leak"), ("time", "8h"), ("title", "x"), ("q-personal", "no"), ("q-subjects", "0")).Body!.PersonalData!.Involved, Is.False);
    }

    [TestCase("time", "", "/time required")]
    [TestCase("time", "chiều", "/time bad-format")]
    [TestCase("time", "17:30", "/time in-the-future")]
    [TestCase("day", "11/20/2026", "/day bad-format")]
    [TestCase("title", "  ", "/title required")]
    [TestCase("title", "a\u0000b", "/title forbidden-character")]
    [TestCase("kind", "nonsense", "/kind required")]
    [TestCase("q-service", "nonsense", "/q-service not-in-list")]
    [TestCase("q-subjects", "nhiều", "/q-subjects wrong-type")]
    [TestCase("q-machines", "-3", "/q-machines wrong-type")]
    public void A_fault_names_its_field(string field, string typed, string fault)
    {
        var read = Read(new Dictionary<string, string> { ["kind"] = "malware", ["time"] = "8h", ["title"] = "x", [field] = typed });
        Assert.That(read.Faults.Select(one => $"{one.Path} {one.Code}"), Is.EqualTo(new[] { fault }));
        Assert.That(read.Body, Is.Null);
    }

    private static TriageDecision Decide(params (string, string)[] answers) => Triage.Decide(
        ReportFacts.Of(Read([("kind", "intrusion"), ("time", "8h"), ("title", "x"), .. answers]).Body!, "SO-YTE", "web-form").ForTriage(Now, null, "civil", "simulate"),
        Library.RuleBook);

    private static FormReading.Read Read(params (string Name, string Value)[] answers) => Read(answers.ToDictionary(one => one.Name, one => one.Value));

    private static FormReading.Read Read(Dictionary<string, string> answers) => FormReading.Of(new(answers), Library.Form, Key, Now);
}
