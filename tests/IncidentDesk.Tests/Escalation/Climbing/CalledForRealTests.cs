using IncidentDesk.Delivery;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Tests.Delivery;
using IncidentDesk.Tests.Drills;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace IncidentDesk.Tests.Escalation.Climbing;

/// <summary>From the rung to the message: the ladder's clock and the post room on one store.</summary>
public sealed class CalledForRealTests
{
    private LadderScene scene = null!;

    [SetUp]
    public async Task OpenAsync() => scene = await LadderScene.StartWithCrewAsync();

    [TearDown]
    public async Task CloseAsync() => await scene.DisposeAsync();

    [Test]
    public async Task A_mail_that_was_taken_wakes_nobody_so_the_next_channel_follows_within_a_minute()
    {
        await scene.IncidentAsync();
        await scene.TurnAsync();
        await WriteLettersAsync();
        await PostRoomScene.TurnAsync(scene.Post.Room());
        Assert.That(await scene.Post.ReadAsync<string>("SELECT state FROM deliveries"), Is.EqualTo("accepted"));

        scene.Post.Clock.Advance(TimeSpan.FromSeconds(60));
        await scene.Post.Rounds().TurnAsync(CancellationToken.None);

        Assert.That(await scene.CallsAsync(), Is.EqualTo(new[] { "rung:1 truc mail", "rung:1 truc sms" }));
    }

    [Test]
    public async Task Whoever_takes_it_stops_the_next_channel_too()
    {
        var incident = await scene.IncidentAsync();
        await scene.TurnAsync();
        await WriteLettersAsync();
        await PostRoomScene.TurnAsync(scene.Post.Room());
        await scene.TakeAsync(incident, await scene.PersonAsync("nguoinhan"));

        scene.Post.Clock.Advance(TimeSpan.FromMinutes(10));
        await scene.Post.Rounds().TurnAsync(CancellationToken.None);
        await scene.TurnAsync();

        Assert.That(await scene.CallsAsync(), Is.EqualTo(new[] { "rung:1 truc mail" }));
    }

    [Test]
    public async Task The_mail_of_a_drill_says_so_in_both_languages_and_leaves_for_its_participants()
    {
        var incident = await scene.IncidentAsync(reality: "drill");
        var participant = await scene.Post.ReadAsync<Guid>("SELECT id FROM people WHERE user_name = 'truc'");
        await PlantedDrill.RunAsync(scene.Database, scene.Post.Clock.GetUtcNow(), incident, participant);
        await scene.TurnAsync();
        await WriteLettersAsync();
        await PostRoomScene.TurnAsync(scene.Post.Room());

        var sent = ((ScriptedChannel)scene.Post.Channel).Sent.Single();
        var mail = new IncidentDesk.Tests.Channels.Mail.MimeReading(sent.Content.ToArray());
        Assert.That(mail.Decoded("Subject"), Does.StartWith("[INC-2026-000123] DIỄN TẬP / DRILL Cần người nhận xử lý / Somebody is needed:"));
        Assert.That(mail.Parts[0].Text.ReplaceLineEndings(" "), Does.Contain("This is a drill. There is no real incident.").And.Contain("Then the desk calls the stand-in."));
    }

    private async Task WriteLettersAsync()
    {
        var scribe = new RungScribe(scene.Post.Sender, scene.Post.Settings);
        var readying = new Readying(scene.Database, [scribe], scene.Post.Clock, NullLogger<Readying>.Instance);
        foreach (var id in await scene.Post.ListAsync<Guid>("SELECT id FROM deliveries WHERE content IS NULL"))
            await scene.Database.WriteAsync(transaction => readying.HashAsync(transaction, id), CancellationToken.None);
    }
}
