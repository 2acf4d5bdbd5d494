using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Resilience;

/// <summary>The real program, killed without a word: what it has answered is there afterwards, and what it owed is still done.</summary>
[Category("slow")]
public sealed class KilledTests
{
    private const string Agency = "SO-YTE";

    private ScriptedSmtpServer mail = null!;
    private DeskProcess desk = null!;

    [SetUp]
    public async Task Start()
    {
        mail = ScriptedSmtpServer.Start();
        desk = await DeskProcess.StartAsync(
            "demo", ("Channels__Mail__Guard", "live"), ("Channels__Mail__Port", mail.Port.ToString(CultureInfo.InvariantCulture)));
    }

    [TearDown]
    public async Task Stop()
    {
        if (desk is not null)
            await desk.DisposeAsync();
        await mail.DisposeAsync();
    }

    private HttpClient Caller => desk.Client(desk.Key(Agency));

    [Test]
    public async Task A_report_that_was_answered_survives_and_still_reaches_the_centre()
    {
        // Nothing can have left before the kill: the server does not even greet.
        mail.On("greeting", SmtpAct.Silence);
        var filed = await Caller.FileAsync(ExampleReport.Body(Agency, "killed-1"));
        await desk.KillAsync();
        Assert.That((filed.Code, mail.MessagesReceived), Is.EqualTo((201, 0)));

        mail.On("greeting", SmtpAct.Say("220 mail.vncert.example ESMTP"));
        await desk.StartAsync();

        var number = (string)filed.Json!["number"]!;
        var delivery = await AcceptedAsync(number);
        Assert.That((string?)delivery["attempts"]!.AsArray()[^1]!["reply"], Does.StartWith("250 2.0.0 Ok: queued as"));
        Assert.That(Sent(delivery), Has.Count.EqualTo(1));
        var again = await Caller.FileAsync(ExampleReport.Body(Agency, "killed-1"));
        Assert.That((again.Code, (string?)again.Json!["number"], (string?)again.Json["id"]), Is.EqualTo((200, number, (string?)filed.Json["id"])));
    }

    [Test]
    public async Task A_mail_whose_answer_was_lost_with_the_desk_goes_once_more_and_is_the_same_mail()
    {
        var (atTheDot, killed) = (new TaskCompletionSource(), new TaskCompletionSource());
        mail.AtStep = async step =>
        {
            if (step == "dot" && atTheDot.TrySetResult())
                await killed.Task;
        };
        var filed = await Caller.FileAsync(ExampleReport.Body(Agency, "killed-2"));
        await atTheDot.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await desk.KillAsync();
        killed.SetResult();

        await desk.StartAsync();

        var delivery = await AcceptedAsync((string)filed.Json!["number"]!);
        var sent = Sent(delivery);
        Assert.That(sent, Has.Count.EqualTo(2), "the server kept the first one too");
        Assert.That(Letter.WithoutAttempt(sent[1].Content), Is.EqualTo(Letter.WithoutAttempt(sent[0].Content)));
        var attempts = delivery["attempts"]!.AsArray();
        Assert.That(attempts.Select(attempt => (string?)attempt!["verdict"]), Is.EqualTo(new[] { "unknown", "ok" }));
        Assert.That((string?)attempts[0]!["reply"], Does.Contain("started again"));
        var story = (await Caller.ReadAsync($"/api/v1/incidents/{filed.Json["number"]}/timeline")).Json!["items"]!.AsArray();
        Assert.That(story.Select(entry => (string?)entry!["text"]), Has.Some.Contains("cut off midway"));
    }

    [Test]
    public async Task Under_load_nothing_that_was_acknowledged_is_lost_or_doubled()
    {
        var acknowledged = new ConcurrentDictionary<string, string>();
        var key = desk.Key(Agency);
        var writers = Enumerable.Range(0, 8).Select(writer => WriteAsync(desk.Client(key), writer, acknowledged)).ToList();
        await Task.Delay(TimeSpan.FromSeconds(2));
        await desk.KillAsync();
        await Task.WhenAll(writers);
        Assert.That(acknowledged, Has.Count.GreaterThan(20));

        await desk.StartAsync();

        var caller = Caller;
        await Waiting.ForAsync(async () => (await caller.ReadAsync("/readyz")).Code == 200);
        var faults = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(acknowledged, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (one, _) =>
        {
            var found = (await caller.ReadAsync($"/api/v1/reports?source=soc-portal&sourceRef={one.Key}")).Json!["items"]!.AsArray();
            if (found.Count != 1 || (string?)found[0]!["incident"] != one.Value)
                faults.Add($"{one.Key} {one.Value}: {found.ToJsonString()}");
        });
        Assert.That(faults, Is.Empty);
        Assert.That(acknowledged.Values, Is.Unique);
    }

    private static async Task WriteAsync(HttpClient caller, int writer, ConcurrentDictionary<string, string> acknowledged)
    {
        try
        {
            for (var n = 0; ; n++)
            {
                var name = $"load-{writer}-{n}";
                var answer = await caller.FileAsync(ExampleReport.Ordinary(Agency, name));
                if (answer.Code == 201)
                    acknowledged[name] = (string)answer.Json!["number"]!;
            }
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            // The desk is gone; what it had not answered is nobody's promise.
        }
    }

    private async Task<JsonNode> AcceptedAsync(string number)
    {
        var caller = Caller;
        JsonNode? delivery = null;
        for (var turn = 0; turn < 600; turn++, await Task.Delay(50))
        {
            var all = (await caller.ReadAsync($"/api/v1/incidents/{number}/deliveries")).Json!["items"]!.AsArray();
            delivery = all.Single(one => (string?)one!["recipient"]!["centre"] == "vncert" && (string?)one["channel"] == "mail");
            if ((string?)delivery!["state"] == "accepted")
                return delivery;
        }
        throw new TimeoutException($"The mail to VNCERT/CC did not get through: {delivery?.ToJsonString()}");
    }

    private List<ReceivedMail> Sent(JsonNode delivery) =>
        [.. mail.Messages.Where(one => one.Text.Contains($"Message-ID: {delivery["messageId"]}\r\n", StringComparison.Ordinal))];
}
