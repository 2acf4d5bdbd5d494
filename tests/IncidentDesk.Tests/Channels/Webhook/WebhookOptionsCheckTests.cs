using IncidentDesk.Channels.Guard;
using IncidentDesk.Channels.Webhook;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Webhook;

[Category("once")]
public sealed class WebhookOptionsCheckTests
{
    [Test]
    public void The_defaults_and_a_full_setting_start() => Assert.That(
        Names(new()).Concat(Names(new() { Secrets = HttpRig.Secret, Guard = "live", AllowList = "hook.example", AllowedPrivate = "127.0.0.1, [::1]" })), Is.Empty);

    [Test]
    public void Every_fault_is_named_at_once_and_no_secret_is_repeated()
    {
        WebhookOptions wrong = new()
        {
            Secrets = "whsec_AAAA, rat-bi-mat, a b=whsec_x", Guard = "liv", AllowList = "https://hook.example/a", AllowedPrivate = "a/b", AttemptTimeout = TimeSpan.Zero,
        };

        var faults = WebhookOptionsCheck.Faults("Channels:Webhook", wrong);

        Assert.That(faults.Select(fault => fault.Setting).Distinct(), Is.EquivalentTo(
            new[] { "Guard", "AllowList", "Secrets", "AllowedPrivate", "AttemptTimeout" }.Select(name => $"Channels:Webhook:{name}")));
        Assert.That(faults.Count(fault => fault.Setting.EndsWith("Secrets", StringComparison.Ordinal)), Is.EqualTo(4), "each by its place");
        Assert.That(string.Join(' ', faults), Does.Not.Contain("rat-bi-mat").And.Not.Contain("AAAA"));
        Assert.That(wrong.ToString(), Does.Not.Contain("rat-bi-mat"));
    }

    [Test]
    public void A_guard_that_may_send_needs_a_secret() =>
        Assert.That(Names(new() { Guard = "allow-list" }), Is.EqualTo(new[] { "Channels:Webhook:Secrets" }));

    [TestCase("https://hook.example/a", true)]
    [TestCase("https://HOOK.example:8443/b?c", true)]
    [TestCase("https://hook.example.evil.example/", false)]
    [TestCase("https://evil.example/hook.example", false)]
    [TestCase("https://sub.hook.example/", false)]
    [TestCase("https://[2001:db8::1]/", true)]
    [TestCase("hook.example", false)]
    public void The_list_lets_through_by_host(string address, bool isListed) =>
        Assert.That(AllowList.OfHosts("hook.example 2001:db8::1").Contains(address), Is.EqualTo(isListed));

    private static List<string> Names(WebhookOptions options) => [.. WebhookOptionsCheck.Faults("Channels:Webhook", options).Select(fault => fault.Setting)];
}
