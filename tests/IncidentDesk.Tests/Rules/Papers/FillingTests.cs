using IncidentDesk.Reference;
using IncidentDesk.Rules.Papers;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Papers;

[Category("once")]
public sealed class FillingTests
{
    private static readonly IReadOnlyList<PaperForm> Forms = ReferenceLibrary.Load().Forms;
    private static readonly PaperForm Report = Forms.Single(form => form.Code == "ND331-BC72");

    [Test]
    public void A_fact_fills_the_field_that_names_it_and_nothing_else()
    {
        var values = Filling.Draft(Report, new Dictionary<string, string> { ["cause"] = "Lỗ hổng chưa vá", ["unknown"] = "x" });
        Assert.That(values, Is.EqualTo(new Dictionary<string, string> { ["cause"] = "Lỗ hổng chưa vá" }));
    }

    [TestCase("", "no", false)]
    [TestCase("", "yes", true, TestName = "A_cause_may_wait_in_a_preliminary_report")]
    [TestCase("Đang điều tra", "no", false, TestName = "Under_investigation_is_no_cause_unless_the_report_is_preliminary")]
    [TestCase("  ĐANG ĐIỀU TRA, xác minh", "", false)]
    [TestCase("Đang điều tra", "yes", true)]
    [TestCase("Lỗ hổng chưa vá", "no", true)]
    public void The_72_hour_report_has_a_cause_or_says_that_it_is_preliminary(string cause, string preliminary, bool answered)
    {
        var values = new Dictionary<string, string> { ["cause"] = cause, ["preliminary"] = preliminary };
        Assert.That(Filling.Missing(Report, values).Any(field => field.Code == "cause"), Is.EqualTo(!answered));
    }

    [Test]
    public void Scope_and_measures_are_mandatory_whether_preliminary_or_not() => Assert.That(
        Filling.Missing(Report, new Dictionary<string, string> { ["preliminary"] = "yes" }).Select(field => field.Code), Is.SupersetOf(new[] { "scope", "measures" }));

    [Test]
    public void A_fact_too_long_for_its_field_is_cut_and_a_stamp_is_left_out()
    {
        var values = Filling.Draft(Report, new Dictionary<string, string>
        {
            ["incident.title"] = new string('a', 499) + "😀😀", ["incident.description"] = "Công văn\nTỐI MẬT", ["contact.name"] = "An\nBình\u202E", ["cause"] = new string('b', 30_000),
        });
        Assert.That((values["title"].Length <= 500, values["title"][^1], char.IsSurrogate(values["title"][^2])), Is.EqualTo((true, '…', false)));
        Assert.That(values.ContainsKey("description"), Is.False);
        Assert.That((values["contactName"], values["cause"].Length), Is.EqualTo(("An Bình", 20_000)));
    }

    [Test]
    public void Every_form_names_every_mandatory_field_while_it_is_empty()
    {
        Assert.That(Forms, Has.Count.EqualTo(13));
        foreach (var form in Forms)
            Assert.That(
                Filling.Missing(form, new Dictionary<string, string>()).Select(field => field.Code), Is.EqualTo(form.Fields.Where(field => field.IsMandatory).Select(field => field.Code)).And.Not.Empty, form.Code);
    }

    [TestCase("line", "một dòng\nhai dòng", "forbidden-character")]
    [TestCase("line", "đổi chiều \u202E", "forbidden-character")]
    [TestCase("text", "một dòng\nhai dòng", null)]
    [TestCase("text", "Độ mật: tối mật", "state-secret-marking")]
    [TestCase("date", "2026-02-30", "bad-format")]
    [TestCase("date", "2026-02-28", null)]
    [TestCase("instant", "2026-11-20 16:45", "bad-format")]
    [TestCase("instant", "2026-11-20T16:45", null)]
    [TestCase("flag", "true", "not-in-list")]
    [TestCase("choice", "c", "not-in-list")]
    [TestCase("choice", "b", null)]
    [TestCase("table", "1 | 2 | 3", "bad-format")]
    [TestCase("table", "1 | 2\n3 |", null)]
    [TestCase("table", "số 5 | TUYỆT MẬT", "state-secret-marking", TestName = "A_stamp_alone_in_a_cell_is_a_stamp")]
    public void A_value_that_does_not_fit_its_field_is_refused_with_its_code(string kind, string value, string? code)
    {
        var field = new PaperField("x", kind, true, new("x", "x"), null, null, ["a", "b"], ["A", "B"], false);
        Assert.That(FieldValues.FaultOf(field, value), Is.EqualTo(code));
        Assert.That(FieldValues.FaultOf(field, ""), Is.Null);
    }
}
