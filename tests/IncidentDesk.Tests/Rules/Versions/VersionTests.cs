using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Rules.Versions;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Versions;

[Category("once")]
public sealed class VersionTests
{
    private static readonly VersionRange[] FortiOs = [new("7.0.0", "7.0.6"), new("7.2.0", "7.2.1")], FortiProxy = [new("7.0.0", "7.0.6"), new("7.2.0", "7.2.0")];

    [TestCase("7.0.0", "affected")]
    [TestCase("7.0.6", "affected")]
    [TestCase("7.0.7", "not-affected")]
    [TestCase("7.0.10", "not-affected")]
    [TestCase("7.2.1", "affected")]
    [TestCase("7.2.2", "not-affected")]
    [TestCase("6.4.9", "not-affected")]
    [TestCase("v7.0.6", "affected")]
    [TestCase("7.0.6 build 0366", "affected")]
    [TestCase("7.0.6 (GA)", "affected")]
    [TestCase("v7.0.7,build0367,221010 (GA.F)", "not-affected")]
    [TestCase("bản mới nhất", "unknown")]
    [TestCase("", "unknown")]
    [TestCase(null, "unknown")]
    public void FortiOS_is_judged_by_its_numbers(string? version, string verdict) => Assert.That(VersionRange.Judge(FortiOs, version), Is.EqualTo(verdict));

    [TestCase("7.x")]
    [TestCase("7.*")]
    [TestCase("7.2.x")]
    [TestCase("7.0.7 7.0.5")]
    [TestCase("7.0.7-7.0.5")]
    [TestCase("7.0.5 – 7.0.7")]
    [TestCase("7.0.7, 6.4.9")]
    [TestCase("7.0.7-rc1")]
    [TestCase("7.2.2rc1")]
    [TestCase("7.0.0-beta1")]
    [TestCase("7.2.0-rc1")]
    [TestCase("7.0.7a")]
    [TestCase("7.0.7+")]
    [TestCase("6.4.9 trở lên")]
    [TestCase("7.0.7 (máy dự phòng 7.0.5)")]
    [TestCase("FortiOS 7.0.7")]
    public void A_version_that_is_not_one_clear_release_makes_nobody_safe(string version) => Assert.That(VersionRange.Judge(FortiOs, version), Is.EqualTo("unknown"));

    [TestCase("6.x")]
    [TestCase("6.4.9-rc1")]
    [TestCase("7.4.0-beta1")]
    [TestCase("6.4.9 6.4.10")]
    [TestCase("7.4.0/7.4.1")]
    public void A_version_that_is_outside_under_every_reading_is_not_affected(string version) =>
        Assert.That(VersionRange.Judge(FortiOs, version), Is.EqualTo("not-affected"));

    [TestCase("7.0.5-rc1")]
    [TestCase("7.0.6a")]
    [TestCase("7.0.6 (FortiGate 100F)")]
    public void A_version_that_is_inside_under_every_reading_is_affected(string version) => Assert.That(VersionRange.Judge(FortiOs, version), Is.EqualTo("affected"));

    [Test]
    public void A_short_version_may_be_any_that_begins_like_it() =>
        Assert.That(
            (VersionRange.Judge([new("7.2.1", "7.2.3")], "7.2"), VersionRange.Judge([new("7.2.1", "7.2.3")], "7.0"), VersionRange.Judge([new("7.2.0", null, "7.2.2")], "7.2.2-rc1")),
            Is.EqualTo(("unknown", "not-affected", "unknown")));

    [TestCase("7.2.0", "affected")]
    [TestCase("7.2.1", "not-affected")]
    [TestCase("7.0.6", "affected")]
    [TestCase("7.0.7", "not-affected")]
    public void FortiProxy_has_ranges_of_its_own(string version, string verdict) => Assert.That(VersionRange.Judge(FortiProxy, version), Is.EqualTo(verdict));

