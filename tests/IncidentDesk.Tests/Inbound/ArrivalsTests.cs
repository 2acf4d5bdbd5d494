using IncidentDesk.Channels.Mail.Reading;
using NUnit.Framework;

namespace IncidentDesk.Tests.Inbound;

/// <summary>Each raw mail is kept once and handled once, whatever happens between the steps.</summary>
public sealed class ArrivalsTests
{
    private InboundScene scene = null!;

    [SetUp]
    public async Task OpenAsync() => scene = await InboundScene.StartAsync();

    [TearDown]
    public async Task CloseAsync() => await scene.DisposeAsync();

    [Test]
    public async Task A_mail_is_kept_as_it_came_noted_and_marked_as_seen()
    {
        var delivery = await scene.AcceptedAsync();
        var mail = Incoming.Reply(delivery.MessageId);

        await scene.ComesInAsync(mail);

        var hash = await scene.Room.ReadAsync<string>("SELECT hash FROM inbound_mails");
        Assert.That(await scene.Kept.ReadAsync(hash!, CancellationToken.None), Is.EqualTo(mail));
        Assert.That(scene.Files("new"), Is.Empty);
        Assert.That(scene.Files("cur"), Is.EqualTo(new[] { "176363220000.M1P1.mail:2,S" }));
    }

    [Test]
    public async Task The_same_mail_twice_under_two_names_is_handled_once()
    {
        var delivery = await scene.AcceptedAsync();
        var mail = Incoming.Reply(delivery.MessageId);

        await scene.ComesInAsync(mail, mail);
        await scene.ComesInAsync(mail);

        Assert.That(await scene.KindsAsync(), Is.EqualTo(new[] { "reply" }));
        Assert.That(await scene.Room.LifeAsync(delivery.Id), Is.EqualTo("queued claimed accepted acknowledged"));
        Assert.That(await scene.StoryAsync("internal"), Has.Count.EqualTo(1));
        Assert.That(await AuditedAsync(), Is.EqualTo(1));
        Assert.That(scene.Files("new"), Is.Empty);
        Assert.That(scene.Files("cur"), Has.Count.EqualTo(3));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public async Task After_a_crash_behind_any_step_it_is_handled_once(int lastStep)
    {
        var delivery = await scene.AcceptedAsync();
        var file = new MaildirFile("new", scene.Lay(Incoming.Report(delivery.MessageId)));
        if (lastStep > 0)
        {
            var arrival = (await scene.Arrivals.KeepAsync(file, CancellationToken.None))!;
            if (lastStep > 1)
                await scene.Arrivals.NoteAsync(arrival, CancellationToken.None);
            if (lastStep > 2)
                scene.Arrivals.MarkSeen(arrival);
            if (lastStep > 3)
                await scene.Handling.HandleAsync(arrival.Hash, file.Unique, CancellationToken.None);
        }

        scene.Restart();
        await scene.TurnAsync();
        await scene.TurnAsync();

        Assert.That(await scene.KindsAsync(), Is.EqualTo(new[] { "bounce" }));
        Assert.That(await scene.Room.LifeAsync(delivery.Id), Does.StartWith("queued claimed accepted failed"));
        Assert.That(await AuditedAsync(), Is.EqualTo(1));
        Assert.That(scene.Files("cur"), Has.Count.EqualTo(1));
        Assert.That(scene.Files("new"), Is.Empty);
    }

    [Test]
    public async Task A_kept_file_that_a_loss_of_power_took_is_kept_again_from_the_maildir()
    {
        var delivery = await scene.AcceptedAsync();
        var file = new MaildirFile("new", scene.Lay(Incoming.Reply(delivery.MessageId)));
        var arrival = (await scene.Arrivals.KeepAsync(file, CancellationToken.None))!;
        await scene.Arrivals.NoteAsync(arrival, CancellationToken.None);
        scene.Arrivals.MarkSeen(arrival);
        Directory.Delete(Path.Combine(scene.Room.Store.DataDirectory, "inbound"), recursive: true);

        scene.Restart();
        await scene.TurnAsync();

        Assert.That(await scene.StateAsync(delivery), Is.EqualTo("acknowledged"));
        Assert.That(await scene.Kept.ReadAsync(arrival.Hash, CancellationToken.None), Is.Not.Null);
    }

    [Test]
    public async Task Two_nodes_that_meet_the_same_mail_handle_it_once()
    {
        var delivery = await scene.AcceptedAsync();
        var file = new MaildirFile("new", scene.Lay(Incoming.Reply(delivery.MessageId)));
        var arrival = (await scene.Arrivals.KeepAsync(file, CancellationToken.None))!;

        await Task.WhenAll(scene.Arrivals.NoteAsync(arrival, CancellationToken.None), scene.Arrivals.NoteAsync(arrival, CancellationToken.None));
        scene.Arrivals.MarkSeen(arrival);
        scene.Arrivals.MarkSeen(arrival);
        var handled = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            scene.Handling.HandleAsync(arrival.Hash, file.Unique, CancellationToken.None)));

