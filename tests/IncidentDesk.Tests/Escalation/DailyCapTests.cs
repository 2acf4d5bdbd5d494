using IncidentDesk.Escalation;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Escalation;

/// <summary>A machine that has gone wild does not write to a national centre all night.</summary>
public sealed class DailyCapTests
{
    [Test]
    public async Task Beyond_the_cap_a_second_person_looks_and_one_alarm_says_so_until_the_day_is_over()
    {
        await using var scene = await PostRoomScene.StartAsync(null, "live", ("Escalation:AutomaticPerAgencyPerDay", "2"));
        var cap = new DailyCap(scene.Settings);
        Assert.That(await TakeAsync(), Is.True);
        Assert.That(await TakeAsync(), Is.True);
        Assert.That(await TakeAsync(), Is.False);
        Assert.That(await TakeAsync(), Is.False);
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "cap-reached" }));

        // 16:45 on the 20th in the desk's zone: its midnight is at 17:00 UTC.
        scene.Clock.Advance(TimeSpan.FromHours(7));
        Assert.That(await TakeAsync(), Is.False);
        await EndAsync();
        Assert.That(await scene.OpenAlarmsAsync(), Has.Count.EqualTo(1), "the day is not over yet");
        scene.Clock.Advance(TimeSpan.FromMinutes(15));
        await EndAsync();
        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty);
        Assert.That(await TakeAsync(), Is.True);

        Task<bool> TakeAsync() => scene.Store.Database.WriteAsync(
            transaction => cap.TakeAsync(transaction, scene.Agency, scene.Clock.GetUtcNow()), CancellationToken.None);
        Task EndAsync() => scene.Store.Database.WriteAsync(
            transaction => cap.EndOfDayAsync(transaction, scene.Clock.GetUtcNow()), CancellationToken.None);
    }

    [Test]
    public async Task Many_at_once_never_get_more_than_the_cap()
    {
        await using var scene = await PostRoomScene.StartAsync(null, "live", ("Escalation:AutomaticPerAgencyPerDay", "5"));
        var cap = new DailyCap(scene.Settings);
        var got = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => scene.Store.Database.WriteAsync(
            transaction => cap.TakeAsync(transaction, scene.Agency, scene.Clock.GetUtcNow()), CancellationToken.None))));
        Assert.That(got.Count(one => one), Is.EqualTo(5));
    }

    [Test]
    public async Task Zero_is_no_cap_and_nothing_is_counted()
    {
        await using var scene = await PostRoomScene.StartAsync(null, "live", ("Escalation:AutomaticPerAgencyPerDay", "0"));
        for (var i = 0; i < 30; i++)
            Assert.That(await scene.Store.Database.WriteAsync(
                transaction => new DailyCap(scene.Settings).TakeAsync(transaction, scene.Agency, scene.Clock.GetUtcNow()), CancellationToken.None), Is.True);
        Assert.That(await scene.ReadAsync<long>("SELECT count(*) FROM automatic_forwards"), Is.Zero);
    }

    [Test]
    public async Task The_third_serious_report_of_a_day_waits_and_what_the_law_orders_does_not()
    {
        await using var desk = await Desk.StartAsync(TimeProvider.System, ("Escalation:AutomaticPerAgencyPerDay", "2"));
        using var agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        foreach (var (centre, address) in new[] { ("vncert", "ir@vncert.example"), ("cyber-authority", "a05@cyber.example") })
            await desk.VerifiedContactAsync(centre, address);
        var states = new List<string>();
        for (var i = 0; i < 3; i++)
            states.Add(await StateAsync(ExampleReport.Body(sourceRef: $"A-{i}")));
        var byLaw = ExampleReport.Body(sourceRef: "A-9");
        byLaw["need"] = "none";
        states.Add(await StateAsync(byLaw));
        Assert.That(states, Is.EqualTo(new[] { "queued", "queued", "awaiting-approval", "queued" }));

        async Task<string> StateAsync(System.Text.Json.Nodes.JsonObject body) =>
            (string)(await agency.FileAsync(body)).Json!["deliveries"]!.AsArray().Single(one => one!["recipient"]!["centre"] is not null)!["state"]!;
    }
}
