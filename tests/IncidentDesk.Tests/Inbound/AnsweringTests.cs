using System.Text;
using IncidentDesk.Delivery;
using IncidentDesk.Inbound;
using IncidentDesk.Incidents;
using IncidentDesk.Rules.Inbound;
using NUnit.Framework;

namespace IncidentDesk.Tests.Inbound;

/// <summary>What a mail does to the delivery that it answers, and what it may not.</summary>
public sealed class AnsweringTests
{
    private InboundScene scene = null!;

    [SetUp]
    public async Task OpenAsync() => scene = await InboundScene.StartAsync();

    [TearDown]
    public async Task CloseAsync() => await scene.DisposeAsync();

    [TestCase("claimed accepted")]
    [TestCase("claimed accepted delivered")]
    [TestCase("claimed in-doubt")]
    public async Task A_bounce_fails_what_the_server_had_taken_in_the_words_of_the_refusing_server(string life)
    {
        var delivery = await scene.DeliveryAsync(life.Split(' '));

        await scene.ComesInAsync(Incoming.Report(delivery.MessageId));

        Assert.That(await scene.StateAsync(delivery), Is.EqualTo("failed"));
        Assert.That(
            await scene.Room.ReadAsync<string>("SELECT note FROM delivery_history WHERE to_state = 'failed'"),
            Is.EqualTo("bounce: 5.1.1 550 5.1.1 User unknown in virtual mailbox table"));
        Assert.That(await scene.StoryAsync("agency"), Has.Some.Contains("came back").And.Some.Contains("User unknown"));
        Assert.That(await RowAsync(), Is.EqualTo(new Row("bounce", delivery.Id, "5.1.1 550 5.1.1 User unknown in virtual mailbox table")));
    }

    [Test]
    public async Task A_bounce_starts_the_next_channel_and_where_none_is_left_calls_a_person()
    {
        await scene.Room.ContactAsync();
        await scene.Room.ContactAsync("024 0000 0001", channel: "call");
        var (alone, followed) = (await scene.AcceptedAsync(), await scene.AcceptedAsync(next: "call"));

        await scene.ComesInAsync(Incoming.Report(alone.MessageId), Incoming.Report(followed.MessageId));
        await scene.Room.Next.TurnAsync(CancellationToken.None);

        Assert.That(
            await scene.Room.ListAsync<string>("SELECT subject FROM alarms WHERE kind = 'retries-used-up' AND ended_at IS NULL"),
            Is.EqualTo(new[] { alone.Id.ToString("D") }));
        Assert.That(await scene.Room.ListAsync<string>("SELECT incidents.number FROM deliveries JOIN incidents ON incidents.id = incident_id WHERE channel = 'call'"), Is.EqualTo(new[] { followed.Incident }));
    }

    [Test]
    public async Task A_reply_keeps_the_next_channel_from_starting_and_a_receipt_does_not()
    {
        await scene.Room.ContactAsync();
        await scene.Room.ContactAsync("024 0000 0001", channel: "call");
        var (answered, opened) = (await scene.AcceptedAsync("call"), await scene.AcceptedAsync("call"));

        await scene.ComesInAsync(Incoming.Reply(answered.MessageId), Incoming.Receipt(opened.MessageId));

        Assert.That(await WaitsForNextAsync(answered), Is.False);
        Assert.That(await WaitsForNextAsync(opened), Is.True);
    }

    [Test]
    public async Task A_server_that_gave_up_after_days_says_4_and_means_it()
    {
        var delivery = await scene.AcceptedAsync();
        await scene.ComesInAsync(Incoming.Report(delivery.MessageId, status: "4.4.1", words: "connect to mail.vncert.example: Connection timed out"));
        Assert.That(await scene.StateAsync(delivery), Is.EqualTo("failed"));
    }

