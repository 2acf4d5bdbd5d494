using System.Net;
using System.Net.Sockets;
using System.Text;
using IncidentDesk.Harness;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;
using IncidentDesk.Tests.Delivery;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace IncidentDesk.Tests.Operations.Watch;

public sealed class WatchdogTests
{
    private static readonly Trouble Late = new("watchdog", "critical", "due", "3 messages are due.", "3 tin đã đến hạn.");

    [Test]
    public async Task What_lasts_two_looks_is_an_alarm_and_ends_with_its_cause()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var found = new Told();
        using var watchdog = Dog(scene, null, found);

        found.Troubles = [Late];
        await TurnAsync(scene, watchdog);
        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty, "after a pause of the machine everything is late for a moment");
        Assert.That(watchdog.Findings.Select(one => (one.Code, one.Fatal)), Is.EqualTo(new[] { ("watchdog-due", false) }));
        await TurnAsync(scene, watchdog);
        await TurnAsync(scene, watchdog);
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "watchdog" }), "one alarm, however often it is met");

        found.Troubles = [];
        await TurnAsync(scene, watchdog);
        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty);
        Assert.That(watchdog.Findings, Is.Empty);
    }

    [Test]
    public async Task The_heartbeat_is_withheld_while_something_is_wrong()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var found = new Told();
        using var watchdog = Dog(scene, null, found);
        var file = Path.Combine(scene.Store.DataDirectory, Heartbeat.File);
        await TurnAsync(scene, watchdog);
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo("2026-11-20T09:46:00Z\n"));

        found.Troubles = [Late];
        await TurnAsync(scene, watchdog);
        await TurnAsync(scene, watchdog);
        await TurnAsync(scene, watchdog);
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo("2026-11-20T09:47:00Z\n"));

        found.Troubles = [];
        await TurnAsync(scene, watchdog);
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo("2026-11-20T09:50:00Z\n"));
    }

    [TestCase(true, 1)]
    [TestCase(false, 0)]
    public async Task The_address_outside_is_asked_by_the_desk_and_never_by_a_copy_of_it(bool fits, int asked)
    {
        using var outside = new TcpListener(IPAddress.Loopback, 0);
        outside.Start();
        await using var scene = await PostRoomScene.StartAsync(
            null, "simulate", ("Operations:Watchdog:HeartbeatUrl", $"http://127.0.0.1:{((IPEndPoint)outside.LocalEndpoint).Port}/ping"));
        if (!fits)
            await scene.WriteAsync("UPDATE desk_facts SET value = 'elsewhere' WHERE name = 'sealed_host'");
        await scene.Seal.LookAsync(CancellationToken.None);
        using var watchdog = Dog(scene, null, new Told());
        var heard = HearAsync(outside);

        await TurnAsync(scene, watchdog);
        await Task.WhenAny(heard, Task.Delay(fits ? 10_000 : 200));

        Assert.That(heard.IsCompleted ? 1 : 0, Is.EqualTo(asked));
        if (fits)
            Assert.That(await heard, Does.StartWith("GET /ping HTTP/1.1"));
    }

    [Test]
    public async Task A_watch_that_breaks_is_said_and_ends_no_alarm()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var found = new Told { Troubles = [Late] };
        using var watchdog = Dog(scene, null, found);
        await TurnAsync(scene, watchdog);
        await TurnAsync(scene, watchdog);

        found.Fault = new InvalidOperationException("broken");
        await TurnAsync(scene, watchdog);

        Assert.That(watchdog.Findings.Select(one => one.Code), Does.Contain("watchdog-store"));
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "watchdog" }));
    }

    [Test]
    public async Task A_loop_that_no_longer_turns_is_noticed_and_so_is_one_that_never_did()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var (turning, stuck, never) = (new Loop("turning"), new Loop("stuck"), new Loop("never"));
        var watch = new LoopWatch([turning, stuck, never], new("node"), scene.Clock);
        stuck.TurnedAt = scene.Clock.GetUtcNow();

        scene.Clock.Advance(LoopWatch.Limit);
        turning.TurnedAt = scene.Clock.GetUtcNow();
        Assert.That(await LookAsync(scene, watch), Is.Empty);
        scene.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await LookAsync(scene, watch), Is.EqualTo(new[] { "loop-stuck@node", "loop-never@node" }));
    }

    [Test]
    public async Task One_node_does_not_say_the_end_of_what_only_another_knows()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var (here, there) = (new Told(), new Told { Troubles = [Late with { Subject = "loop-post-room@there" }] });
        using var one = Dog(scene, "here", here);
        using var other = Dog(scene, "there", there);
        await TurnAsync(scene, other);
        await TurnAsync(scene, other);

        await TurnAsync(scene, one);
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "watchdog" }));
        there.Troubles = [];
        await TurnAsync(scene, other);
        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_desk_told_to_send_that_only_simulates_is_an_alarm_and_readyz_says_it()
    {
        await using var desk = await Desk.StartAsync(TimeProvider.System, ("Channels:Mail:Guard", "live"), ("Channels:Mail:Host", "127.0.0.1"));
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE desk_facts SET value = 'elsewhere' WHERE name = 'sealed_host'"), CancellationToken.None);
        await Waiting.ForAsync(() => !((IncidentDesk.Operations.Seal)desk.Services.GetService(typeof(IncidentDesk.Operations.Seal))!).Fits);
        await ((Watchdog)desk.Services.GetService(typeof(Watchdog))!).TurnAsync(CancellationToken.None);

        var client = desk.Client(await desk.KeyAsync(null, "read"));
        Assert.That(
            (await client.ReadAsync("/api/v1/alarms")).Json!["items"]!.AsArray().Select(alarm => (string?)alarm!["kind"]), Does.Contain("seal"));
        var ready = await desk.Client().ReadAsync("/readyz");
        Assert.That(ready.Json!["findings"]!.AsArray().Select(one => (string?)one!["code"]), Does.Contain("seal-desk"));
        Assert.That(ready.Code, Is.Not.EqualTo(404));
    }

    private static async Task<IReadOnlyList<string>> LookAsync(PostRoomScene scene, IWatch watch) =>
        await scene.Store.Database.ReadAsync(
            async reading => (await watch.LookAsync(reading, scene.Clock.GetUtcNow())).Select(one => one.Subject).ToList(), CancellationToken.None);

    private static async Task TurnAsync(PostRoomScene scene, Watchdog watchdog)
    {
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        await watchdog.TurnAsync(CancellationToken.None);
    }

    private static Watchdog Dog(PostRoomScene scene, string? node, IWatch watch) => new(
        scene.Store.Database, [watch], new Heartbeat(scene.Settings, scene.Seal, NullLogger<Heartbeat>.Instance), new(node ?? "node"), scene.Clock,
        NullLogger<Watchdog>.Instance);

    private static async Task<string> HearAsync(TcpListener outside)
    {
        using var client = await outside.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var buffer = new byte[4096];
        var read = await stream.ReadAsync(buffer);
        await stream.WriteAsync("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        return Encoding.ASCII.GetString(buffer, 0, read);
    }

    private sealed class Told : IWatch
    {
        public IReadOnlyList<Trouble> Troubles { get; set; } = [];

        public Exception? Fault { get; set; }

        public Task<IReadOnlyList<Trouble>> LookAsync(Reading reading, DateTimeOffset now) =>
            Fault is null ? Task.FromResult(Troubles) : throw Fault;
    }

    private sealed class Loop(string name) : ILoop
    {
        public string Name => name;

        public DateTimeOffset? TurnedAt { get; set; }
    }
}
