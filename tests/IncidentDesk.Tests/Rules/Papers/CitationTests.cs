using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Reference;
using IncidentDesk.Rules.Papers;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Papers;

[Category("once")]
public sealed class CitationTests
{
    private static readonly ReferenceLibrary Library = ReferenceLibrary.Load();

    private static IEnumerable<string> Shipped() => Library.RuleBook.Packs.SelectMany(pack => pack.Obligations.Select(rule => rule.Article).Prepend(pack.Article)).Distinct();

    [TestCase("NĐ 331/2026/NĐ-CP, Đ31.2.d", "điểm d khoản 2 Điều 31 Nghị định số 331/2026/NĐ-CP")]
    [TestCase("Luật 116/2025/QH15, Đ40.1.c", "điểm c khoản 1 Điều 40 Luật số 116/2025/QH15")]
    [TestCase("NĐ 333/2026/NĐ-CP, Đ9", "Điều 9 Nghị định số 333/2026/NĐ-CP")]
    [TestCase("QĐ 05/2017/QĐ-TTg, Đ11.1.a, Đ11.2", "điểm a khoản 1 và khoản 2 Điều 11 Quyết định số 05/2017/QĐ-TTg")]
    [TestCase("QĐ 05/2017/QĐ-TTg, Đ11.1.a, Đ12, Đ13.2", "điểm a khoản 1 Điều 11, Điều 12 và khoản 2 Điều 13 Quyết định số 05/2017/QĐ-TTg")]
    [TestCase("Luật 91/2025/QH15, Đ23; NĐ 356/2025/NĐ-CP, Đ28–29", "Điều 23 Luật số 91/2025/QH15; từ Điều 28 đến Điều 29 Nghị định số 356/2025/NĐ-CP")]
    [TestCase("NĐ 331/2026/NĐ-CP, Đ35-36, Mẫu 08", "từ Điều 35 đến Điều 36 và Mẫu số 08 ban hành kèm theo Nghị định số 331/2026/NĐ-CP")]
    [TestCase("NĐ 331/2026/NĐ-CP, Đ31.2.a-c", "từ điểm a đến điểm c khoản 2 Điều 31 Nghị định số 331/2026/NĐ-CP")]
    [TestCase("TT 20/2017/TT-BTTTT, Mẫu 04", "Mẫu số 04 ban hành kèm theo Thông tư số 20/2017/TT-BTTTT")]
    [TestCase("NĐ 13/2023/NĐ-CP", "Nghị định số 13/2023/NĐ-CP")]
    [TestCase("Luật 91/2025/QH15, Đ23, đoạn cuối", "Luật 91/2025/QH15, Đ23, đoạn cuối")]
    [TestCase("Luật 91/2025/QH15, Đ23; theo thông lệ", "Luật 91/2025/QH15, Đ23; theo thông lệ")]
    [TestCase("mục tiêu nội bộ / internal target", "mục tiêu nội bộ / internal target")]
    [TestCase("", "")]
    public void The_ground_of_a_duty_is_cited_as_a_dispatch_cites_it_or_left_as_it_is(string shorthand, string words) => Assert.That(Citation.InWords(shorthand), Is.EqualTo(words));

    [TestCaseSource(nameof(Shipped))]
    public void Every_ground_that_the_packs_name_is_understood(string article) => Assert.That(Citation.InWords(article), Does.Match(@"(Luật|Nghị định|Quyết định|Thông tư) số \d").And.Not.Match(@"Đ\d"));

    [Test]
    public void Whatever_stands_there_is_never_said_half_and_what_is_in_words_stays() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var said = Citation.InWords(text ?? "");
            Assert.That(Citation.InWords(said), Is.EqualTo(said));
            Assert.That(Citation.InWords($"NĐ 331/2026/NĐ-CP, Đ31.2.d; {text}x"), Is.EqualTo($"NĐ 331/2026/NĐ-CP, Đ31.2.d; {text}x"));
        }));

    [Test]
    public void Every_number_of_a_place_stands_in_its_words() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll((from article in Gen.Choose(1, 300) from clause in Gen.Choose(1, 20) select (Article: article, Clause: clause)).ToArbitrary(), place =>
            Citation.InWords($"NĐ 1/2026/NĐ-CP, Đ{place.Article}.{place.Clause}.đ") == $"điểm đ khoản {place.Clause} Điều {place.Article} Nghị định số 1/2026/NĐ-CP"));
}
