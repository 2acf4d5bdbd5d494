using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Operations.Watch;
using NUnit.Framework;

namespace IncidentDesk.Tests.Audit;

public sealed class AuditTroubleTests
{
    private AuditScene scene = null!;
    private AuditTrouble watch = null!;

    [SetUp]
    public async Task StartAsync()
    {
        scene = await AuditScene.StartAsync();
        await scene.SealedAsync(1);
        watch = new(scene.Sealer, scene.Database, new WatchNode("node-1"));
    }

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    [OnlyOn("sqlite", "A server's columns hold nothing but what they were declared for.")]
    public async Task A_row_that_can_never_be_sealed_is_a_critical_alarm_that_names_it_and_ends_with_it()
    {
        await scene.DropTriggersAsync();
        await scene.PlantAsync("'planted-1'", "x'00ff'");
        await scene.SealedAsync(1);

        for (var look = 0; look < 2; look++)
        {
            var trouble = (await LookAsync()).Single();
            Assert.That((trouble.Kind, trouble.Severity, trouble.Subject), Is.EqualTo((Trouble.Audit, "critical", "unsealable")), "and it is not said to wait for its seal");
            Assert.That(trouble.Text, Does.Contain("planted-1 (outcome: blob)"));
            Assert.That(trouble.TextVi, Does.Contain("planted-1 (outcome: blob)"));
        }
        await scene.ExecuteAsync("DELETE FROM audit WHERE seq IS NULL");
        Assert.That(await LookAsync(), Is.Empty);
    }

    [Test]
    public async Task What_waits_in_two_looks_is_said_to_wait()
    {
        await scene.AppendAsync("waits");

        Assert.That(await LookAsync(), Is.Empty);
        Assert.That((await LookAsync()).Select(trouble => trouble.Subject), Is.EqualTo(new[] { "unsealed" }));
    }

    private Task<IReadOnlyList<Trouble>> LookAsync() => scene.Database.ReadAsync(reading => watch.LookAsync(reading, scene.Clock.GetUtcNow()), CancellationToken.None);
}
