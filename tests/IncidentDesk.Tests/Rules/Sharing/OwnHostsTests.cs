using IncidentDesk.Rules.Sharing;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Sharing;

[Category("once")]
public sealed class OwnHostsTests
{
    private static readonly OwnHosts Hosts = new(["van-thu@so-y-te.example", null, "", "khong-phai-dia-chi", "Ai@TINH.example."]);

    [TestCase("domain", "so-y-te.example")]
    [TestCase("domain", "May01.SO-Y-TE.example.")]
    [TestCase("domain", "congthong.tinh.example")]
    [TestCase("url", "https://ten:mat-khau@may01.so-y-te.example:8443/a?b=c")]
    [TestCase("url", "hxxp://so-y-te.example#x")]
    [TestCase("url", "so-y-te.example/a")]
    [TestCase("url", "http://may01.so-y-te.example;jsessionid=1/a")]
    [TestCase("url", "http://may01.so-y-te%2Eexample/a")]
    [TestCase("url", "http://an%40so-y-te.example/")]
    [TestCase("url", @"http:\\may01.so-y-te.example\a")]
    [TestCase("url", "hxxp://may01[.]so-y-te[.]example/")]
    public void A_name_under_a_domain_of_the_agencys_mail_is_its_own(string type, string value) => Assert.That(Hosts.Holds(type, value));

    [TestCase("domain", "giaso-y-te.example")]
    [TestCase("domain", "so-y-te.example.ke-tan-cong.example")]
    [TestCase("domain", "khong-phai-dia-chi")]
    [TestCase("url", "https://ke-tan-cong.example/so-y-te.example")]
    [TestCase("url", "https://so-y-te.example@ke-tan-cong.example/")]
    [TestCase("sha256", "so-y-te.example")]
    public void What_only_looks_like_one_is_the_attackers(string type, string value) => Assert.That(Hosts.Holds(type, value), Is.False);
}