        Assert.That(handled.Count(one => one), Is.EqualTo(1));
        Assert.That(await scene.StoryAsync("internal"), Has.Count.EqualTo(1));
        Assert.That(await AuditedAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task What_lies_in_cur_without_the_mark_is_taken_too_and_what_carries_it_is_left_alone()
    {
        var delivery = await scene.AcceptedAsync();
        scene.Lay(Incoming.Reply(delivery.MessageId), "cur", ":2,F");
        scene.Lay(Incoming.Letter("[INC-2026-000123] đã xem"), "cur", ":2,RS");

        await scene.TurnAsync();

        Assert.That(await scene.KindsAsync(), Is.EqualTo(new[] { "reply" }));
        Assert.That(scene.Files("cur"), Is.EqualTo(new[] { "176363220000.M1P1.mail:2,FS", "176363220001.M1P1.mail:2,RS" }));
    }

    [Test]
    public async Task A_mail_that_is_too_large_is_noted_and_stays_where_it_is()
    {
        var large = new byte[Maildir.LargestMail + 1];
        Incoming.Letter("Thư lớn").CopyTo(large, 0);

        var name = scene.Lay(large);
        await scene.TurnAsync();
        scene.Restart();
        await scene.TurnAsync();

        Assert.That(scene.Files("new"), Is.EqualTo(new[] { name }));
        Assert.That(await scene.KindsAsync(), Is.EqualTo(new[] { "unmatched" }));
        Assert.That(await scene.Room.ReadAsync<string>("SELECT note FROM inbound_mails"), Does.Contain("25 MiB").And.Contain(name));
        Assert.That(await scene.Room.ReadAsync<string>("SELECT subject FROM inbound_mails"), Is.EqualTo("Thư lớn"));
    }

    [Test]
    public async Task A_link_or_an_empty_file_is_no_mail()
    {
        var secret = Path.Combine(scene.Room.Store.DataDirectory, "instance");
        File.CreateSymbolicLink(scene.PathOf("1.link"), secret);
        scene.Lay([]);

        await scene.TurnAsync();

        Assert.That(await scene.KindsAsync(), Is.Empty);
        Assert.That(scene.Files("new"), Has.Count.EqualTo(2));
        Assert.That((await scene.Arrivals.TakeAsync(alsoCurrent: false, CancellationToken.None)).Waiting, Is.Zero, "they are not looked at every turn");
    }

    [Test]
    public async Task A_file_that_was_empty_is_taken_once_it_holds_a_mail()
    {
        var name = scene.Lay([]);
        await scene.TurnAsync();
        await File.WriteAllBytesAsync(scene.PathOf(name), Incoming.Letter("Viết xong"));
        await scene.TurnAsync();

        Assert.That(await scene.KindsAsync(), Is.EqualTo(new[] { "unmatched" }));
        Assert.That(scene.Files("new"), Is.Empty);
    }

    private Task<long> AuditedAsync() => scene.Room.ReadAsync<long>("SELECT count(*) FROM audit WHERE action = 'inbound.handle'");
}
