using System.Net;
using IncidentDesk.Channels.Webhook;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Webhook;

[Category("once")]
public sealed class NetworkAddressTests
{
    [TestCase("8.8.8.8")]
    [TestCase("172.15.255.255")]
    [TestCase("172.32.0.1")]
    [TestCase("100.63.255.255")]
    [TestCase("100.128.0.1")]
    [TestCase("223.255.255.255")]
    [TestCase("2001:4860:4860::8888")]
    [TestCase("2400:cb00::1")]
    public void What_is_somebodys_out_on_the_network_is_public(string address) =>
        Assert.That(NetworkAddress.IsPublic(IPAddress.Parse(address)), Is.True);

    [TestCase("0.0.0.0")]
    [TestCase("10.1.2.3")]
    [TestCase("100.64.0.1")]
    [TestCase("127.0.0.1")]
    [TestCase("127.255.255.254")]
    [TestCase("169.254.169.254")]
    [TestCase("172.16.0.1")]
    [TestCase("172.31.255.255")]
    [TestCase("192.0.0.8")]
    [TestCase("192.0.2.7")]
    [TestCase("192.88.99.1")]
    [TestCase("192.168.1.1")]
    [TestCase("198.18.0.1")]
    [TestCase("198.51.100.1")]
    [TestCase("203.0.113.7")]
    [TestCase("224.0.0.1")]
    [TestCase("240.0.0.1")]
    [TestCase("255.255.255.255")]
    [TestCase("::")]
    [TestCase("::1")]
    [TestCase("::ffff:8.8.8.8")]
    [TestCase("::ffff:127.0.0.1")]
    [TestCase("::8.8.8.8")]
    [TestCase("64:ff9b::808:808")]
    [TestCase("64:ff9b:1::1")]
    [TestCase("100::1")]
    [TestCase("2001::1")]
    [TestCase("2001:2::1")]
    [TestCase("2001:db8::1")]
    [TestCase("2002:808:808::1")]
    [TestCase("3fff::1")]
    [TestCase("5f00::1")]
    [TestCase("fc00::1")]
    [TestCase("fd12::1")]
    [TestCase("fe80::1")]
    [TestCase("fec0::1")]
    [TestCase("ff02::1")]
    public void What_is_not_plainly_public_is_not(string address) =>
        Assert.That(NetworkAddress.IsPublic(IPAddress.Parse(address)), Is.False);

    [TestCase("127.0.0.1", true)]
    [TestCase("10.0.0.1", true)]
    [TestCase("fd12::1", true)]
    [TestCase("169.254.169.254", false)]
    [TestCase("fe80::1", false)]
    [TestCase("::ffff:127.0.0.1", false)]
    [TestCase("224.0.0.1", false)]
    [TestCase("0.0.0.0", false)]
    public void What_can_be_allowed_is_a_server_of_the_own_house(string address, bool isOwn) =>
        Assert.That(NetworkAddress.IsOwnNetwork(IPAddress.Parse(address)), Is.EqualTo(isOwn));
}
