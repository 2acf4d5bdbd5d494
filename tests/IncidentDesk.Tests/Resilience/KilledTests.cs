using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Resilience;

/// <summary>The real program, killed without a word: what it has answered is there afterwards, and what it owed is still done.</summary>
[Category("slow")]
[Category("killed")]
public sealed class KilledTests
{
    private KillScene scene = null!;

    // One desk for all: each kill comes after the ones before, as in a long bad night.
    [OneTimeSetUp]
    public async Task Start() => scene = await KillScene.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await scene.DisposeAsync();

    [SetUp]
    public async Task Calm()
    {
        scene.Mail.Behave();
        // A connection that was kept from the mail before would have no greeting.
        await scene.Desk.KillAsync();
        await scene.Desk.StartAsync();
    }

    [TestCaseSource(typeof(KillPoint), nameof(KillPoint.Names))]
    public async Task Killed_at_any_step_it_loses_nothing_and_says_what_it_does_not_know(string moment)
    {
        var point = KillPoint.All.Single(one => one.Name == moment);
        var number = await point.FileAndKillAsync(scene);

        await scene.Desk.StartAsync();

        var delivery = await scene.AcceptedAsync(number);
        // A second mail that nobody asked for would come now.
        await Task.Delay(300);
        var received = scene.Received(delivery);
        Assert.That(received, Has.Count.EqualTo(point.Receipts), "counted by Message-ID at the peer");
        Assert.That(received.Select(one => Letter.WithoutAttempt(one.Content)).Distinct().Count(), Is.EqualTo(1), "the same mail");
        var attempts = delivery["attempts"]!.AsArray();
        Assert.That((string?)attempts[^1]!["reply"], Does.StartWith("250 2.0.0 Ok: queued as"));
        Assert.That(attempts.SkipLast(1).Select(attempt => (string?)attempt!["verdict"]), Is.All.EqualTo("unknown"));
        if (point.Receipts > 1)
            await IsToldAsync(number, attempts);
        await IsWholeAsync(number, (string)delivery["id"]!);
        var again = await scene.Caller.FileAsync(ExampleReport.Body(KillScene.Agency, point.Name));
        Assert.That((again.Code, (string?)again.Json!["number"]), Is.EqualTo((200, number)));
    }

    [Test]
    public async Task Killed_again_and_again_while_it_starts_it_starts_all_the_same()
    {
        await using var mail = ScriptedSmtpServer.Start();
        await using var desk = await DeskProcess.PrepareAsync("demo", KillScene.Settings(mail));
        // Opening, migrating, binding, planting and the demo's ninety days all lie within these.
        foreach (var milliseconds in (int[])[250, 400, 550, 700, 900, 1200, 1600, 2200])
            await desk.DieWhileStartingAsync(TimeSpan.FromMilliseconds(milliseconds));

        await desk.StartAsync();

        var caller = desk.Client(desk.Key(KillScene.Agency));
        await Waiting.ForAsync(async () => (await caller.ReadAsync("/readyz")).Code == 200);
        Assert.That((await caller.FileAsync(ExampleReport.Body(KillScene.Agency, "after-all"))).Code, Is.EqualTo(201));
    }

    [Test]
    public async Task Under_load_nothing_that_was_acknowledged_is_lost_or_doubled()
    {
        var acknowledged = new ConcurrentDictionary<string, string>();
        var writers = Enumerable.Range(0, 8).Select(writer => WriteAsync(scene.Caller, writer, acknowledged)).ToList();
        // On a busy machine the first answers take their time; killed is in the middle of many.
        await Waiting.ForAsync(() => acknowledged.Count > 200, TimeSpan.FromSeconds(60));
        await scene.Desk.KillAsync();
        await Task.WhenAll(writers);

        await scene.Desk.StartAsync();

        var caller = scene.Caller;
        await Waiting.ForAsync(async () => (await caller.ReadAsync("/readyz")).Code == 200);
        var faults = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(acknowledged, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (one, _) =>
        {
            var found = (await caller.ReadAsync($"/api/v1/reports?source=soc-portal&sourceRef={one.Key}")).Json!["items"]!.AsArray();
            if (found.Count != 1 || (string?)found[0]!["incident"] != one.Value)
                faults.Add($"{one.Key} {one.Value}: {found.ToJsonString()}");
        });
        Assert.That(faults, Is.Empty);
        Assert.That(acknowledged.Values, Is.Unique);
    }

    /// <summary>People read that it may have come twice, on the attempt and in the story.</summary>
    private async Task IsToldAsync(string number, JsonArray attempts)
    {
        Assert.That((string?)attempts[0]!["reply"], Does.Contain("started again"));
        var story = (await scene.Caller.ReadAsync($"/api/v1/incidents/{number}/timeline")).Json!["items"]!.AsArray();
        Assert.That(story.Select(entry => (string?)entry!["text"]), Has.Some.Contains("cut off midway"));
    }

    /// <summary>One report, a history without a gap, and a database without damage.</summary>
    private async Task IsWholeAsync(string number, string delivery)
    {
        var (reports, gaps, pages) = await scene.ReadAsync(async reading => (
            await reading.SingleAsync<long>(
                "SELECT count(*) FROM reports JOIN incidents ON incidents.id = reports.incident_id WHERE incidents.number = @number", new { number }),
            await reading.SingleAsync<long>(
                """
                SELECT count(*) FROM deliveries WHERE id = @delivery AND (
                    moves <> (SELECT count(*) FROM delivery_history WHERE delivery_id = @delivery)
                    OR moves <> (SELECT max(n) FROM delivery_history WHERE delivery_id = @delivery)
                    OR state <> (SELECT to_state FROM delivery_history WHERE delivery_id = @delivery AND n = deliveries.moves))
                """, new { delivery }),
            TestEngine.IsPostgres ? "ok" : await reading.SingleAsync<string>("PRAGMA integrity_check")));
        Assert.That((reports, gaps, pages), Is.EqualTo((1, 0, "ok")));
    }

    private static async Task WriteAsync(HttpClient caller, int writer, ConcurrentDictionary<string, string> acknowledged)
    {
        try
        {
            for (var n = 0; ; n++)
            {
                var name = $"load-{writer}-{n}";
                var answer = await caller.FileAsync(ExampleReport.Ordinary(KillScene.Agency, name));
                if (answer.Code == 201)
                    acknowledged[name] = (string)answer.Json!["number"]!;
            }
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            // The desk is gone; what it had not answered is nobody's promise.
        }
    }
}
