using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents.Moves;

/// <summary>A person tells a centre by the way that they choose.</summary>
public sealed class ToldByPersonTests
{
    private CaseScene scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scene = await CaseScene.StartAsync(
            ("Channels:Webhook:Guard", "simulate"), ("Channels:Webhook:Secrets", "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="));
        await scene.Desk.VerifiedContactAsync("ncsc", "ncsc@ncsc.example");
        foreach (var (channel, value) in new[] { ("call", "+842400000042"), ("by-hand", "Văn thư NCSC, tầng 1"), ("webhook", "https://ncsc.example/hook") })
            await scene.WriteAsync(
                """
                INSERT INTO centre_contacts (id, centre_id, channel, value, purpose, source, sureness, verified_on, valid_from)
                VALUES (@id, 'ncsc', @channel, @value, 'incident-response', 'test', 'verified', 1, 1)
                """,
                new { id = Guid.CreateVersion7(), channel, value });
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [TestCase("call", "+842400000042")]
    [TestCase("by-hand", "Văn thư NCSC, tầng 1")]
    [TestCase("webhook", "https://ncsc.example/hook")]
    [TestCase("mail", "ncsc@ncsc.example")]
    public async Task By_the_channel_that_is_named(string channel, string address)
    {
        var number = await scene.FileAsync(isSerious: true);
        var told = await EscalateAsync(number, $$"""{"to":"ncsc","channel":"{{channel}}","reason":"Cần giám sát.","asOf":"{{DateTimeOffset.UtcNow:O}}"}""");

        Assert.That((told.Code, (string?)told.Json?["delivery"]?["channel"]), Is.EqualTo((201, channel)), told.Json?.ToJsonString());
        var row = (await scene.One.ReadAsync($"/api/v1/deliveries/{told.Json!["delivery"]!["id"]}")).Json!;
        Assert.That(((string?)row["recipient"]!["address"], (string?)row["cause"]!["ref"]), Is.EqualTo((address, "forward:1")));
    }

    [Test]
    public async Task One_way_after_the_other_is_a_message_of_its_own()
    {
        var number = await scene.FileAsync(isSerious: true);
        foreach (var (channel, order) in new[] { ("call", "forward:1"), ("mail", "forward:2"), ("call", "forward:3") })
        {
            var told = await EscalateAsync(number, $$"""{"to":"ncsc","channel":"{{channel}}","reason":"Gọi trước.","asOf":"{{DateTimeOffset.UtcNow.AddSeconds(1):O}}"}""");
            var row = (await scene.One.ReadAsync($"/api/v1/deliveries/{told.Json!["delivery"]!["id"]}")).Json!;
            Assert.That((string?)row["cause"]!["ref"], Is.EqualTo(order));
        }
    }

    [TestCase("ncsc", "sms", 409, "guard-refuses", TestName = "A channel that this desk does not have")]
    [TestCase("cyber-authority", "call", 409, "contact-missing", TestName = "A centre without an address for it")]
    public async Task What_leads_nowhere_is_said_at_once(string centre, string channel, int code, string word)
    {
        var number = await scene.FileAsync(isSerious: true);
        var told = await EscalateAsync(number, $$"""{"to":"{{centre}}","channel":"{{channel}}","reason":"x","asOf":"{{DateTimeOffset.UtcNow:O}}"}""");

        Assert.That((told.Code, (string?)told.Json!["code"], (string?)told.Json["channel"]), Is.EqualTo((code, word, channel)));
        Assert.That(await scene.ReadAsync<long>(
            "SELECT count(*) FROM deliveries WHERE cause_kind = 'forward' AND incident_id = (SELECT id FROM incidents WHERE number = @number)", new { number }), Is.Zero);
    }

    [TestCase("ncsc", "pigeon")]
    [TestCase("next-rung", "call")]
    public async Task A_word_that_is_no_way_to_a_centre_is_refused(string to, string channel)
    {
        var number = await scene.FileAsync();
        var told = await EscalateAsync(number, $$"""{"to":"{{to}}","channel":"{{channel}}","reason":"x","asOf":"{{DateTimeOffset.UtcNow:O}}"}""");
        Assert.That(told.Faults, Is.EqualTo(new[] { "/channel not-in-list" }));
    }

    private Task<Answer> EscalateAsync(string number, string body) => scene.One.PostAsync($"/api/v1/incidents/{number}/escalations", body);
}
