using IncidentDesk.Operations;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace IncidentDesk.Tests.Operations;

[Category("once")]
public sealed class MailSettingsTests
{
    [Test]
    public void A_desk_that_was_told_nothing_simulates_and_may_start()
    {
        var mail = Of();
        Assert.That(mail.Faults(), Is.Empty);
        Assert.That(mail.Guard, Is.EqualTo("simulate"));
    }

    [Test]
    public void Every_fault_is_named_with_its_setting()
    {
        var mail = Of(("Guard", "live"), ("Host", ""), ("From", "a@b.example, c@d.example"), ("Security", "maybe"));
        Assert.That(mail.Faults().Select(fault => fault.Setting), Is.SupersetOf(
            new[] { "Channels:Mail:Host", "Channels:Mail:From", "Channels:Mail:Security" }));
    }

    [Test]
    public void What_is_no_number_or_span_is_a_fault_and_no_crash() =>
        Assert.That(
            Of(("Port", "smtp"), ("StepTimeout", "soon")).Faults().Select(fault => fault.Setting),
            Is.EqualTo(new[] { "Channels:Mail:Port", "Channels:Mail:StepTimeout" }));

    [Test]
    public void A_password_is_never_printed() =>
        Assert.That(Of(("User", "truc"), ("Password", "s3cret")).ToString(), Does.Not.Contain("s3cret"));

    private static MailSettings Of(params (string Name, string Value)[] settings) => MailSettings.Of(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create($"Channels:Mail:{one.Name}", (string?)one.Value))).Build());
}
