using IncidentDesk.Channels.Gateway;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Gateway;

[Category("once")]
public sealed class GatewayOptionsCheckTests
{
    private static readonly GatewayOptions Good = new()
    {
        Url = "https://sms.example/v1/send", Body = """{"to":"{to}","text":"{text}"}""", Guard = "live", Token = "bí mật",
        Headers = new Dictionary<string, string> { ["X-Api-Key"] = "{token}" },
    };

    [Test]
    public void The_defaults_and_a_full_setting_start() => Assert.That(Names(new()).Concat(Names(Good)), Is.Empty);

    [Test]
    public void Every_fault_is_named_at_once_in_both_languages()
    {
        var faults = GatewayOptionsCheck.Faults("Channels:Sms", new()
        {
            Url = "https://{to}.example/", Method = "PATCH", Body = "x={phone}", BodyFormat = "yaml", Guard = "on", AllowList = "a@b.example",
            AcceptedStatus = "2xx", AttemptTimeout = TimeSpan.FromHours(1),
            Headers = new Dictionary<string, string> { ["Host"] = "a.example", ["X-Text"] = "{text}", ["X-Bad"] = "a\nb" },
        });

        Assert.That(faults.Select(fault => fault.Setting["Channels:Sms:".Length..]).Distinct(), Is.EquivalentTo(new[]
        {
            "Url", "Method", "Body", "BodyFormat", "Guard", "AllowList", "AcceptedStatus", "AttemptTimeout", "Headers:Host", "Headers:X-Text", "Headers:X-Bad",
        }));
        Assert.That(faults, Has.All.Matches<IncidentDesk.Channels.SettingFault>(fault => fault.Text.Length > 0 && fault.TextVi.Length > 0));
    }

    [TestCase("http://sms.example/{to}/{text}", "", false)]
    [TestCase("http://127.0.0.1:8080/{to}/{text}", "", true)]
    [TestCase("https://name:pass@sms.example/{to}/{text}", "", false)]
    [TestCase("https://sms.example/?a={to}&b={text}", "", true)]
    [TestCase("https://sms.example/", """{"to":"{to}","text":{text}}""", false)]
    [TestCase("https://sms.example/", """{"to":"{to}"}""", false)]
    [TestCase("https://sms.example/", """{"to":"{to}","text":"{text}","n":1}""", true)]
    public void A_template_that_would_not_say_what_it_should_is_a_fault(string url, string body, bool isGood) =>
        Assert.That(Names(Good with { Url = url, Body = body }), isGood ? Is.Empty : Is.Not.Empty);

    [Test]
    public void A_box_in_the_own_network_may_be_asked_in_clear_text_where_somebody_said_so() =>
        Assert.That(Names(Good with { Url = "http://10.0.0.7/send", AllowPlainHttp = true }), Is.Empty);

    [Test]
    public void A_guard_that_may_send_needs_a_gateway() => Assert.That(Names(new() { Guard = "live" }), Is.EqualTo(new[] { "Channels:Sms:Url" }));

    [Test]
    public void What_is_asked_and_how_the_answer_is_read_makes_the_fingerprint_and_the_guard_does_not()
    {
        var changed = new[]
        {
            Good with { Url = "https://sms.example/v2/send" }, Good with { Body = Good.Body + " " }, Good with { Token = "khác" }, Good with { AcceptedWords = "ok" },
            Good with { Headers = new Dictionary<string, string> { ["X-Api-Key"] = "khác" } }, Good with { From = "desk" },
        };

        Assert.That(changed.Select(options => options.Fingerprint).Append(Good.Fingerprint).Distinct().Count(), Is.EqualTo(changed.Length + 1));
        Assert.That((Good with { Guard = "simulate", AllowList = "+842400000001" }).Fingerprint, Is.EqualTo(Good.Fingerprint));
        Assert.That(Good.Fingerprint, Does.Not.Contain("bí mật"));
        Assert.That(Good.ToString(), Does.Not.Contain("bí mật"));
    }

    private static List<string> Names(GatewayOptions options) => [.. GatewayOptionsCheck.Faults("Channels:Sms", options).Select(fault => fault.Setting)];
}
