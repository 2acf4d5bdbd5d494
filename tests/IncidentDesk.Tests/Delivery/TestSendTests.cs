using System.Globalization;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Channels;
using IncidentDesk.Tests.Channels.Mail;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery;

/// <summary>An administrator tries a channel, and looks how every channel does.</summary>
public sealed class TestSendTests
{
    [Test]
    public async Task A_test_mail_goes_to_a_real_server_and_the_channel_says_how_it_went()
    {
        await using var server = ScriptedSmtpServer.Start();
        await using var desk = await Desk.StartAsync(
            TimeProvider.System, ("Channels:Mail:Host", "127.0.0.1"), ("Channels:Mail:Port", server.Port.ToString(CultureInfo.InvariantCulture)),
            ("Channels:Mail:Security", "none"), ("Channels:Mail:Guard", "live"));
        var admin = desk.Client(await desk.KeyAsync(null, "admin"));
        server.Once("RCPT", SmtpAct.Say("550 5.1.1 no such user"));

        await SendAsync(admin, "mail", "khong-co@desk.example");
        await Waiting.ForAsync(async () => (await ChannelAsync(admin, "mail"))["lastFailure"] is not null);
        var planned = await SendAsync(admin, "mail", "quan-tri@desk.example");
        await Waiting.ForAsync(async () => (await ChannelAsync(admin, "mail"))["lastSuccess"] is not null);

        Assert.That((planned["cause"]!["kind"]!.GetValue<string>(), planned["channel"]!.GetValue<string>(), planned["incident"]), Is.EqualTo(("test", "mail", (JsonNode?)null)));
        var mail = await ChannelAsync(admin, "mail");
        Assert.That(mail["lastSuccess"]!["reply"]!.GetValue<string>(), Does.StartWith("250 2.0.0 Ok: queued as"));
        Assert.That(mail["lastFailure"]!["reply"]!.GetValue<string>(), Is.EqualTo("550 5.1.1 no such user"));
        Assert.That((mail["guard"]!.GetValue<string>(), mail["breaker"]!.GetValue<string>(), mail["usable"]!.GetValue<bool>()), Is.EqualTo(("live", "closed", true)));
        var sent = server.Messages.Single();
        Assert.That(sent.To, Is.EqualTo(new[] { "quan-tri@desk.example" }));
        Assert.That(new MimeReading(sent.Content).Decoded("Subject"), Is.EqualTo("Thư thử / Test mail"));
    }

    [TestCase("mail", "quan-tri@desk.example", "eml")]
    [TestCase("sms", "024 0000 0001", "txt")]
    [TestCase("voice", "+842400000001", "txt")]
    [TestCase("webhook", "https://hook.example/a", "json")]
    public async Task A_test_passes_the_guard_like_everything_else(string channel, string to, string ending)
    {
        await using var desk = await Desk.StartAsync(TimeProvider.System, ("Desk:Phone", "024 0000 0009"));
        var admin = desk.Client(await desk.KeyAsync(null, "admin"));

        await SendAsync(admin, channel, to);
        await Waiting.ForAsync(async () => await desk.Database.ReadAsync(
            reading => reading.SingleAsync<string>("SELECT state FROM deliveries"), CancellationToken.None) == "simulated");

        var file = Directory.GetFiles(Path.Combine(desk.DataDirectory, "outbox")).Single();
        Assert.That(Path.GetFileName(file), Does.StartWith("desk-").And.EndWith("." + ending));
        var text = await File.ReadAllTextAsync(file);
        Assert.That(text, channel switch
        {
            "sms" => Is.EqualTo("Ban truc su co Tin thu, khong can lam gi. / This is a test, nothing to do. Call 024 0000 0009."),
            "voice" => Is.EqualTo("Bàn trực sự cố. Tin thử, không cần làm gì. Gọi 024 0000 0009. Incident desk. This is a test, nothing to do. Call 024 0000 0009."),
            "webhook" => Does.StartWith("{\"type\":\"desk.test\",\"timestamp\":\""),
            _ => Does.Contain("Auto-Submitted: auto-generated"),
        });
    }

