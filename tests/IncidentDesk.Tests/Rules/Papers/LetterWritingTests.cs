using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Reference;
using IncidentDesk.Rules.Papers;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Papers;

[Category("once")]
public sealed class LetterWritingTests
{
    private static readonly IReadOnlyList<PaperForm> Forms = ReferenceLibrary.Load().Forms;

    [TestCase(2026, 2, 5, "ngày 05 tháng 02 năm 2026")]
    [TestCase(2026, 1, 31, "ngày 31 tháng 01 năm 2026")]
    [TestCase(2026, 3, 9, "ngày 09 tháng 3 năm 2026")]
    [TestCase(2026, 12, 10, "ngày 10 tháng 12 năm 2026")]
    public void Days_below_ten_and_the_first_two_months_have_a_zero_before_them(int year, int month, int day, string written) =>
        Assert.That(DispatchDate.Written(new(year, month, day)), Is.EqualTo(written));

    [Test]
    public void What_is_said_stands_where_the_form_puts_it()
    {
        var letter = Write("ND331-BC72", new()
        {
            ["issuer"] = "Sở Y tế", ["issuerAbove"] = "UBND tỉnh", ["number"] = "12", ["symbol"] = "BC-SYT", ["place"] = "Hòa Giang", ["date"] = "2026-02-05",
            ["system"] = "Cổng thông tin", ["cause"] = "Lỗ hổng", ["article"] = "Đ31.2.d", ["signerTitle"] = "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", ["recipient"] = "A\nB",
        });
        Assert.That((letter.Number, letter.PlaceAndDate, letter.Title, letter.Matter), Is.EqualTo(
            ("Số: 12/BC-SYT", "Hòa Giang, ngày 05 tháng 02 năm 2026", "BÁO CÁO", "Sự cố an ninh mạng đối với Cổng thông tin")));
        Assert.That(letter.To.Concat(letter.SignerTitle), Is.EqualTo(new[] { "A", "B", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC" }));
        Assert.That(PlainLetter.Write(letter), Does.Contain("Căn cứ Đ31.2.d, Sở Y tế báo cáo").And.Contain("- Nguyên nhân: Lỗ hổng\n").And.Not.Contain("sơ bộ"));
    }

    [Test]
    public void Number_and_symbol_stand_alone_where_a_label_says_already_what_they_are() => Assert.That(
        (LetterWriting.NumberOf(Write("ND331-BC72", new() { ["number"] = "12", ["symbol"] = "BC-SYT" })), LetterWriting.NumberOf(Write("ND331-BC72", new() { ["symbol"] = "BC-SYT" }))),
        Is.EqualTo(("12/BC-SYT", "/BC-SYT")));

    [Test]
    public void A_preliminary_report_says_so_in_its_title_and_that_the_cause_follows()
    {
        var letter = Write("ND331-BC72", new() { ["preliminary"] = "yes" });
        Assert.That(letter.Title, Is.EqualTo("BÁO CÁO SƠ BỘ"));
        Assert.That(PlainLetter.Write(letter), Does.Contain("- Nguyên nhân: Đang điều tra, xác minh").And.Contain("Đây là báo cáo sơ bộ."));
    }

    [Test]
    public void A_form_that_nobody_issued_says_so_on_its_pages_and_each_says_how_sure_it_is()
    {
        foreach (var form in Forms)
        {
            var notice = LetterWriting.Write(form, new Dictionary<string, string>(), "TLP:AMBER", false, "INC-1").Notice;
            Assert.That(notice.Contains("Mẫu nội bộ, chờ biểu mẫu chính thức", StringComparison.Ordinal), Is.EqualTo(!form.IsOfficial), form.Code);
            Assert.That(notice, Does.Contain(IncidentDesk.Rules.Sureness.Said(form.Sureness).Vi), form.Code);
        }
        Assert.That(Forms.Where(form => form.Code.StartsWith("TT20", StringComparison.Ordinal)).Select(form => form.Sureness), Is.All.EqualTo("memory").And.Exactly(3).Items);
    }

    [Test]
    public void Words_in_braces_that_a_person_wrote_are_words_and_not_holes()
    {
        var letter = Write("ND331-BC72", new() { ["system"] = "{signer} {cause}", ["signer"] = "BÍ ẨN", ["cause"] = "x" });
        Assert.That(letter.Matter, Does.EndWith("{signer} {cause}"));
    }

    [Test]
    public void Nothing_that_anybody_writes_turns_the_direction_or_breaks_a_line_that_is_one()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var said = (text ?? "") + "\u202Egnp.exe\u2066\u0000\uD800 end";
            var values = Forms[0].Fields.Where(field => field.Kind is "line" or "text").ToDictionary(field => field.Code, _ => said);
            var plain = PlainLetter.Write(LetterWriting.Write(Forms[0], values, "TLP:AMBER", true, "INC-1"));
            Assert.That(plain.IndexOfAny(['\u202E', '\u2066', '\0']), Is.EqualTo(-1));
            Assert.That(plain.Where(sign => char.IsControl(sign) && sign is not ('\n' or '\t')), Is.Empty);
        }));
    }

    private static Letter Write(string code, Dictionary<string, string> values) =>
        LetterWriting.Write(Forms.Single(form => form.Code == code), values, "TLP:AMBER", false, "INC-2026-000001");
}