    [Test]
    public async Task A_forwarded_address_bounces_by_the_address_that_was_written_to()
    {
        var delivery = await scene.AcceptedAsync();
        await scene.ComesInAsync(Incoming.Report(delivery.MessageId, final: "an@trong.vncert.example", original: "TiepNhan@VNCERT.example"));
        Assert.That(await scene.StateAsync(delivery), Is.EqualTo("failed"));
    }

    [Test]
    public async Task A_bounce_of_another_address_moves_nothing_and_is_shown_to_a_person()
    {
        var delivery = await scene.AcceptedAsync();

        await scene.ComesInAsync(Incoming.Report(delivery.MessageId, final: "ke-gia-mao@ngoai.example"));

        Assert.That(await scene.StateAsync(delivery), Is.EqualTo("accepted"));
        Assert.That(await scene.KindsAsync(), Is.EqualTo(new[] { "unmatched" }));
        Assert.That(await scene.StoryAsync("internal"), Has.One.Contains("a person must judge"));
    }

    [Test]
    public async Task A_delay_is_told_and_changes_nothing()
    {
        var delivery = await scene.AcceptedAsync();

        await scene.ComesInAsync(Incoming.Report(delivery.MessageId, "delayed", "4.4.1", words: "Connection timed out"));

        Assert.That(await scene.StateAsync(delivery), Is.EqualTo("accepted"));
        Assert.That(await scene.KindsAsync(), Is.EqualTo(new[] { "delay" }));
        Assert.That(await scene.StoryAsync("internal"), Has.One.Contains("delayed").And.One.Contains("Connection timed out"));
        Assert.That(await scene.Room.ReadAsync<long>("SELECT count(*) FROM alarms"), Is.Zero);
    }

    [TestCase("delivered", "claimed accepted", "queued claimed accepted delivered")]
    [TestCase("relayed", "claimed accepted", "queued claimed accepted delivered")]
    [TestCase("delivered", "claimed in-doubt", "queued claimed in-doubt accepted delivered")]
    public async Task A_mail_system_that_reports_success_makes_it_delivered(string action, string life, string becomes)
    {
        var delivery = await scene.DeliveryAsync(life.Split(' '));
        await scene.ComesInAsync(Incoming.Report(delivery.MessageId, action, "2.0.0", words: "250 2.0.0 Ok"));
        Assert.That(await scene.Room.LifeAsync(delivery.Id), Is.EqualTo(becomes));
    }

    [TestCase("displayed", "delivered")]
    [TestCase("deleted", "accepted")]
    public async Task A_read_receipt_makes_it_delivered_and_never_acknowledged(string disposition, string state)
    {
        var delivery = await scene.AcceptedAsync();
        await scene.ComesInAsync(Incoming.Receipt(delivery.MessageId, disposition));
        Assert.That(await scene.StateAsync(delivery), Is.EqualTo(state));
    }

    [TestCase("claimed accepted", "queued claimed accepted acknowledged")]
    [TestCase("claimed accepted delivered", "queued claimed accepted delivered acknowledged")]
    [TestCase("claimed in-doubt", "queued claimed in-doubt accepted acknowledged")]
    public async Task A_persons_reply_acknowledges_and_its_first_lines_are_the_desks_alone(string life, string becomes)
    {
        var delivery = await scene.DeliveryAsync(life.Split(' '));

        await scene.ComesInAsync(Incoming.Reply(delivery.MessageId));

        Assert.That(await scene.Room.LifeAsync(delivery.Id), Is.EqualTo(becomes));
        Assert.That(await scene.StoryAsync("agency"), Has.One.EqualTo("VNCERT/CC (example) has answered the mail."));
        Assert.That(await scene.StoryAsync("internal"), Is.EqualTo(new[] { "tiepnhan@vncert.example writes: Chúng tôi đã nhận và đang xử lý." }));
        Assert.That(
            await scene.Room.ReadAsync<string>("SELECT actor_name FROM timeline WHERE visibility = 'internal'"), Is.EqualTo(Incoming.Centre));
        Assert.That(await RowAsync(), Is.EqualTo(new Row("reply", delivery.Id, "Chúng tôi đã nhận và đang xử lý.")));
        Assert.That(await scene.Room.ReadAsync<long>("SELECT count(*) FROM delivery_approvals"), Is.Zero);
    }

