using IncidentDesk.Incidents.Moves;
using NUnit.Framework;

namespace IncidentDesk.Tests.Escalation.Climbing;

/// <summary>An acknowledgement holds while somebody does something.</summary>
public sealed class HoldingTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private LadderScene scene = null!;
    private Guid incident, holder;

    [SetUp]
    public async Task OpenAsync()
    {
        scene = await LadderScene.StartWithCrewAsync();
        holder = await scene.PersonAsync("nguoinhan");
        incident = await scene.IncidentAsync();
        await scene.TurnAsync();
        Assert.That(await scene.TakeAsync(incident, holder), Is.TypeOf<Taking.Outcome.Taken>());
    }

    [TearDown]
    public async Task CloseAsync() => await scene.DisposeAsync();

    [Test]
    public async Task Taking_it_takes_back_what_has_not_left()
    {
        Assert.That(await scene.Post.ReadAsync<string>("SELECT state FROM deliveries WHERE cause_kind = 'rung'"), Is.EqualTo("cancelled"));
        Assert.That(await scene.Post.ReadAsync<string>("SELECT status FROM incidents"), Is.EqualTo("triaged"));
    }

    [Test]
    public async Task Of_two_who_take_it_one_has_it_and_the_other_is_told_who()
    {
        var second = (Taking.Outcome.AlreadyTaken)await scene.TakeAsync(incident, await scene.PersonAsync("nguoi2"));

        Assert.That((second.By, second.At), Is.EqualTo(("nguoinhan", scene.Post.Clock.GetUtcNow())));
    }

    [Test]
    public async Task When_nothing_happens_its_holder_is_warned_and_then_the_ladder_begins_again()
    {
        Assert.That(await scene.AfterAsync(45 * Minute), Is.EqualTo(1));
        Assert.That(await scene.CallsAsync("reminder"), Is.EqualTo(new[] { "reminder:1 nguoinhan mail" }));
        Assert.That(await scene.AfterAsync(14 * Minute), Is.Zero);

        await scene.AfterAsync(Minute);
        Assert.That(await scene.Post.ReadAsync<long>("SELECT count(*) FROM incidents WHERE acknowledged_at IS NULL"), Is.EqualTo(1));
        Assert.That(await scene.Post.OpenAlarmsAsync(), Is.EqualTo(new[] { "acknowledgement-expired" }));
        await scene.TurnAsync();
        Assert.That(await scene.CallsAsync(), Is.EqualTo(new[] { "rung:1 truc mail", "rung:2 truc mail" }), "the first rung, as a call of its own");

        Assert.That(await scene.TakeAsync(incident, holder), Is.TypeOf<Taking.Outcome.Taken>());
        Assert.That(await scene.Post.OpenAlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task Whatever_a_person_of_the_desk_does_starts_the_time_anew()
    {
        scene.Post.Clock.Advance(40 * Minute);
        await scene.CommentAsync(incident, await scene.PersonAsync("dongnghiep"));

        await scene.AfterAsync(10 * Minute);
        Assert.That(await scene.CallsAsync("reminder"), Is.Empty);
        await scene.AfterAsync(35 * Minute);
        Assert.That(await scene.CallsAsync("reminder"), Has.Count.EqualTo(1), "45 minutes after the comment");
        await scene.AfterAsync(14 * Minute);
        await scene.CommentAsync(incident, holder);
        await scene.AfterAsync(2 * Minute);
        Assert.That((await scene.StandingAsync(incident)).StoppedAt, Is.Not.Null, "an act after the warning keeps it too");
        await scene.AfterAsync(60 * Minute);
        Assert.That((await scene.StandingAsync(incident)).StoppedAt, Is.Null);
    }

    [Test]
    public async Task What_an_agency_says_or_the_desk_itself_keeps_nothing()
    {
        var reporter = await scene.PersonAsync("baocao", role: "reporter");
        await scene.Post.WriteAsync("UPDATE people SET agency_id = @agency WHERE id = @reporter", new { agency = scene.Post.Agency, reporter });
        scene.Post.Clock.Advance(40 * Minute);
        await scene.CommentAsync(incident, reporter);

        await scene.AfterAsync(5 * Minute);

        Assert.That(await scene.CallsAsync("reminder"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Two_nodes_let_it_expire_once()
    {
        await scene.AfterAsync(45 * Minute);
        scene.Post.Clock.Advance(15 * Minute);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => scene.Clock()).ToList().Select(clock => Task.Run(() => clock.TurnAsync(CancellationToken.None))));

        Assert.That(await scene.Post.ReadAsync<long>("SELECT count(*) FROM audit WHERE outcome = 'expired'"), Is.EqualTo(1));
        Assert.That(await scene.CallsAsync("reminder"), Has.Count.EqualTo(1));
    }
}
