using IncidentDesk.Rules.Sharing;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Sharing;

[Category("once")]
public sealed class RedactionTests
{
    [TestCase("url", "http://10.9.8.7/")]
    [TestCase("url", "https://ten:mat-khau@192.168.1.5:8443/a?b=c")]
    [TestCase("url", "http://127.0.0.1:3000/")]
    [TestCase("url", "http://169.254.10.1/")]
    [TestCase("url", "http://100.64.0.9/")]
    [TestCase("url", "http://168364039/")]
    [TestCase("url", "https://[fd00::17]:8443/a")]
    [TestCase("url", "https://[fe80::1]/a")]
    [TestCase("url", "https://[::ffff:10.9.8.7]/a")]
    [TestCase("url", "http:\\\\10.9.8.7\\a")]
    [TestCase("url", "hxxp://10[.]9[.]8[.]7/a")]
    [TestCase("url", "http://may01/a.php")]
    [TestCase("url", "http://localhost:8080/a.php")]
    [TestCase("url", "http://May01.Tinh.LOCAL./a")]
    [TestCase("url", "https://kho.tinh.internal")]
    [TestCase("url", "file:///C:/Users/an/x.exe")]
    [TestCase("domain", "may01.tinh.local")]
    [TestCase("domain", "may01.tinh.lan.")]
    [TestCase("ipv4", "10.9.8.7")]
    [TestCase("cidr", "192.168.0.0/16")]
    public void What_means_something_inside_of_a_network_alone_goes_to_nobody(string type, string value)
    {
        foreach (var audience in TlpRules.Audiences)
            Assert.That(Redaction.Observable(type, value, audience), Is.Null, audience);
    }

    [TestCase("url", "https://ke-tan-cong.example/a.php", "https://ke-tan-cong.example/a.php")]
    [TestCase("url", "https://ten:mat-khau@ke-tan-cong.example:8443/a?b=c", "https://ke-tan-cong.example:8443/a")]
    [TestCase("url", "http://203.0.113.7/10.9.8.7", "http://203.0.113.7/10.9.8.7")]
    [TestCase("url", "http://10.9.8.7@203.0.113.7/", "http://203.0.113.7/")]
    [TestCase("url", "http://[2001:db8::7]:80/a", "http://[2001:db8::7]:80/a")]
    [TestCase("url", "http://local.ke-tan-cong.example/", "http://local.ke-tan-cong.example/")]
    [TestCase("domain", "giao-dien.local.example", "giao-dien.local.example")]
    [TestCase("domain", "noilan.example", "noilan.example")]
    public void What_is_out_on_the_Internet_helps_others(string type, string value, string left) =>
        Assert.That(Redaction.Observable(type, value, "clear"), Is.EqualTo(left));
}
