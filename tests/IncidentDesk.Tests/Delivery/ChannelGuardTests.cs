using System.Globalization;
using System.Text;
using IncidentDesk.Channels.Gateway;
using IncidentDesk.Channels.Guard;
using IncidentDesk.Delivery;
using IncidentDesk.Harness;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery;

/// <summary>Each channel is guarded by its own settings, and a gateway by a test as well.</summary>
public sealed class ChannelGuardTests
{
    private const string Phone = "+842400000001";

    [Test]
    public async Task A_channel_that_simulates_lets_nothing_out_while_another_is_live()
    {
        var sms = new ScriptedChannel { Name = "sms" };
        await using var scene = await PostRoomScene.StartAsync(sms, "live", ("Channels:Sms:Url", "https://sms.example/{to}/{text}"));
        var notice = await scene.NoticeAsync(await scene.IncidentAsync(), "sms", Phone);

        await PostRoomScene.TurnAsync(scene.Room());

        var view = await scene.ViewAsync(notice);
        Assert.That((view.State, view.Guard), Is.EqualTo(("simulated", "simulate")));
        Assert.That(sms.Sent, Is.Empty);
        var file = Directory.GetFiles(Path.Combine(scene.Store.DataDirectory, "outbox")).Single();
        Assert.That(file, Does.EndWith(".txt"));
        Assert.That(await File.ReadAllTextAsync(file), Does.StartWith("INC-2026-000123 Nghiem trong: Can nguoi nhan viec."));
    }

    [TestCase("sms", Phone, "+842400000001", "accepted")]
    [TestCase("sms", Phone, "+842400000002", "suppressed")]
    [TestCase("webhook", "https://hook.example/a", "hook.example", "accepted")]
    [TestCase("webhook", "https://other.example/hook.example", "hook.example", "suppressed")]
    public async Task Who_is_not_on_the_channels_own_list_gets_nothing(string channel, string address, string list, string state)
    {
        var section = channel == "sms" ? "Channels:Sms" : "Channels:Webhook";
        await using var scene = await PostRoomScene.StartAsync(
            new ScriptedChannel { Name = channel }, "simulate", ($"{section}:Guard", "allow-list"), ($"{section}:AllowList", list),
            channel == "sms" ? ("Channels:Sms:Url", "https://sms.example/{to}/{text}") : ("Channels:Webhook:Secrets", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        var notice = await scene.NoticeAsync(await scene.IncidentAsync(), channel, address);

        await PostRoomScene.TurnAsync(scene.Room());

        Assert.That((await scene.ViewAsync(notice)).State, Is.EqualTo(state));
    }

    [Test]
    public async Task A_gateway_waits_for_a_test_with_exactly_its_settings_and_is_open_after_it()
    {
        await using var server = ScriptedHttpServer.Start();
        await using var scene = await SmsSceneAsync(server, "the-bai-1");
        Assert.That(await UsableAsync(scene), Is.False);
        var notice = await scene.NoticeAsync(await scene.IncidentAsync(), "sms", Phone);
        var room = scene.Room();
        await PostRoomScene.TurnAsync(room);
        var held = await scene.ViewAsync(notice);
        Assert.That((held.State, held.Attempts.Count, server.Connections), Is.EqualTo(("retry-wait", 0, 0)), "held back is no attempt");
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { DeliveryAlarms.ChannelSetting }));

        var refused = await scene.NoticeAsync(null, "sms", Phone, TestSend.Cause);
        server.Once("answer", HttpAct.Say(400, "wrong template"));
        await PostRoomScene.TurnAsync(room);
        Assert.That((await scene.ViewAsync(refused)).State, Is.EqualTo("failed"));
        Assert.That(await UsableAsync(scene), Is.False, "a test that was refused proves nothing");

        var test = await scene.NoticeAsync(null, "sms", Phone, TestSend.Cause);
        await PostRoomScene.TurnAsync(room);
        Assert.That((await scene.ViewAsync(test)).State, Is.EqualTo("accepted"));
        Assert.That(await UsableAsync(scene), Is.True);

        scene.Clock.Advance(TimeSpan.FromSeconds(15));
        await PostRoomScene.TurnAsync(room);
        Assert.That((await scene.ViewAsync(notice)).State, Is.EqualTo("accepted"));
        Assert.That(Encoding.UTF8.GetString(server.Requests[^1].Body), Does.Contain("INC-2026-000123"));
    }

    [Test]
    public async Task Another_password_is_another_gateway_and_wants_a_test_of_its_own()
    {
        await using var server = ScriptedHttpServer.Start();
        await using var scene = await SmsSceneAsync(server, "the-bai-1");
        await scene.NoticeAsync(null, "sms", Phone, TestSend.Cause);
        await PostRoomScene.TurnAsync(scene.Room());
        Assert.That(await UsableAsync(scene), Is.True);

        var changed = new ChannelBook(scene.Settings with
        {
            Channels = scene.Settings.Channels with { Sms = scene.Settings.Channels.Sms with { Token = "the-bai-2" } },
        });

        Assert.That(await scene.Store.Database.ReadAsync(reading => changed.IsUsableAsync(reading, "sms"), CancellationToken.None), Is.False);
    }

    [TestCase("mail", true)]
    [TestCase("call", true)]
    [TestCase("by-hand", true)]
    [TestCase("sms", false)]
    [TestCase("voice", false)]
    [TestCase("webhook", false)]
    [TestCase("misp", false)]
    public async Task A_desk_that_was_told_nothing_has_mail_and_people(string channel, bool isUsable)
    {
        await using var scene = await PostRoomScene.StartAsync(guard: "simulate");

        Assert.That(await scene.Store.Database.ReadAsync(reading => scene.Book.IsUsableAsync(reading, channel), CancellationToken.None), Is.EqualTo(isUsable));
    }

    [Test]
    public async Task What_only_simulates_needs_no_test_and_what_is_disabled_is_not_there()
    {
        await using var scene = await PostRoomScene.StartAsync(
            null, "disabled", ("Channels:Sms:Url", "https://sms.example/{to}/{text}"), ("Channels:Call:Guard", "disabled"));
        Assert.That(await UsableAsync(scene), Is.True);
        foreach (var channel in new[] { "mail", "call" })
            Assert.That(await scene.Store.Database.ReadAsync(reading => scene.Book.IsUsableAsync(reading, channel), CancellationToken.None), Is.False, channel);
    }

    private static async Task<PostRoomScene> SmsSceneAsync(ScriptedHttpServer server, string token)
    {
        var port = server.Port.ToString(CultureInfo.InvariantCulture);
        var scene = await PostRoomScene.StartAsync(
            null, "simulate", ("Channels:Sms:Url", $"http://127.0.0.1:{port}/send"), ("Channels:Sms:Body", """{"to":"{to}","text":"{text}"}"""),
            ("Channels:Sms:Token", token), ("Channels:Sms:Headers:Authorization", "Bearer {token}"), ("Channels:Sms:Guard", "live"));
        var gateway = new GuardedChannel(new GatewayChannel("sms", scene.Settings.Channels.Sms, TimeProvider.System), new GuardOptions(), TimeProvider.System);
        scene.Channel = new TestedGateway(gateway, scene.Book, scene.Store.Database, scene.Clock, NullLogger<TestedGateway>.Instance);
        return scene;
    }

    private static Task<bool> UsableAsync(PostRoomScene scene) =>
        scene.Store.Database.ReadAsync(reading => scene.Book.IsUsableAsync(reading, "sms"), CancellationToken.None);
}
