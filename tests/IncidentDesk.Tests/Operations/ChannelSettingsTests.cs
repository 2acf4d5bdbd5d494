using IncidentDesk.Operations;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace IncidentDesk.Tests.Operations;

[Category("once")]
public sealed class ChannelSettingsTests
{
    [Test]
    public void A_desk_that_was_told_nothing_has_no_gateway_and_no_webhook_and_may_start()
    {
        var channels = Of();

        Assert.That(channels.Faults(), Is.Empty);
        Assert.That((channels.Sms.IsConfigured, channels.Voice.IsConfigured, channels.Webhook.IsConfigured), Is.EqualTo((false, false, false)));
    }

    [Test]
    public void The_settings_that_ship_are_the_defaults()
    {
        var shipped = ChannelSettings.Of(new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).Build());

        Assert.That(shipped.Faults(), Is.Empty);
        Assert.That((shipped.Sms.Fingerprint, shipped.Voice.Fingerprint), Is.EqualTo((Of().Sms.Fingerprint, Of().Voice.Fingerprint)));
        Assert.That((shipped.Webhook, shipped.Call), Is.EqualTo((Of().Webhook, Of().Call)));
    }

    [Test]
    public void Headers_and_words_are_read_as_they_stand()
    {
        var sms = Of(("Sms:Url", "https://sms.example/{to}/{text}"), ("Sms:Headers:X-Api-Key", "{token}"), ("Sms:Unmarked", "false"), ("Sms:AttemptTimeout", "00:00:20")).Sms;

        Assert.That(sms.Headers["X-Api-Key"], Is.EqualTo("{token}"));
        Assert.That((sms.Unmarked, sms.AttemptTimeout), Is.EqualTo((false, TimeSpan.FromSeconds(20))));
    }

    [Test]
    public void What_cannot_be_read_and_what_nobody_knows_is_named_with_the_rest() =>
        Assert.That(
            Of(("Sms:Unmarked", "maybe"), ("Voice:ConnectTimeout", "soon"), ("Voice:Headers", "X: y"), ("Sms:Ulr", "https://sms.example"), ("Call:Guard", "on"))
                .Faults().Select(fault => fault.Setting),
            Is.EquivalentTo(new[] { "Channels:Sms:Unmarked", "Channels:Voice:ConnectTimeout", "Channels:Voice:Headers", "Channels:Sms:Ulr", "Channels:Call:Guard" }));

    private static ChannelSettings Of(params (string Name, string Value)[] settings) => ChannelSettings.Of(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create($"Channels:{one.Name}", (string?)one.Value))).Build());
}
