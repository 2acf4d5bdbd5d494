using System.Reflection;
using System.Text.RegularExpressions;
using IncidentDesk.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Shell;

[Category("once")]
public sealed partial class TextsTests
{
    // Words that are the same in both languages, and short Vietnamese words that happen to carry no mark.
    private static readonly string[] SameInBoth = ["Menu", "webhook", "{0}: {1}", "{0}, {1}", "CVE"];
    private static readonly string[] WithoutMarks = ["Trao đổi", "Cao", "Giao cho", "{0}: {1} ({2})", "xong {0} trong {1}"];

    private static IEnumerable<TestCaseData> All() =>
        typeof(Texts).GetFields(BindingFlags.Public | BindingFlags.Static).SelectMany(field => field.GetValue(null) switch
        {
            Text text => [new TestCaseData(text).SetArgDisplayNames(field.Name)],
            IReadOnlyDictionary<string, Text> words =>
                words.Select(word => new TestCaseData(word.Value).SetArgDisplayNames($"{field.Name}.{word.Key}")),
            _ => Array.Empty<TestCaseData>(),
        });

    [Test]
    public void There_are_texts_to_look_at() => Assert.That(All().Count(), Is.GreaterThan(150));

    [TestCaseSource(nameof(All))]
    public void No_text_lacks_a_language(Text text)
    {
        Assert.That(text.Vi, Is.Not.Empty);
        Assert.That(text.En, Is.Not.Empty);
        if (!SameInBoth.Contains(text.Vi))
            Assert.That(text.Vi, Is.Not.EqualTo(text.En));
    }

    [TestCaseSource(nameof(All))]
    public void Vietnamese_carries_its_marks_and_English_none(Text text)
    {
        if (text == Texts.OtherLanguage)
            return;
        if (text.Vi.Length > 6 && !SameInBoth.Contains(text.Vi) && !WithoutMarks.Contains(text.Vi))
            Assert.That(text.Vi.Any(IsVietnamese), $"“{text.Vi}” has no mark: is it Vietnamese?");
        Assert.That(text.En.Any(IsVietnamese), Is.False, $"“{text.En}” has Vietnamese letters.");
    }

    [TestCaseSource(nameof(All))]
    public void Both_languages_have_the_same_holes(Text text) =>
        Assert.That(Holes(text.Vi), Is.EqualTo(Holes(text.En)));

    [TestCaseSource(nameof(All))]
    public void Texts_are_normalised_and_without_stray_blanks(Text text)
    {
        foreach (var written in new[] { text.Vi, text.En })
        {
            Assert.That(written.IsNormalized());
            Assert.That(written, Is.EqualTo(written.Trim()));
            Assert.That(written, Does.Not.Contain("  "));
        }
    }

    [Test]
    public void A_word_that_we_have_no_sentence_for_is_shown_as_it_is() =>
        Assert.That(Texts.Say(Texts.Severities, "unheard-of", Language.English), Is.EqualTo("unheard-of"));

    private static bool IsVietnamese(char letter) => letter > 127 && char.IsLetter(letter);

    private static IEnumerable<string> Holes(string text) =>
        Hole().Matches(text).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Hole();
}
