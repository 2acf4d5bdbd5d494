using IncidentDesk.Incidents;
using IncidentDesk.Tests.Delivery;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents;

public sealed class OverdueObligationsTests
{
    private static readonly TimeSpan Due = TimeSpan.FromHours(72);

    private PostRoomScene scene = null!;
    private OverdueObligations watch = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        scene = await PostRoomScene.StartAsync();
        watch = new(scene.Store.Database, scene.Clock, NullLogger<OverdueObligations>.Instance);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        watch.Dispose();
        await scene.DisposeAsync();
    }

    [Test]
    public async Task What_is_past_its_due_instant_is_one_alarm_in_words_of_both_languages()
    {
        var incident = await scene.IncidentAsync();
        scene.Clock.Advance(Due - TimeSpan.FromSeconds(20));
        Assert.That(await LookAsync(), Is.EqualTo(TimeSpan.FromSeconds(20)));
        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty);

        scene.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.That(await LookAsync(), Is.EqualTo(TimeSpan.FromSeconds(30)));
        await LookAsync();

        var alarm = (await scene.ListAsync<Alarm>("SELECT kind, severity, subject, text, text_vi FROM alarms")).Single();
        Assert.That((alarm.Kind, alarm.Severity, alarm.Subject), Is.EqualTo(("overdue", "critical", incident.ToString("D"))));
        Assert.That(alarm.Text, Does.StartWith("INC-2026-000123: “Incident report” (NĐ 331/2026 Đ31.2.d) is past"));
        Assert.That(alarm.TextVi, Does.StartWith("INC-2026-000123: “Báo cáo sự cố” (NĐ 331/2026 Đ31.2.d) đã quá hạn"));
    }

    [TestCase("UPDATE obligations SET state = 'met', met_at = due_at + 1")]
    [TestCase("UPDATE obligations SET state = 'void'")]
    [TestCase("UPDATE obligations SET due_at = due_at + 3600000")]
    [TestCase("UPDATE incidents SET ended_at = received_at")]
    public async Task The_alarm_ends_with_its_cause(string end)
    {
        await scene.IncidentAsync();
        scene.Clock.Advance(Due);
        await LookAsync();
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "overdue" }));

        await scene.WriteAsync(end);
        await LookAsync();

        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task Wanted_later_it_is_an_alarm_again_at_its_new_instant_and_not_before()
    {
        await scene.IncidentAsync();
        scene.Clock.Advance(Due);
        await LookAsync();
        await scene.WriteAsync("UPDATE obligations SET due_at = due_at + 3600000");
        await LookAsync();
        scene.Clock.Advance(TimeSpan.FromMinutes(59));
        await LookAsync();
        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty);

        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        await LookAsync();

        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "overdue" }));
    }

    [TestCase("UPDATE incidents SET reality = 'drill'")]
    [TestCase("UPDATE incidents SET reality = 'test'")]
    [TestCase("UPDATE obligations SET state = 'void'")]
    [TestCase("UPDATE incidents SET ended_at = received_at")]
    public async Task Nothing_is_raised_for_what_nobody_owes(string before)
    {
        await scene.IncidentAsync();
        await scene.WriteAsync(before);
        scene.Clock.Advance(Due);

        Assert.That(await LookAsync(), Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task More_than_one_look_holds_are_all_said_and_ending_one_leaves_the_others()
    {
        for (var count = 0; count < 101; count++)
            await scene.IncidentAsync();
        scene.Clock.Advance(Due);

        Assert.That(await LookAsync(), Is.EqualTo(TimeSpan.Zero));
        await LookAsync();
        Assert.That(await scene.OpenAlarmsAsync(), Has.Count.EqualTo(101));

        await scene.WriteAsync("UPDATE obligations SET state = 'met', met_at = due_at WHERE incident_id = (SELECT min(id) FROM incidents)");
        await LookAsync();
        Assert.That(await scene.OpenAlarmsAsync(), Has.Count.EqualTo(100));
    }

    [Test]
    public async Task The_watch_wakes_by_itself()
    {
        await scene.IncidentAsync();
        await watch.StartAsync(CancellationToken.None);
        await scene.Clock.UntilWaitingAsync();

        scene.Clock.Advance(Due);

        // The timer that fires on the way may let the watch look before the clock has arrived; the next one finds it there.
        await Waiting.ForAsync(async () => { scene.Clock.Advance(TimeSpan.FromSeconds(30)); return (await scene.OpenAlarmsAsync()).Count == 1; });
        await watch.StopAsync(CancellationToken.None);
    }

    private Task<TimeSpan> LookAsync() => watch.LookAsync(CancellationToken.None);

    private sealed record Alarm(string Kind, string Severity, string Subject, string Text, string TextVi);
}
