using System.Text;
using IncidentDesk.Rules.Text;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Text;

[Category("once")]
public sealed class SortKeyTests
{
    // As a Vietnamese dictionary lists them.
    private static readonly string[] Expected =
    [
        "9 chợ", "Ấp Bắc", "Ba", "Bà", "Bả", "Bã", "Bá", "Bạ", "Ba Đình", "Bắc", "Bân", "Da", "Dân tộc", "Dung", "Đa", "Đất đai", "Đầu tư", "Êm", "Sông",
        "Sở A", "Sở Ă", "Sở Â", "Thu", "Thư", "Thừa", "Ty", "Xã",
    ];

    [Test]
    public void Names_stand_as_in_a_Vietnamese_dictionary()
    {
        var shuffled = Expected.OrderBy(name => name.Length).ThenByDescending(name => name, StringComparer.Ordinal);
        Assert.That(shuffled.OrderBy(SortKey.Of, StringComparer.Ordinal), Is.EqualTo(Expected));
    }

    [Test]
    public void However_a_name_was_typed_it_stands_in_the_same_place()
    {
        foreach (var name in Expected)
            Assert.That(
                new[] { name.Normalize(NormalizationForm.FormD), name.ToUpperInvariant(), $"  {name} ", name.Replace(" ", " - ", StringComparison.Ordinal) }.Select(SortKey.Of),
                Has.All.EqualTo(SortKey.Of(name)), name);
    }

    [Test]
    public void A_key_is_made_of_signs_that_every_collation_orders_alike() =>
        Assert.That(Expected.Append("日本 😀 ñ Ж").Select(SortKey.Of), Has.All.Match("^[0-9a-z]+$"));
}
