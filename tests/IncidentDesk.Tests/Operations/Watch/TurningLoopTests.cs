using IncidentDesk.Harness;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Tests.Delivery;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace IncidentDesk.Tests.Operations.Watch;

public sealed class TurningLoopTests
{
    [Test]
    public async Task A_turn_that_fails_is_no_turn_and_the_next_one_comes_all_the_same()
    {
        var clock = new ManualClock();
        using var loop = new Stumbling(clock);
        await loop.StartAsync(CancellationToken.None);

        await Waiting.ForAsync(() => Task.FromResult(loop.Turns == 1));
        Assert.That(loop.TurnedAt, Is.Null);
        await Waiting.ForAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            return Task.FromResult(loop.Turns >= 2 && loop.TurnedAt is not null);
        });
        await loop.StopAsync(CancellationToken.None);

        Assert.That(loop.ExecuteTask!.IsCompletedSuccessfully, Is.True);
    }

    private sealed class Stumbling(TimeProvider clock) : TurningLoop("stumbling", "It stumbled", TimeSpan.FromSeconds(10), clock, NullLogger.Instance)
    {
        public int Turns { get; private set; }

        public override Task TurnAsync(CancellationToken cancellation) =>
            ++Turns == 1 ? throw new InvalidOperationException("stumbled") : Task.CompletedTask;
    }
}
