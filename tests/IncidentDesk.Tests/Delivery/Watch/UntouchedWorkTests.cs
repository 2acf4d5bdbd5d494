using IncidentDesk.Delivery.Watch;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery.Watch;

public sealed class UntouchedWorkTests
{
    private static readonly TimeSpan TooLate = UntouchedWork.Grace + TimeSpan.FromSeconds(1);

    [Test]
    public async Task What_never_had_a_first_attempt_is_found_and_what_is_carried_in_time_is_not()
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.QueuedAsync();
        scene.Clock.Advance(UntouchedWork.Grace - TimeSpan.FromSeconds(1));
        Assert.That(await LookAsync(scene), Is.Empty);

        scene.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await LookAsync(scene), Is.EqualTo(new[] { "due" }));

        await PostRoomScene.TurnAsync(scene.Room());
        Assert.That(await LookAsync(scene), Is.Empty);
    }

    [Test]
    public async Task A_wait_that_has_passed_is_found_whatever_its_age()
    {
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(
            new IncidentDesk.Channels.Outcome(IncidentDesk.Channels.Verdict.Transient, "451 4.3.0 later")));
        var delivery = await scene.QueuedAsync();
        await PostRoomScene.TurnAsync(scene.Room());
        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("retry-wait"));
        Assert.That(await LookAsync(scene), Is.Empty);

        scene.Clock.Advance(TimeSpan.FromDays(30));
        Assert.That(await LookAsync(scene), Is.EqualTo(new[] { "due" }));
    }

    [Test]
    public async Task A_claim_held_past_twice_its_lease_is_found()
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.QueuedAsync();
        await scene.Claims().TakeAsync("mail", 8, CancellationToken.None);
        scene.Clock.Advance(2 * IncidentDesk.Delivery.Claims.Lease - TimeSpan.FromSeconds(1));
        Assert.That(await LookAsync(scene), Is.Empty);

        scene.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await LookAsync(scene), Is.EqualTo(new[] { "claimed" }));
    }

    [Test]
    public async Task A_call_that_was_never_laid_open_is_found_and_one_that_lies_open_is_not()
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.ContactAsync("+842400000041", channel: "call");
        await scene.PlanAsync(await scene.IncidentAsync(), channel: "call");
        scene.Clock.Advance(TooLate);
        Assert.That(await LookAsync(scene), Is.EqualTo(new[] { "tasks" }));

        await scene.Tasks().TurnAsync(CancellationToken.None);
        Assert.That(await LookAsync(scene), Is.Empty);
    }

    [Test]
    public async Task A_letter_that_waits_for_approval_and_was_never_written_is_found()
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.ContactAsync();
        await scene.PlanAsync(await scene.IncidentAsync(), isAutomatic: false);
        scene.Clock.Advance(TooLate);
        Assert.That(await LookAsync(scene), Is.EqualTo(new[] { "letters" }));

        await scene.Readying.ForApprovalAsync(CancellationToken.None);
        Assert.That(await LookAsync(scene), Is.Empty);
    }

    [Test]
    public async Task A_ladder_that_nobody_climbs_and_an_acknowledgement_that_nobody_ends_are_found()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var now = scene.Clock.GetUtcNow();
        await LadderAsync(scene, await scene.IncidentAsync(), climbAt: now, expiresAt: null);
        await LadderAsync(scene, await scene.IncidentAsync(), climbAt: null, expiresAt: now);
        await LadderAsync(scene, await scene.IncidentAsync(), climbAt: now + TimeSpan.FromHours(1), expiresAt: null);
        Assert.That(await LookAsync(scene), Is.Empty);

        scene.Clock.Advance(TooLate);
        Assert.That(await LookAsync(scene), Is.EqualTo(new[] { "ladders", "acknowledgements" }));
    }

    internal static Task LadderAsync(PostRoomScene scene, Guid incident, DateTimeOffset? climbAt, DateTimeOffset? expiresAt) => scene.WriteAsync(
        """
        INSERT INTO incident_ladders (incident_id, severity, rungs, acknowledgement_seconds, warning_seconds, step, first_step, started_at, climb_at, expires_at)
        VALUES (@incident, 'critical', '[]', 3600, 900, 1, 1, @now, @climbAt, @expiresAt)
        """,
        new { incident, now = scene.Clock.GetUtcNow(), climbAt, expiresAt });

    private static Task<IReadOnlyList<string>> LookAsync(PostRoomScene scene) => scene.Store.Database.ReadAsync<IReadOnlyList<string>>(
        async reading => [.. (await new UntouchedWork().LookAsync(reading, scene.Clock.GetUtcNow())).Select(one => one.Subject)], CancellationToken.None);
}
