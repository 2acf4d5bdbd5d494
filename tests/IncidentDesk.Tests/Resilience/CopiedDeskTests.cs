using System.Globalization;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Resilience;

/// <summary>The real program on real copies of a desk that sends for real: by hand, and by backup and restore.</summary>
[Category("slow")]
public sealed class CopiedDeskTests
{
    private const string Agency = "SO-YTE", Name = "Ban truc thu";

    private ScriptedSmtpServer mail = null!;
    private DeskProcess desk = null!;
    private DeskProcess? second;

    [SetUp]
    public async Task Start()
    {
        mail = ScriptedSmtpServer.Start();
        desk = await DeskProcess.StartAsync("demo", Settings);
    }

    [TearDown]
    public async Task Stop()
    {
        if (second is not null)
            await second.DisposeAsync();
        if (desk is not null)
            await desk.DisposeAsync();
        await mail.DisposeAsync();
    }

    private (string, string)[] Settings =>
    [
        ("Channels__Mail__Guard", "live"), ("Channels__Mail__Port", mail.Port.ToString(CultureInfo.InvariantCulture)), ("Desk__Name", Name),
    ];

    [Test]
    public async Task A_copy_made_by_hand_sends_nothing_until_it_is_armed_and_then_only_what_is_new()
    {
        var waiting = await ArrivedAndWaitingAsync();
        if (TestEngine.IsPostgres)
            await desk.KillAsync();
        second = await desk.CopyAsync();
        await desk.KillAsync();
        var before = NowWell();

        await second.StartAsync();
        var copied = await FileAsync(second, "copied-3");
        Assert.That(await EndsAsync(second, copied), Is.EqualTo("simulated"));
        Assert.That(mail.MessagesReceived, Is.EqualTo(before), "a copy writes to nobody");
        await ArmsAsync(second);

        await ArrivesAsync(second, await FileAsync(second, "copied-4"));
        Assert.That(Numbers(before), Does.Not.Contain(waiting).And.Not.Contain(copied));
    }

    [Test]
    public async Task A_restored_backup_sends_nothing_until_it_is_armed_and_never_again_what_was_on_its_way()
    {
        var waiting = await ArrivedAndWaitingAsync();
        var place = Path.Combine(Path.GetDirectoryName(desk.DataDirectory)!, "backup");
        var backup = await desk.VerbAsync("backup", "--to", place);
        Assert.That(backup.ExitCode, Is.Zero, backup.Errors);
        Assert.That(File.Exists(Path.Combine(place, "files", "credentials.json")), Is.False);
        await desk.KillAsync();
        var before = NowWell();

        second = await DeskProcess.PrepareAsync("serve", Settings);
        var restored = await second.VerbAsync("restore", "--from", place);
        Assert.That(restored.ExitCode, Is.Zero, restored.Errors);
        Assert.That(restored.Output, Does.Contain("100%").And.Contain("messages that were on their way"));
        var again = await second.VerbAsync("restore", "--from", place);
        Assert.That((again.ExitCode, again.Errors.Contains("already", StringComparison.Ordinal)), Is.EqualTo((1, true)), again.Errors);
        await second.StartAsync();

        Assert.That(await StateAsync(second, waiting), Is.EqualTo("failed"));
        Assert.That(
            (await Caller(second, "desk").ReadAsync("/api/v1/alarms?open=true")).Json!["items"]!.AsArray().Select(alarm => (string?)alarm!["kind"]),
            Does.Contain("restored"));
        var simulated = await FileAsync(second, "restored-3");
        Assert.That(await EndsAsync(second, simulated), Is.EqualTo("simulated"));
        await ArmsAsync(second);

        await ArrivesAsync(second, await FileAsync(second, "restored-4"));
        Assert.That(Numbers(before), Does.Not.Contain(waiting).And.Not.Contain(simulated));
        Assert.That(await StateAsync(second, waiting), Is.EqualTo("failed"));
    }

    /// <summary>One report has reached the centre, the mail of another is turned away for now.</summary>
    /// <returns>The number of the one that waits.</returns>
    private async Task<string> ArrivedAndWaitingAsync()
    {
        await ArrivesAsync(desk, await FileAsync(desk, "copied-1"));
        mail.On("MAIL", SmtpAct.Say("451 4.3.2 try again later"));
        var waiting = await FileAsync(desk, "copied-2");
        await Waiting.ForAsync(async () => await StateAsync(desk, waiting) == "retry-wait");
        return waiting;
    }

    /// <returns>How many mails there have been; from now on the server takes whatever comes.</returns>
    private int NowWell()
    {
        mail.On("MAIL", SmtpAct.Say("250 2.1.0 Ok"));
        return mail.MessagesReceived;
    }

    private static async Task ArmsAsync(DeskProcess desk)
    {
        var wrong = await desk.VerbAsync("arm", "--yes", "Another desk");
        Assert.That((wrong.ExitCode, wrong.Errors.Contains("nothing was changed", StringComparison.Ordinal)), Is.EqualTo((1, true)), wrong.Errors);
        var armed = await desk.VerbAsync("arm", "--yes", Name);
        Assert.That(armed.ExitCode, Is.Zero, armed.Errors);
        Assert.That(armed.Output, Does.Contain("vncert").And.Contain("mail (live)").And.Contain("Armed."));
        // The desk that runs hears of it within seconds.
        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.That((await desk.VerbAsync("arm", "--yes", Name)).Output, Does.Contain("nothing to arm"));
    }

    private HttpClient Caller(DeskProcess at, string key) => at.Client(desk.Key(key));

    private async Task<string> FileAsync(DeskProcess at, string name) =>
        (string)(await Caller(at, Agency).FileAsync(ExampleReport.Body(Agency, name))).Json!["number"]!;

    private async Task ArrivesAsync(DeskProcess at, string number)
    {
        Assert.That(await EndsAsync(at, number), Is.EqualTo("accepted"));
        Assert.That(Numbers(0), Does.Contain(number));
    }

    private async Task<string?> EndsAsync(DeskProcess at, string number)
    {
        string? state = null;
        for (var turn = 0; turn < 300 && state is not ("accepted" or "simulated" or "failed" or "suppressed"); turn++, await Task.Delay(100))
            state = await StateAsync(at, number);
        return state;
    }

    private async Task<string?> StateAsync(DeskProcess at, string number) => (string?)(
        await Caller(at, Agency).ReadAsync($"/api/v1/incidents/{number}/deliveries")).Json!["items"]!.AsArray()
        .Single(one => (string?)one!["recipient"]!["centre"] == "vncert" && (string?)one["channel"] == "mail")!["state"];

    /// <summary>Of which incidents mail came, after the first so many.</summary>
    private IReadOnlyList<string> Numbers(int after) =>
    [
        .. mail.Messages.Skip(after).Select(one => one.Text.Split("X-IncidentDesk-Incident: ").ElementAtOrDefault(1)?.Split('\r')[0] ?? ""),
    ];
}
