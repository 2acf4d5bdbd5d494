using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Conformance;

/// <summary>The real program before it serves: what it says, and what it tells the shell.</summary>
public sealed class SettingsTests
{
    [Test]
    public async Task Every_wrong_setting_is_listed_at_once_and_nothing_starts()
    {
        (string Name, string Value)[] wrong =
        [
            ("Urls", "http://0.0.0.0:5080"), ("Storage__Engine", "oracle"), ("Desk__TimeZone", "Mars/Olympus"), ("Desk__Language", "fr"), ("Desk__PeriodicDuties", "perhaps"),
            ("Data__LeastFreeDiskMegabytes", "-1"), ("Limits__RequestsPerSecond", "many"), ("Channels__Mail__Guard", "perhaps"),
            ("Channels__Mail__Security", "maybe"), ("Channels__Mail__AllowList", "not an address"),
            ("Channels__Mail__Inbox", "/no/such/maildir"),
            ("Channels__Sms__Guard", "perhaps"), ("Channels__Voice__Url", "nowhere"), ("Channels__Voice__AttemptTimeout", "soon"), ("Channels__Webhook__Secrets", "rat-bi-mat"),
            ("Channels__Webhook__Secret", "rat-bi-mat"), ("Channels__Call__Guard", "perhaps"),
            ("Operations__Watchdog__HeartbeatUrl", "http://elsewhere.example/ping"), ("Tls__Certificate", "/no/such/file.pem"),
            ("Proxy__Trusted", "somewhere"), ("Desk__SecurityContact", "nobody"), ("Audit__KeyFile", "audit.key"), ("Audit__AnchorDirectory", "elsewhere"),
            ("Evidence__MostMegabytes", "0"), ("Evidence__Clamd", "nowhere"), ("Evidence__Nonsense", "1"),
            ("Papers__LibreOffice", "/no/such/program"), ("Papers__Nonsense", "1"),
            ("Rules__Directory", "/no/such/rules"), ("Forms__Directory", "/no/such/forms"), ("People__SecondFactor", "perhaps"), ("People__SessionHours", "0"), ("People__SessionIdleMinutes", "never"),
        ];

        var ended = await DeskProcess.RunAsync([], wrong);

        Assert.That(ended.ExitCode, Is.EqualTo(1), ended.Output);
        var lines = ended.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (name, _) in wrong)
            Assert.That(lines, Has.Some.Matches<string>(line => line.StartsWith(name.Replace("__", ":", StringComparison.Ordinal) + ": ", StringComparison.Ordinal) && line.Contains(" / ", StringComparison.Ordinal)), name);
        Assert.That(ended.Errors, Does.Not.Contain("rat-bi-mat"));
        Assert.That(ended.Errors, Does.Not.Contain("   at "), "a fault of the setting is no stack trace");
        Assert.That(ended.MadeItsDataDirectory, Is.False);
    }

    [Test]
    public async Task A_mail_password_never_stands_in_what_is_printed()
    {
        var ended = await DeskProcess.RunAsync(
            [], ("Channels__Mail__User", "desk"), ("Channels__Mail__Password", "rat-bi-mat"), ("Channels__Mail__Security", "none"));

        Assert.That(ended.ExitCode, Is.EqualTo(1));
        Assert.That(ended.Errors, Does.Contain("Channels:Mail:User: "));
        Assert.That(ended.Output + ended.Errors, Does.Not.Contain("rat-bi-mat"));
    }

    [TestCase("fly")]
    [TestCase("serve --nonsense")]
    [TestCase("key add --nonsense")]
    public async Task What_is_not_understood_ends_with_2(string arguments)
    {
        var ended = await DeskProcess.RunAsync(arguments.Split(' '));

        Assert.That(ended.ExitCode, Is.EqualTo(2));
        Assert.That(ended.Errors, Does.Contain("--help"));
    }

    [Test]
    public async Task Help_names_every_verb_and_ends_with_0()
    {
        var ended = await DeskProcess.RunAsync(["--help"]);

        Assert.That(ended.ExitCode, Is.Zero);
        foreach (var verb in new[] { "serve", "demo", "migrate", "backup", "restore", "arm", "audit", "person", "key" })
            Assert.That(ended.Output, Does.Match($@"\n\s+{verb}\s"));
    }
}
