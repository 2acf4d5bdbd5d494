using IncidentDesk.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Shell;

[Category("once")]
public sealed class FiguresTests
{
    [Test]
    public void Each_language_writes_its_own_separators()
    {
        Assert.That(Figures.Whole(1200, Language.Vietnamese), Is.EqualTo("1.200"));
        Assert.That(Figures.Whole(1200, Language.English), Is.EqualTo("1,200"));
        Assert.That(Figures.Hundredths(85.04m, Language.Vietnamese), Is.EqualTo("85,04"));
        Assert.That(Figures.Hundredths(85.04m, Language.English), Is.EqualTo("85.04"));
    }

    [TestCase("02400000001", "024 0000 0001", "+842400000001")]
    [TestCase("(024)0000.0001", "024 0000 0001", "+842400000001")]
    [TestCase("+842400000001", "024 0000 0001", "+842400000001")]
    [TestCase("+4930000000", "+4930000000", "+4930000000")]
    [TestCase("115", "115", "115")]
    public void Phones_are_grouped_for_the_eye_and_complete_for_the_link(string written, string shown, string link)
    {
        Assert.That(Figures.Phone(written), Is.EqualTo(shown));
        Assert.That(Figures.PhoneLink(written), Is.EqualTo(link));
    }
}
