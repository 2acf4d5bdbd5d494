using IncidentDesk.Rules.Text;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Text;

[Category("once")]
public sealed class SearchWordsTests
{
    [TestCase("Máy chủ bị chiếm ĐIỀU khiển", "may chu bi chiem dieu khien")]
    [TestCase("203[.]0[.]113[.]7", "203 0 113 7")]
    [TestCase("CVE-2022-40684", "cve 2022 40684")]
    [TestCase(" -- ", "")]
    public void Text_is_folded_and_split_at_what_is_no_letter_and_no_digit(string text, string words) =>
        Assert.That(string.Join(' ', SearchWords.Of(text)), Is.EqualTo(words));

    [TestCase("ma doc", "Máy chủ bị chèn mã độc", true)]
    [TestCase("mã đ", "mã đen", false, TestName = "A single sign is a word of its own, not a beginning")]
    [TestCase("cong thong ti", "Cổng thông tin", true, TestName = "The last word may be only begun")]
    [TestCase("con thong tin", "Cổng thông tin", false, TestName = "A word before the last must be whole")]
    [TestCase("113.7", "203.0.113.7", true)]
    [TestCase("113.8", "203.0.113.7", false)]
    [TestCase("hxxp://xau.example", "http://xau.example/a", true)]
    [TestCase("123", "INC-2026-000123", true, TestName = "A short number is found without its noughts")]
    [TestCase("123", "INC-2026-001234", false, TestName = "A short number is that number")]
    public void What_was_typed_is_found_or_not(string typed, string text, bool isFound) =>
        Assert.That(SearchWords.Ask(typed).All(one => one.IsIn(SearchWords.Of(text))), Is.EqualTo(isFound));

    [Test]
    public void Nothing_but_signs_asks_for_nothing() => Assert.That(SearchWords.Ask("\"' *:-)("), Is.Empty);
}