    [TestCase("7.0.9", "7.0.10", -1)]
    [TestCase("7.0", "7.0.0", 0)]
    [TestCase("10", "9.9.9", 1)]
    [TestCase("2.0-rc1", "2.0", -1)]
    [TestCase("2.0-beta2", "2.0-rc1", -1)]
    [TestCase("1.0b", "1.0", 1)]
    [TestCase("1.0sp2", "1.0sp10", -1)]
    public void Versions_are_numbers_and_not_text(string one, string other, int order) =>
        Assert.That(
            (Math.Sign(Read(one).CompareWith(Read(other))), Math.Sign(Read(other).CompareWith(Read(one)))), Is.EqualTo((order, -order)));

    [Test]
    public void A_fourth_figure_makes_nobody_safe_whom_the_letter_names() =>
        Assert.That(
            (VersionRange.Judge([new(null, "7.0.6")], "7.0.6.1"), VersionRange.Judge([new("7.0", null, "7.0.7")], "7.0.7")), Is.EqualTo(("affected", "not-affected")));

    [Test]
    public void A_product_without_versions_is_affected_in_every_version_also_in_one_that_nobody_can_read() =>
        Assert.That((VersionRange.Judge([], "10"), VersionRange.Judge([], null)), Is.EqualTo(("affected", "affected")));

    [TestCase("7.2.0", "7.0.6", false)]
    [TestCase("7.0.6", "7.0.6", true)]
    [TestCase("x", null, false)]
    [TestCase(null, null, true)]
    public void A_range_that_ends_before_it_begins_is_none(string? from, string? to, bool isGood) => Assert.That(new VersionRange(from, to).IsWellFormed, Is.EqualTo(isGood));

    [Test]
    public void Any_versions_have_one_order() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Versions().Three().ToArbitrary(), three =>
        {
            var (a, b, c) = (Read(three.Item1), Read(three.Item2), Read(three.Item3));
            var isAntisymmetric = Math.Sign(a.CompareWith(b)) == -Math.Sign(b.CompareWith(a));
            var isTransitive = a.CompareWith(b) > 0 || b.CompareWith(c) > 0 || a.CompareWith(c) <= 0;
            return isAntisymmetric && isTransitive && a.CompareWith(Read(three.Item1 + ".0")) == 0;
        }));

    [Test]
    public void Whatever_lies_between_the_first_and_the_last_is_affected_and_the_next_release_is_not() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Gen.Choose(0, 30).Three().ToArbitrary(), three =>
        {
            var (first, length, step) = (three.Item1, three.Item2, three.Item3);
            var range = new VersionRange($"7.0.{first}", $"7.0.{first + length}");
            return range.Holds(Read($"7.0.{first + (step % (length + 1))}")) && !range.Holds(Read($"7.0.{first + length + 1 + step}"))
                && (first == 0 || !range.Holds(Read($"7.0.{first - 1}"))) && !range.Holds(Read("7.2.0"));
        }));

    [TestCase("Fortinet FortiOS", "FortiOS", true)]
    [TestCase("forti os", "FortiOS", true)]
    [TestCase("FortiOS", "FortiProxy", false)]
    [TestCase("Windows", "OS", false)]
    public void A_product_is_known_under_its_vendor_too(string inventory, string letter, bool same) =>
        Assert.That(ProductName.IsNamedBy(ProductName.KeyOf(inventory), ProductName.KeyOf(letter)), Is.EqualTo(same));

    [TestCase("FortiOS (FortiGate 100F)", true)]
    [TestCase("fortinet FORTIOS [FortiGate 60F]", true)]
    [TestCase("Fortinet FortiOS", true)]
    [TestCase("FortiGate (FortiProxy)", false)]
    [TestCase("(máy chủ)", false)]
    public void The_machine_in_brackets_hides_no_product(string inventory, bool same) =>
        Assert.That(ProductName.IsNamed(inventory, ProductName.KeyOf("FortiOS")), Is.EqualTo(same));

    private static ProductVersion Read(string text) => ProductVersion.Read(text) ?? throw new AssertionException($"{text} is no version.");

    private static Gen<string> Versions() =>
        from numbers in Gen.Elements(0, 1, 2, 9, 10, 11).ListOf(3)
        from word in Gen.Elements("", "", "rc1", "-beta", "b", ".sp2")
        select string.Join('.', numbers) + word;
}
