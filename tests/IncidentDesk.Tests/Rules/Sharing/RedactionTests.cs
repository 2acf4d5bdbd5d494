using System.Globalization;
using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
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
    [TestCase("url", "http://10.0.0%2E1/")]
    [TestCase("url", "http://１０.0.0.1/")]
    [TestCase("url", "http://10.9.8.7.nip.io/a")]
    [TestCase("url", "http://may01.tinh.lan;jsessionid=1/a")]
    [TestCase("url", "http://may01.tinh.lan%3Bx/a")]
    [TestCase("url", @"http://10.9.8.7\@ke-tan-cong.example/")]
    [TestCase("url", "http://[64:ff9b::a00:1]/a")]
    [TestCase("url", "http://[2002:a00:1::1]/a")]
    [TestCase("ipv6", "::ffff:10.0.0.1")]
    [TestCase("ipv6", "::10.0.0.1")]
    [TestCase("ipv6", "64:ff9b::a00:1")]
    [TestCase("ipv6", "64:ff9b:1::203.0.113.7")]
    [TestCase("ipv6", "2002:a00:1::1")]
    [TestCase("ipv6", "2001:0:a00:1::1")]
    [TestCase("ipv6", "2001:0:cb00:7109:0:0:f5ff:fffe")]
    [TestCase("cidr", "2002:a00::/24")]
    [TestCase("domain", "10.9.8.7.nip.io")]
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
    [TestCase("url", "http://203.0.113.7/198.51.100.9", "http://203.0.113.7/198.51.100.9")]
    [TestCase("url", "http://10.9.8.7@203.0.113.7/", "http://203.0.113.7/")]
    [TestCase("url", "http://[2001:db8::7]:80/a", "http://[2001:db8::7]:80/a")]
    [TestCase("url", "http://local.ke-tan-cong.example/", "http://local.ke-tan-cong.example/")]
    [TestCase("domain", "giao-dien.local.example", "giao-dien.local.example")]
    [TestCase("domain", "noilan.example", "noilan.example")]
    [TestCase("ipv6", "64:ff9b::cb00:7107", "64:ff9b::cb00:7107")]
    [TestCase("ipv6", "2002:cb00:7107::1", "2002:cb00:7107::1")]
    [TestCase("ipv6", "2001:db8::10", "2001:db8::10")]
    public void What_is_out_on_the_Internet_helps_others(string type, string value, string left) =>
        Assert.That(Redaction.Observable(type, value, "clear"), Is.EqualTo(left));

    [TestCase("http://ke-tan-cong.example/;jsessionid=ABC", "http://ke-tan-cong.example/")]
    [TestCase("http://ke-tan-cong.example/a;v=1/b", "http://ke-tan-cong.example/a")]
    [TestCase("http://ke-tan-cong.example/x%3Ftoken=1", "http://ke-tan-cong.example/x")]
    [TestCase("http://ke-tan-cong.example/x%3ftoken=1", "http://ke-tan-cong.example/x")]
    [TestCase("http://ke-tan-cong.example/x%3Btoken=1", "http://ke-tan-cong.example/x")]
    [TestCase("http://ke-tan-cong.example/x%23token=1", "http://ke-tan-cong.example/x")]
    [TestCase("http://ke-tan-cong.example/x%25253Ftoken=1", "http://ke-tan-cong.example/x")]
    [TestCase("http://ke-tan-cong.example/x？token=1", "http://ke-tan-cong.example/x")]
    [TestCase("http://ke-tan-cong.example/u/an@soyte.example/", "http://ke-tan-cong.example/u/")]
    [TestCase("http://ke-tan-cong.example/u/an%40soyte.example/a.php", "http://ke-tan-cong.example/u/a.php")]
    [TestCase("http://ke-tan-cong.example/u%2Fan%2540soyte.example", "http://ke-tan-cong.example")]
    [TestCase(@"http:\\ke-tan-cong.example\u\an@soyte.example\", @"http:\\ke-tan-cong.example\u\")]
    [TestCase("http://an%40soyte.example:x@ke-tan-cong.example/", "http://ke-tan-cong.example/")]
    [TestCase("http://203.0.113.7/10.9.8.7", "http://203.0.113.7")]
    [TestCase("http://203.0.113.7/tu-10.9.8.7.htm/a", "http://203.0.113.7/a")]
    [TestCase("http://203.0.113.7/[fd00::17]/a", "http://203.0.113.7/a")]
    public void What_is_asked_of_an_address_and_who_is_named_in_it_stay_here(string url, string left)
    {
        foreach (var audience in TlpRules.Audiences)
            Assert.That(Redaction.Observable("url", url, audience), Is.EqualTo(left), audience);
    }

    [Test]
    public void A_code_of_what_is_no_sign_breaks_nothing() =>
        Assert.That(Redaction.Observable("url", "http://ke-tan-cong.example%EF%BF%BE/%EF%BF%BE%ED%A0%80%zz/a", "clear") ?? "", Does.Not.Contain("@"));

    [Test]
    public void An_address_of_an_own_network_goes_to_nobody_in_whatever_address_it_is_held() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(
            Own().ToArbitrary(),
            own => Holding(own).All(held => Redaction.Observable("ipv6", held, "clear") is null && Redaction.Observable("url", $"http://[{held}]:8080/a", "green") is null)));

    [Test]
    public void An_address_of_the_Internet_is_kept_in_whatever_address_it_is_held() => Assert.That(
        Holding(IPAddress.Parse("203.0.113.7")).Select(held => Redaction.Observable("ipv6", held, "clear")), Is.EqualTo(Holding(IPAddress.Parse("203.0.113.7"))));

    [Test]
    public void No_web_address_tells_of_an_own_network_or_names_a_person_of_the_agency_however_it_is_written() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3000),
        Prop.ForAll(
            (from own in Own()
             from secret in Gen.Elements(Secrets(own))
             from depth in Gen.Choose(0, 3)
             from place in Gen.Elements(
                 "http://{0}@ke-tan-cong.example/", "http://ten:{0}@ke-tan-cong.example/a", "http://ke-tan-cong.example/{0}", "http://ke-tan-cong.example/u/{0}/a.php",
                 @"http:\\ke-tan-cong.example\u\{0}\", "http://ke-tan-cong.example/a;x={0}", "http://ke-tan-cong.example/a?x={0}", "http://ke-tan-cong.example/a#{0}",
                 "http://ke-tan-cong.example/a%3Fx={0}", "http://ke-tan-cong.example/a%253bx={0}/b", "http://ke-tan-cong.example%23{0}/b", "hxxps://ke-tan-cong[.]example/{0}/")
             select new Written(string.Format(CultureInfo.InvariantCulture, place, Coded(secret, depth)), secret)).ToArbitrary(),
            one => !Decoded(Redaction.Observable("url", one.Url, "clear") ?? "").Contains(one.Secret, StringComparison.OrdinalIgnoreCase)));

    private sealed record Written(string Url, string Secret);

    private static Gen<IPAddress> Own() =>
        from network in Gen.Elements("10.{0}.{1}.{2}", "127.{0}.{1}.{2}", "172.20.{1}.{2}", "192.168.{1}.{2}", "169.254.{1}.{2}", "100.100.{1}.{2}")
        from a in Gen.Choose(0, 255)
        from b in Gen.Choose(0, 255)
        from c in Gen.Choose(0, 255)
        select IPAddress.Parse(string.Format(CultureInfo.InvariantCulture, network, a, b, c));

    private static string[] Secrets(IPAddress own) => [own.ToString(), "an@soyte.example", "Nguyen.Van.An@may01.soyte.example", "[fd00::17]", .. Holding(own)];

    // Mapped, compatible, NAT64, 6to4, and the server's and the other one's place in Teredo.
    private static IReadOnlyList<string> Holding(IPAddress address)
    {
        var four = address.GetAddressBytes();
        byte[][] all =
        [
            [.. new byte[10], 0xff, 0xff, .. four], [.. new byte[12], .. four], [0, 0x64, 0xff, 0x9b, .. new byte[8], .. four], [0x20, 0x02, .. four, .. new byte[9], 1],
            [0x20, 0x01, 0, 0, .. four, .. new byte[8]], [0x20, 0x01, 0, 0, 203, 0, 113, 9, 0, 0, 0, 0, .. four.Select(one => (byte)(one ^ 0xff))],
        ];
        return [.. all.Select(bytes => new IPAddress(bytes).ToString())];
    }

    /// <summary>Every sign as its code, and that written as codes again.</summary>
    private static string Coded(string text, int depth) => depth == 0 ? text
        : string.Concat(Encoding.UTF8.GetBytes(text).Select(one => $"%{string.Concat(Enumerable.Repeat("25", depth - 1))}{one:x2}"));

    private static string Decoded(string text)
    {
        for (var before = ""; before != text;)
            (before, text) = (text, Uri.UnescapeDataString(text));
        return text;
    }
}