    [TestCase("mail", "a@b.example,c@d.example", 400)]
    [TestCase("sms", "quan-tri@desk.example", 400)]
    [TestCase("webhook", "http://hook.example/", 400)]
    [TestCase("call", "024 0000 0001", 404)]
    [TestCase("pigeon", "x", 404)]
    public async Task What_the_channel_cannot_reach_is_refused_at_the_door(string channel, string to, int status)
    {
        await using var desk = await Desk.StartAsync();
        var admin = desk.Client(await desk.KeyAsync(null, "admin"));

        var answer = await admin.PostAsync($"/api/v1/channels/{channel}/test", new JsonObject { ["to"] = to }.ToJsonString());

        Assert.That(answer.Code, Is.EqualTo(status));
        if (status == 400)
            Assert.That(answer.Faults, Is.EqualTo(new[] { "/to bad-format" }));
    }

    [Test]
    public async Task Only_an_administrator_of_the_desk_may_send_a_test()
    {
        await using var desk = await Desk.StartAsync();
        var agency = await desk.AgencyAsync("SO-YTE");
        foreach (var key in new[] { await desk.KeyAsync(null, "read work"), await desk.KeyAsync(agency, "report admin") })
            Assert.That((await desk.Client(key).PostAsync("/api/v1/channels/mail/test", """{"to":"a@b.example"}""")).Code, Is.EqualTo(403));
        Assert.That((await desk.Client(await desk.KeyAsync(agency, "report read")).ReadAsync("/api/v1/channels")).Code, Is.EqualTo(403));
    }

    [Test]
    public async Task The_list_names_every_channel_and_no_secret()
    {
        await using var desk = await Desk.StartAsync(
            TimeProvider.System, ("Channels:Sms:Url", "https://sms.example/{to}/{text}?k={token}"), ("Channels:Sms:Token", "rat-bi-mat"), ("Channels:Sms:Password", "rat-bi-mat"),
            ("Channels:Webhook:Secrets", HttpRig.Secret));
        var answer = await desk.Client(await desk.KeyAsync(null, "read")).ReadAsync("/api/v1/channels");

        var channels = answer.Json!["items"]!.AsArray();
        Assert.That(channels.Select(one => one!["channel"]!.GetValue<string>()), Is.EqualTo(new[] { "mail", "call", "voice", "sms", "webhook", "by-hand" }));
        Assert.That(channels.Where(one => one!["configured"]!.GetValue<bool>()).Select(one => one!["channel"]!.GetValue<string>()),
            Is.EqualTo(new[] { "mail", "call", "sms", "webhook", "by-hand" }));
        Assert.That(channels.Select(one => one!["tested"]?.GetValue<bool>()), Is.EqualTo(new bool?[] { null, null, false, false, null, null }));
        Assert.That(channels.Select(one => one!["breaker"]?.GetValue<string>()), Is.EqualTo(new[] { "closed", null, "closed", "closed", "closed", null }));
        Assert.That(answer.Json!.ToJsonString(), Does.Not.Contain("rat-bi-mat").And.Not.Contain(HttpRig.Secret[6..]));
    }

    private static async Task<JsonNode> SendAsync(HttpClient client, string channel, string to)
    {
        var answer = await client.PostAsync($"/api/v1/channels/{channel}/test", new JsonObject { ["to"] = to }.ToJsonString());
        Assert.That(answer.Code, Is.EqualTo(202), answer.Json?.ToJsonString());
        return answer.Json!;
    }

    private static async Task<JsonNode> ChannelAsync(HttpClient client, string channel) =>
        (await client.ReadAsync("/api/v1/channels")).Json!["items"]!.AsArray().Single(one => one!["channel"]!.GetValue<string>() == channel)!;
}
