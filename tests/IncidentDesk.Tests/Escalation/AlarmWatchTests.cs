using IncidentDesk.Escalation;
using IncidentDesk.Operations;
using IncidentDesk.Tests.Channels.Mail;
using IncidentDesk.Tests.Delivery;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace IncidentDesk.Tests.Escalation;

/// <summary>An alarm on a screen that nobody looks at is told to the people on duty.</summary>
public sealed class AlarmWatchTests
{
    private ScriptedChannel channel = null!;
    private PostRoomScene scene = null!;
    private AlarmWatch watch = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        channel = new();
        scene = await PostRoomScene.StartAsync(channel);
        watch = new(scene.Store.Database, new(scene.Deliveries, scene.Book), new(scene.Settings), scene.Clock, NullLogger<AlarmWatch>.Instance);
        await scene.PersonAsync("truc", "responder", "truc@bantruc.example");
        await scene.PersonAsync("lanhdao", "leader", "lanhdao@bantruc.example");
    }

    [TearDown]
    public async Task CloseAsync()
    {
        watch.Dispose();
        await scene.DisposeAsync();
    }

    [Test]
    public async Task A_critical_alarm_that_nobody_took_for_a_quarter_of_an_hour_is_mailed_to_who_is_on_duty_once()
    {
        await scene.DutyAsync("truc", TimeSpan.FromHours(-1), TimeSpan.FromHours(8));
        await RaiseAsync("critical");
        scene.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(10));
        Assert.That(await LookAsync(), Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(await ToldAsync(), Is.Empty);

        scene.Clock.Advance(TimeSpan.FromSeconds(10));
        await LookAsync();
        await LookAsync();
        Assert.That(await ToldAsync(), Is.EqualTo(new[] { "truc@bantruc.example" }));
        await PostRoomScene.TurnAsync(scene.Room());
        var mail = new MimeReading(channel.Sent.Single().Content.ToArray());
        Assert.That(mail.Decoded("Subject"), Is.EqualTo("[Bàn trực sự cố tỉnh Mẫu] Báo động chưa ai nhận: Chưa có đầu mối."));
        Assert.That(mail.Parts[0].Text, Does.Contain("Chưa có đầu mối.").And.Contain("There is no contact.").And.Not.Contain("contact-missing"));
    }

    [Test]
    public async Task Without_anybody_on_duty_whoever_leads_is_told()
    {
        await RaiseAsync("critical");
        scene.Clock.Advance(TimeSpan.FromMinutes(15));
        await LookAsync();
        Assert.That(await ToldAsync(), Is.EqualTo(new[] { "lanhdao@bantruc.example" }));
    }

    [Test]
    public async Task An_alarm_that_nobody_could_be_told_of_stays_untold_and_the_watchdog_says_so_until_somebody_is_there()
    {
        await scene.WriteAsync("UPDATE people SET disabled_at = 1");
        await RaiseAsync("critical");
        scene.Clock.Advance(TimeSpan.FromMinutes(17) - TimeSpan.FromSeconds(1));
        Assert.That(await LookAsync(), Is.EqualTo(TimeSpan.FromMinutes(1)), "it is asked again");
        Assert.That(await TroubleAsync(), Is.Empty, "the watch may just be late");
        scene.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await TroubleAsync(), Is.EqualTo(new[] { "alarms" }));

        await scene.WriteAsync("UPDATE people SET disabled_at = NULL");
        await LookAsync();
        Assert.That(await ToldAsync(), Is.EqualTo(new[] { "lanhdao@bantruc.example" }));
        Assert.That(await TroubleAsync(), Is.Empty);
    }

    [TestCase(false, "mail accepted, sms queued")]
    [TestCase(true, "mail accepted, sms cancelled")]
    public async Task Who_does_not_take_it_within_five_minutes_is_reached_by_telephone(bool isTaken, string stands)
    {
        await CloseAsync();
        channel = new();
        scene = await PostRoomScene.StartAsync(channel, "live", [.. SimulatedGateway]);
        watch = new(scene.Store.Database, new(scene.Deliveries, scene.Book), new(scene.Settings), scene.Clock, NullLogger<AlarmWatch>.Instance);
        await scene.PersonAsync("truc", "leader", "truc@bantruc.example");
        await scene.WriteAsync("UPDATE people SET phone = '024 0000 0009'");
        await RaiseAsync("critical");
        scene.Clock.Advance(TimeSpan.FromMinutes(15));
        await LookAsync();
        await PostRoomScene.TurnAsync(scene.Room());
        scene.Clock.Advance(TimeSpan.FromMinutes(5));
        if (isTaken)
            await scene.WriteAsync("UPDATE alarms SET acknowledged_at = @now", new { now = scene.Clock.GetUtcNow() });
        await scene.Rounds().TurnAsync(CancellationToken.None);
        if (isTaken)
            await PostRoomScene.TurnAsync(scene.Room());

        Assert.That(
            string.Join(", ", await scene.ListAsync<string>("SELECT channel || ' ' || state FROM deliveries ORDER BY id")), Is.EqualTo(stands));
    }

    [Test]
    public async Task Word_of_an_alarm_that_ended_before_it_left_does_not_leave()
    {
        await RaiseAsync("critical");
        scene.Clock.Advance(TimeSpan.FromMinutes(15));
        await LookAsync();
        await scene.WriteAsync("UPDATE alarms SET ended_at = @now", new { now = scene.Clock.GetUtcNow() });
        await PostRoomScene.TurnAsync(scene.Room());

        Assert.That(channel.Sent, Is.Empty);
        Assert.That(await scene.ReadAsync<string>("SELECT state FROM deliveries"), Is.EqualTo("cancelled"));
    }

    [TestCase("high", false, false)]
    [TestCase("critical", true, false)]
    [TestCase("critical", false, true)]
    public async Task What_is_not_critical_or_taken_or_over_is_told_to_nobody(string severity, bool isTaken, bool isOver)
    {
        await RaiseAsync(severity);
        if (isTaken)
            await scene.WriteAsync("UPDATE alarms SET acknowledged_at = @now", new { now = scene.Clock.GetUtcNow() });
        if (isOver)
            await scene.WriteAsync("UPDATE alarms SET ended_at = @now", new { now = scene.Clock.GetUtcNow() });
        scene.Clock.Advance(TimeSpan.FromHours(1));
        await LookAsync();
        Assert.That(await ToldAsync(), Is.Empty);
    }

    private static readonly (string Name, string Value)[] SimulatedGateway =
    [
        ("Channels:Sms:Guard", "simulate"), ("Channels:Sms:Url", "https://sms.example/send"), ("Channels:Sms:Body", """{"to":"{to}","text":"{text}"}"""),
    ];

    private async Task<IReadOnlyList<string>> TroubleAsync() => [.. (await scene.Store.Database.ReadAsync(
        reading => new UntoldAlarms().LookAsync(reading, scene.Clock.GetUtcNow()), CancellationToken.None)).Select(trouble => trouble.Subject)];

    private Task<TimeSpan> LookAsync() => watch.LookAsync(CancellationToken.None);

    private Task<IReadOnlyList<string>> ToldAsync() => scene.ListAsync<string>("SELECT address FROM deliveries WHERE cause_kind = 'alarm' ORDER BY id");

    private Task RaiseAsync(string severity) => scene.Store.Database.WriteAsync(
        transaction => Alarms.RaiseAsync(
            transaction, "contact-missing", severity, "vncert", null, "There is no contact.", "Chưa có đầu mối.", scene.Clock.GetUtcNow()), CancellationToken.None);
}
