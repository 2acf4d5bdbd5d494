using IncidentDesk.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Shell;

[Category("once")]
public sealed class LocalAddressTests
{
    [TestCase("/board?severity=high")]
    [TestCase("/incidents/INC-2026-000123")]
    [TestCase("/")]
    public void An_address_of_this_desk_is_kept(string address) => Assert.That(LocalAddress.OrHome(address), Is.EqualTo(address));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("https://elsewhere.example/")]
    [TestCase("//elsewhere.example/")]
    [TestCase("/\\elsewhere.example/")]
    [TestCase("javascript:alert(1)")]
    [TestCase("/board\r\nSet-Cookie: a=b")]
    public void Any_other_address_leads_home(string? address) => Assert.That(LocalAddress.OrHome(address), Is.EqualTo("/"));
}
