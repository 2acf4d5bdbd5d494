using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Delivery;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Evidence.Scanning;

/// <summary>The whole desk before a scripted clamd: what it says is what the evidence is.</summary>
public sealed class EvidenceScannerTests
{
    private ScriptedClamd clamd = null!;
    private Desk desk = null!;
    private HttpClient agency = null!, responder = null!;
    private string incident = null!;

    [SetUp]
    public async Task StartAsync()
    {
        clamd = new(content => Encoding.UTF8.GetString(content).Contains("độc", StringComparison.Ordinal) ? "stream: Thu.Nghiem FOUND" : "stream: OK");
        desk = await Desk.StartAsync(TimeProvider.System, ("Evidence:Clamd", clamd.Address));
        agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        responder = desk.Client(await desk.KeyAsync(null, "read work report"));
        incident = (string)(await agency.FileAsync(ExampleReport.Body())).Json!["number"]!;
    }

    [TearDown]
    public async Task StopAsync()
    {
        await desk.DisposeAsync();
        await clamd.DisposeAsync();
    }

    [Test]
    public async Task A_clean_file_is_said_to_be_clean_and_the_scanner_saw_exactly_its_bytes()
    {
        var content = new byte[200_000];
        content.AsSpan().Fill((byte)'x');
        var added = (await agency.UploadAsync(incident, Uploads.Bytes(content))).Json!;

        Assert.That((string?)(await ScannedAsync(added, "clean"))["scan"], Is.EqualTo("clean"));
        Assert.That(clamd.Seen.Single(), Is.EqualTo(content));
    }

    [Test]
    public async Task An_infected_file_is_for_the_desk_alone_and_only_on_purpose()
    {
        var added = (await agency.UploadAsync(incident, "mã độc", "invoice.exe")).Json!;
        var scanned = await ScannedAsync(added, "infected");

        Assert.That((string?)scanned["scanNote"], Is.EqualTo("Thu.Nghiem"));
        var content = (string)added["content"]!;
        foreach (var (caller, query) in new[] { (agency, ""), (agency, "?infected=yes"), (responder, "") })
        {
            var refused = await caller.ReadAsync(content + query);
            Assert.That((refused.Code, (string?)refused.Json!["code"], (string?)refused.Json["scanNote"]), Is.EqualTo((409, "evidence-infected", "Thu.Nghiem")), query);
        }
        Assert.That(await responder.ReadTextAsync(content + "?infected=yes"), Is.EqualTo("mã độc"));
        Assert.That(await OpenedAsync(added), Is.EqualTo(new[] { $"infected {added["sha256"]}" }), "on the disk before a byte went out");
        for (var n = 0; n < 20; n++)
            await responder.ReadTextAsync(content + "?infected=yes");
        await desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None, isLast: true);
        Assert.That(await OpenedAsync(added), Is.EquivalentTo(new[] { $"infected {added["sha256"]}", "infected 20 more" }), "a flood is a row and its number");
        var alarms = (JsonArray)(await responder.ReadAsync("/api/v1/alarms?limit=200")).Json!["items"]!;
        Assert.That(alarms.Select(alarm => $"{alarm!["kind"]} {alarm["subject"]}"), Has.Member($"evidence-infected {added["id"]}"));
    }

    [TestCase("INSTREAM size limit exceeded. ERROR")]
    public async Task What_the_scanner_refuses_has_failed_with_its_words(string reply)
    {
        clamd.Judge = _ => reply;
        var added = (await agency.UploadAsync(incident, "quá lớn")).Json!;

        Assert.That((string?)(await ScannedAsync(added, "scan-failed"))["scanNote"], Is.EqualTo(reply));
        Assert.That(await agency.ReadTextAsync((string)added["content"]!), Is.EqualTo("quá lớn"), "no verdict is no reason to keep it back");
    }

    [Test]
    public async Task A_scanner_that_does_not_answer_is_an_alarm_and_is_asked_again()
    {
        clamd.Judge = _ => null;
        var added = (await agency.UploadAsync(incident, "lần sau")).Json!;
        await ScannedAsync(added, "scan-failed");
        Assert.That(await OpenAlarmsAsync(), Has.Member("evidence-unscanned clamd"));

        clamd.Judge = _ => "stream: OK";
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE evidence SET scan_next_at = 0 WHERE scan = 'scan-failed'"), CancellationToken.None);
        await ScannedAsync(added, "clean");
        Assert.That(await OpenAlarmsAsync(), Has.None.EqualTo("evidence-unscanned clamd"));
    }

    [Test]
    public async Task What_a_dead_node_had_in_hand_is_taken_up_when_its_lease_is_over()
    {
        var added = (await agency.UploadAsync(incident, "bỏ dở")).Json!;
        await ScannedAsync(added, "clean");
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE evidence SET scan = 'scanning', scan_next_at = 1"), CancellationToken.None);

        await ScannedAsync(added, "clean");
        Assert.That(clamd.Seen, Has.Count.EqualTo(2));
    }

    // That its page was looked at is another matter.
    private Task<IReadOnlyList<string>> OpenedAsync(JsonNode added) => desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
        "SELECT outcome FROM audit WHERE action = 'evidence.open' AND subject = @id AND outcome LIKE 'infected%' ORDER BY id", new { id = (string)added["id"]! }), CancellationToken.None);

    private async Task<IReadOnlyList<string>> OpenAlarmsAsync() => await desk.Database.ReadAsync(
        reading => reading.QueryAsync<string>("SELECT kind || ' ' || subject FROM alarms WHERE ended_at IS NULL"), CancellationToken.None);

    private async Task<JsonNode> ScannedAsync(JsonNode added, string state)
    {
        var door = $"/api/v1/evidence/{added["id"]}";
        await Waiting.ForAsync(async () => (string?)(await responder.ReadAsync(door)).Json!["scan"] == state);
        return (await responder.ReadAsync(door)).Json!;
    }
}
