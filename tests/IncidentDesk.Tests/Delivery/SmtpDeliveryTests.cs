using System.Globalization;
using IncidentDesk.Channels.Guard;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery;

/// <summary>The whole way out, against a real socket.</summary>
public sealed class SmtpDeliveryTests
{
    [Test]
    public async Task A_server_that_dies_after_the_final_dot_gets_the_same_mail_once_more()
    {
        await using var server = ScriptedSmtpServer.Start();
        server.Once("dot", SmtpAct.AcceptAndDrop);
        await using var scene = await PostRoomScene.StartAsync(
            null, "live", ("Channels:Mail:Port", server.Port.ToString(CultureInfo.InvariantCulture)));
        using var smtp = new SmtpChannel(scene.Settings.Mail.Options, TimeProvider.System);
        using var guarded = new GuardedChannel(smtp, new GuardOptions(), TimeProvider.System);
        scene.Channel = guarded;
        var delivery = await scene.QueuedAsync();
        var room = scene.Room();

        await PostRoomScene.TurnAsync(room);
        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("in-doubt"));
        scene.Clock.Advance(TimeSpan.FromSeconds(15));
        await PostRoomScene.TurnAsync(room);

        var view = await scene.ViewAsync(delivery);
        Assert.That(view.State, Is.EqualTo("accepted"));
        Assert.That(view.Attempts[^1].Reply, Does.StartWith("250 2.0.0 Ok: queued as"));
        var mails = server.Messages.Select(mail => Letter.WithoutAttempt(mail.Content)).ToList();
        Assert.That(mails, Has.Count.EqualTo(2));
        Assert.That(mails[1], Is.EqualTo(mails[0]));
        Assert.That(mails[0], Does.Contain($"Message-ID: {view.MessageId}"));
        Assert.That(server.Messages[0].To, Is.EqualTo(new[] { PostRoomScene.Address }));
    }
}
