using IncidentDesk.Rules.Inbound;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Inbound;

[Category("once")]
public sealed class SameSideTests
{
    [TestCase("tiepnhan@vncert.example", "TiepNhan@vncert.example", false, true)]
    [TestCase("tiepnhan@vncert.example", "an@vncert.example", true, true)]
    [TestCase("tiepnhan@vncert.example", "an@vncert.example", false, false)]
    [TestCase("tiepnhan@vncert.example", "an@xvncert.example", true, false)]
    [TestCase("tiepnhan@vncert.example", "an@mail.vncert.example", true, false)]
    [TestCase("sotttt@gmail.com", "ke-gia@gmail.com", true, false)]
    [TestCase("sotttt@gmail.com", "sotttt@gmail.com", true, true)]
    [TestCase("tiepnhan@vncert.example", null, true, false)]
    public void A_colleague_speaks_for_an_organisation_and_nobody_else_for_a_person(string recipient, string? sender, bool isOrganisation, bool speaks) =>
        Assert.That(SameSide.Speaks(recipient, sender, isOrganisation), Is.EqualTo(speaks));
}