    [TestCase("an.nguyen@vncert.example", "acknowledged")]
    [TestCase("an.nguyen@khac.example", "accepted")]
    [TestCase("an.nguyen@vncert.example.ngoai.example", "accepted")]
    public async Task Only_the_address_or_its_own_organisation_answers_for_it(string from, string state)
    {
        var delivery = await scene.AcceptedAsync();

        await scene.ComesInAsync(Incoming.Reply(delivery.MessageId, from));

        Assert.That(await scene.StateAsync(delivery), Is.EqualTo(state));
        Assert.That(await scene.KindsAsync(), Is.EqualTo(new[] { "reply" }));
        Assert.That(await scene.StoryAsync("internal"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_mail_with_two_senders_answers_for_nobody()
    {
        var delivery = await scene.AcceptedAsync();
        var mail = Encoding.UTF8.GetString(Incoming.Reply(delivery.MessageId))
            .Replace("To: truc@desk.example", "From: ke-gia@ngoai.example\nTo: truc@desk.example", StringComparison.Ordinal);
        await scene.ComesInAsync(Incoming.Bytes(mail));
        Assert.That(await scene.StateAsync(delivery), Is.EqualTo("accepted"));
    }

    [TestCase("Auto-Submitted: auto-replied\n")]
    [TestCase("Precedence: bulk\n")]
    [TestCase("Precedence: auto_reply\n")]
    [TestCase("X-Autoreply: yes\n")]
    [TestCase("List-Id: <tin.vncert.example>\n")]
    public async Task An_automatic_answer_is_noted_and_confirms_nothing(string header)
    {
        var delivery = await scene.AcceptedAsync();

        await scene.ComesInAsync(Incoming.Reply(delivery.MessageId, text: "Tôi đi vắng.", more: header));

        Assert.That(await scene.StateAsync(delivery), Is.EqualTo("accepted"));
        Assert.That(await scene.KindsAsync(), Is.EqualTo(new[] { "auto-reply" }));
        Assert.That(await scene.StoryAsync("internal"), Has.One.Contains("automatic mail").And.One.Contains("Tôi đi vắng."));
    }

    [Test]
    public async Task A_mail_without_a_return_path_is_automatic()
    {
        var delivery = await scene.AcceptedAsync();
        var mail = Encoding.UTF8.GetString(Incoming.Reply(delivery.MessageId)).Replace("Return-Path: <tiepnhan@vncert.example>", "Return-Path: <>", StringComparison.Ordinal);
        await scene.ComesInAsync(Incoming.Bytes(mail));
        Assert.That(await scene.KindsAsync(), Is.EqualTo(new[] { "auto-reply" }));
        Assert.That(await scene.StateAsync(delivery), Is.EqualTo("accepted"));
    }

    [TestCase("From: truc@desk.example", "", "own")]
    [TestCase("From: truc@desk.example", "X-IncidentDesk-Incident: INC-2026-000123\n", "own")]
    [TestCase("From: tiepnhan@vncert.example", "X-IncidentDesk-Delivery: 019a0000-0000-7000-8000-000000000001\n", "loop")]
    public async Task The_desks_own_mail_is_recognised_and_does_nothing(string from, string mark, string kind)
    {
        var delivery = await scene.AcceptedAsync();
        var mail = Encoding.UTF8.GetString(Incoming.Reply(delivery.MessageId, more: mark))
            .Replace("From: \"Trực ban VNCERT/CC\" <tiepnhan@vncert.example>", from, StringComparison.Ordinal);

        await scene.ComesInAsync(Incoming.Bytes(mail));

        Assert.That(await scene.KindsAsync(), Is.EqualTo(new[] { kind }));
        Assert.That(await scene.StateAsync(delivery), Is.EqualTo("accepted"));
        Assert.That(await scene.StoryAsync("internal"), Is.Empty);
    }

    [Test]
    public async Task A_number_in_the_subject_only_tells_the_incidents_story()
    {
        var delivery = await scene.AcceptedAsync();
        Assert.That(IncidentNumber.TryParse(delivery.Incident!, out var number), Is.True);
        await scene.Room.WriteAsync("UPDATE incidents SET number_order = @order", new { order = number.Order });

        await scene.ComesInAsync(Incoming.Letter($"Về việc [{delivery.Incident}] của các anh", Incoming.Centre), Incoming.Letter("Không có số nào"));

        Assert.That(await scene.StateAsync(delivery), Is.EqualTo("accepted"));
        Assert.That(await scene.KindsAsync(), Is.EqualTo(new[] { "unmatched", "unmatched" }));
        Assert.That(await scene.StoryAsync("internal"), Has.Count.EqualTo(1).And.Some.Contains("names this incident's number"));
        Assert.That(
            await scene.Room.ListAsync<string>("SELECT number FROM inbound_mails JOIN incidents ON incidents.id = inbound_mails.incident_id"),
            Is.EqualTo(new[] { delivery.Incident }));
    }

    [Test]
    public async Task A_bounce_that_kept_only_our_mark_or_our_envelope_id_is_matched_by_it()
    {
        var (first, second) = (await scene.AcceptedAsync(), await scene.AcceptedAsync());
        var marked = Encoding.UTF8.GetString(Incoming.Report("<mat@khac.example>"))
            .Replace("Auto-Submitted: auto-generated", $"X-IncidentDesk-Delivery: {first.Id:D}", StringComparison.Ordinal);

        await scene.ComesInAsync(
            Incoming.Bytes(marked), Incoming.Report("<mat@khac.example>", more: $"Original-Envelope-Id: {second.MessageId[1..^1]}\n"));

        Assert.That(await scene.StateAsync(first), Is.EqualTo("failed"));
        Assert.That(await scene.StateAsync(second), Is.EqualTo("failed"));
    }

    [Test]
    public async Task A_mail_that_breaks_the_desk_is_left_to_a_person_and_holds_no_other()
    {
        var delivery = await scene.AcceptedAsync();
        await scene.Room.WriteAsync("ALTER TABLE timeline RENAME TO timeline_away");

        await scene.ComesInAsync(Incoming.Reply(delivery.MessageId), Incoming.Letter("Khác"));

        Assert.That(await scene.KindsAsync(), Is.EqualTo(new[] { "unmatched", "unmatched" }));
        Assert.That(await scene.StateAsync(delivery), Is.EqualTo("accepted"));
        Assert.That(
            await scene.Room.ListAsync<string>("SELECT note FROM inbound_mails WHERE note IS NOT NULL"),
            Has.One.EqualTo(InboundWords.NotUnderstood.En));
    }

    [Test]
    public async Task What_no_database_can_hold_does_not_keep_a_mail_from_being_handled()
    {
        var mail = Encoding.UTF8.GetString(Incoming.Report("<a\0@b.example>", words: "\0\uFFFF", more: "Original-Envelope-Id: \0+00\n"))
            .Replace("Message-Id: <", "Message-Id: <\0", StringComparison.Ordinal).Replace("Subject: ", "Subject: \0\u202E", StringComparison.Ordinal);

        await scene.ComesInAsync(Incoming.Bytes(mail));

        Assert.That(await scene.KindsAsync(), Is.EqualTo(new[] { "unmatched" }));
        Assert.That(await scene.Room.ReadAsync<string>("SELECT subject FROM inbound_mails"), Is.EqualTo("Undelivered Mail Returned to Sender"));
    }

    [Test]
    public async Task A_simulated_delivery_has_no_receiver_that_could_answer()
    {
        var delivery = await scene.DeliveryAsync("claimed", "simulated");

        await scene.ComesInAsync(Incoming.Reply(delivery.MessageId), Incoming.Report(delivery.MessageId));

        Assert.That(await scene.StateAsync(delivery), Is.EqualTo("simulated"));
        Assert.That(await scene.KindsAsync(), Is.EqualTo(new[] { "reply", "bounce" }));
        Assert.That(await scene.StoryAsync("internal"), Has.Count.EqualTo(2).And.All.Contains("stays as it is"));
    }

    [Test]
    public async Task Answers_in_the_wrong_order_never_move_it_backwards()
    {
        var delivery = await scene.AcceptedAsync();

        await scene.ComesInAsync(Incoming.Reply(delivery.MessageId));
        await scene.ComesInAsync(Incoming.Receipt(delivery.MessageId));
        await scene.ComesInAsync(Incoming.Report(delivery.MessageId, "delivered", "2.0.0"));
        await scene.ComesInAsync(Incoming.Report(delivery.MessageId));
        await scene.ComesInAsync(Incoming.Reply(delivery.MessageId, text: "Bổ sung thêm."));

        Assert.That(await scene.Room.LifeAsync(delivery.Id), Is.EqualTo("queued claimed accepted acknowledged"));
        Assert.That(await scene.Room.OpenAlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task An_answer_that_is_faster_than_our_own_result_waits_for_it()
    {
        var delivery = await scene.DeliveryAsync("claimed");

        await scene.ComesInAsync(Incoming.Report(delivery.MessageId), Incoming.Letter("Khác"));
        Assert.That(await scene.KindsAsync(), Is.EqualTo(new[] { "waiting", "unmatched" }));

        await scene.GoAsync(delivery.Id, "claimed", "accepted");
        await scene.TurnAsync();
        Assert.That(await scene.KindsAsync(), Is.EqualTo(new[] { "bounce", "unmatched" }));
        Assert.That(await scene.Room.LifeAsync(delivery.Id), Does.StartWith("queued claimed accepted failed"));
    }

    [Test]
    public async Task What_waits_too_long_is_an_alarm_until_it_is_handled()
    {
        var delivery = await scene.DeliveryAsync("claimed");
        await scene.ComesInAsync(Incoming.Reply(delivery.MessageId));

        scene.Room.Clock.Advance(TimeSpan.FromMinutes(16));
        await scene.TurnAsync();
        Assert.That(await scene.Room.OpenAlarmsAsync(), Is.EqualTo(new[] { "inbox-waiting" }));

        await scene.GoAsync(delivery.Id, "claimed", "accepted");
        await scene.TurnAsync();
        Assert.That(await scene.Room.OpenAlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task Whatever_an_answer_does_is_a_legal_move()
    {
        var legal = (await scene.Room.ListAsync<string>("SELECT from_state || ' ' || to_state FROM delivery_moves")).ToHashSet();
        foreach (var kind in MailKinds.All)
            foreach (var state in DeliveryStates.All)
            {
                var way = AnswerCourse.Of(kind, state).Through.Prepend(state).ToList();
                Assert.That(way.Zip(way.Skip(1)).Select(step => $"{step.First} {step.Second}"), Is.SubsetOf(legal), $"{kind} at {state}");
            }
    }

    private async Task<bool> WaitsForNextAsync(DeliveryView delivery) =>
        await scene.Room.ReadAsync<long>("SELECT count(*) FROM deliveries WHERE id = @id AND next_channel_at IS NOT NULL", new { id = delivery.Id }) == 1;

    private async Task<Row> RowAsync() => (await scene.Room.ReadAsync<Row>("SELECT kind, delivery_id AS delivery, note FROM inbound_mails"))!;

    internal sealed record Row(string Kind, Guid? Delivery, string? Note);
}
