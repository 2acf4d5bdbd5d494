using IncidentDesk.Channels.Gateway;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Gateway;

[Category("once")]
public sealed class SmsTextTests
{
    [TestCase("Nghiêm trọng: Đường dây nóng đã gọi.", "Nghiem trong: Duong day nong da goi.")]
    [TestCase("ẮẶỆỘỮỸ ắặệộữỹ", "AAEOUY aaeouy")]
    [TestCase("plain", "plain")]
    public void Vietnamese_goes_without_its_marks(string marked, string unmarked) => Assert.That(SmsText.Unmarked(marked), Is.EqualTo(unmarked));

    [TestCase('x', 160, 1)]
    [TestCase('x', 161, 2)]
    [TestCase('x', 459, 3)]
    [TestCase('x', 460, 4)]
    [TestCase('ệ', 70, 1)]
    [TestCase('ệ', 71, 2)]
    [TestCase('ệ', 201, 3)]
    [TestCase('ệ', 202, 4)]
    public void A_network_makes_so_many_parts_of_it(char sign, int length, int parts) => Assert.That(SmsText.Parts(new string(sign, length)), Is.EqualTo(parts));
}
