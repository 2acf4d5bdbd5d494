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
    [TestCase("Nguyên nhân đang điều tra", "no", false, TestName = "Under_investigation_is_no_cause_either_where_the_sentence_names_its_subject")]
    [TestCase("NGUYÊN NHÂN CỦA SỰ CỐ: hiện vẫn đang được xác minh.", "no", false)]
    [TestCase("Đã khống chế sự cố; hiện  chưa rõ nguyên nhân", "no", false)]
    [TestCase("Đã cách ly máy chủ.\nnguyên nhân chưa được làm rõ", "no", false)]
    [TestCase("Nguyên nhân: chưa xác định được; đã cách ly máy chủ", "no", false)]
    [TestCase("Đang trong quá trình điều tra", "no", false)]
    [TestCase("Nguyên nhân: chưa có kết luận.", "no", false)]
    [TestCase("Hiện chưa biết", "no", false)]
    [TestCase("Khai thác lỗ hổng CVE-2022-40684 trên FortiGate; chưa rõ thời điểm bị xâm nhập", "no", true)]
    [TestCase("Nhân viên mở tệp đính kèm lừa đảo (chưa xác định được người gửi)", "no", true)]
    [TestCase("Mật khẩu VPN bị lộ - đang điều tra đối tượng", "no", true)]
    [TestCase("Mật khẩu VPN bị lộ; đang điều tra", "no", true, TestName = "A_known_cause_stays_one_while_the_rest_is_looked_into")]
    [TestCase("The cause is still under investigation", "no", false)]
    [TestCase("Chưa rời phiên quản trị, kẻ xấu dùng lại", "no", true, TestName = "A_word_that_only_begins_like_it_is_a_cause")]
    [TestCase("Mật khẩu bị lộ khi đơn vị đang điều tra một sự cố khác", "no", true, TestName = "What_stands_in_the_midst_of_a_clause_is_part_of_a_cause")]
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
    public void Every_form_is_a_dispatch_with_number_and_date_and_says_which_nobody_has_written()
    {
        foreach (var form in Forms)
            Assert.That(Open(form), Is.EqualTo(new[] { "number", "date" }), form.Code);
        Assert.That(Open(Report, ("number", " "), ("date", "2026-11-20")), Is.EqualTo(new[] { "number" }));
        Assert.That(Open(Report, ("number", "15"), ("date", "2026-11-20")), Is.Empty);
        Assert.That(Open(Report with { Fields = [.. Report.Fields.Where(field => field.Code != "number")] }, ("date", "2026-11-20")), Is.Empty, "what a form does not have it does not want");

        static IEnumerable<string> Open(PaperForm form, params (string Code, string Value)[] said) =>
            Filling.Undispatched(form, said.ToDictionary(one => one.Code, one => one.Value)).Select(field => field.Code);
    }

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
        Assert.That(Forms, Has.Count.EqualTo(14));
        foreach (var form in Forms)
            Assert.That(
                Filling.Missing(form, new Dictionary<string, string>()).Select(field => field.Code), Is.EqualTo(form.Fields.Where(field => field.IsMandatory).Select(field => field.Code)).And.Not.Empty, form.Code);
    }

    [TestCase("ND356-Mau08")]
    [TestCase("ND13-Mau03")]
    public void When_a_violation_happened_is_answered_or_said_to_be_unknown(string code)
    {
        var form = Forms.Single(one => one.Code == code);
        bool IsMissing(params (string Code, string Value)[] said) =>
            Filling.Missing(form, said.ToDictionary(one => one.Code, one => one.Value)).Any(field => field.Code == "violationTime");
        string Printed(params (string Code, string Value)[] said) =>
            PlainLetter.Write(LetterWriting.Write(form, said.ToDictionary(one => one.Code, one => one.Value), "TLP:AMBER", false, "INC-1"));

        Assert.That((IsMissing(), IsMissing(("violationTimeUnknown", "no")), IsMissing(("violationTimeUnknown", "yes")), IsMissing(("violationTime", "2026-11-20T16:45"))),
            Is.EqualTo((true, true, false, false)));
        Assert.That(Printed(("violationTimeUnknown", "yes")), Does.Contain("- Thời gian: Chưa xác định được\n"));
        Assert.That(Printed(("violationTime", "2026-11-20T16:45")), Does.Contain("- Thời gian: 16 giờ 45 phút, ngày 20 tháng 11 năm 2026\n").And.Not.Contain("Chưa xác định"));
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
