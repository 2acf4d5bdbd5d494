using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Delivery;
using IncidentDesk.Tests.Duty;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline.Access;

/// <summary>An agency's own word is its people's to give; once it was merged it is its heir's, and of nobody who merely stands above.</summary>
public sealed class HeirsTests
{
    private const string Requests = "/api/v1/coordination-requests";

    private Desk desk = null!;
    private HttpClient admin = null!, filer = null!, above = null!, heir = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        await desk.VerifiedContactAsync("vncert", "ir@vncert.example");
        admin = desk.Client(await desk.KeyAsync(null, "report read work admin", await DeskPeople.AddAsync(desk, "quantri", "admin")));
        await desk.AgencyAsync("TREN");
        filer = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-CU", "TREN")));
        await desk.AgencyAsync("SO-MOI", "TREN");
        (above, heir) = (await LeadAsync("TREN"), await LeadAsync("SO-MOI"));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [TestCase("amber+strict")]
    [TestCase("red")]
    public async Task What_a_merged_agency_held_close_waits_for_the_lead_of_its_heir(string tlp)
    {
        var body = ExampleReport.Body("SO-CU");
        body["tlp"] = tlp;
        var number = (string)(await filer.FileAsync(body)).Json!["number"]!;
        var asked = await AskedAsync(number);
        var export = $"/api/v1/incidents/{number}/export";
        Assert.That(((await DecideAsync(heir, asked)).Code, (await heir.ReadAsync(export)).Code), Is.EqualTo((404, 404)), "before the day has come");

        await MergeAsync();

        Assert.That(((await DecideAsync(above, asked)).Code, (await above.ReadAsync(export)).Code), Is.EqualTo((403, 409)), "who stands above sees it and does not consent");
        Assert.That((await heir.ReadAsync(export)).Code, Is.EqualTo(200));
        var decided = await DecideAsync(heir, asked);
        Assert.That((decided.Code, (string?)decided.Json!["state"]), Is.EqualTo((200, "approved")));
    }

    [Test]
    public async Task An_heir_that_was_merged_in_its_turn_hands_the_word_on()
    {
        var body = ExampleReport.Body("SO-CU");
        body["tlp"] = "red";
        var asked = await AskedAsync((string)(await filer.FileAsync(body)).Json!["number"]!);
        await desk.AgencyAsync("SO-CUOI", "TREN");
        var last = await LeadAsync("SO-CUOI");
        await MergeAsync();
        await MergeAsync("SO-MOI", "SO-CUOI");

        Assert.That((await DecideAsync(heir, asked)).Code, Is.EqualTo(401).Or.EqualTo(403));
        Assert.That((await DecideAsync(last, asked)).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task The_heir_answers_what_the_agency_was_asked_and_finds_its_letters()
    {
        var taken = await admin.PostAsync(
            Requests,
            """
            {"centre":"vncert","reference":"12/ĐP","subject":"Rà soát","receivedAt":"2026-11-20T10:00:00Z","deadlineAt":"2199-11-22T10:00:00Z","items":["Số máy chủ"],"agencies":["SO-CU"]}
            """);
        Assert.That(taken.Code, Is.EqualTo(201), taken.Json?.ToJsonString());
        var request = $"{Requests}/{taken.Json!["id"]}";
        var letter = await admin.IssueAsync();
        await admin.SendLetterAsync(letter, """{"agencies":["SO-CU"]}""");
        await MergeAsync();

        const string answer = """{"item":1,"text":"Có 2 máy chủ","complete":true}""";
        Assert.That((await above.PostAsync($"{request}/answers", answer)).Faults, Is.EqualTo(new[] { "/agency unknown-reference" }));
        Assert.That((await heir.PostAsync($"{request}/answers", answer)).Code, Is.EqualTo(201));
        Assert.That((string?)(await admin.ReadAsync(request)).Json!["items"]![0]!["answers"]![0]!["agency"], Is.EqualTo("SO-CU"));

        await above.ReadAsync($"/api/v1/advisories/{letter}");
        Assert.That(await admin.StateAsync(letter, "SO-CU"), Is.EqualTo("sent"));
        await heir.ReadAsync($"/api/v1/advisories/{letter}");
        Assert.That(await admin.StateAsync(letter, "SO-CU"), Is.EqualTo("seen"));
        using var visitor = await Visitor.SignedInAsync(desk, "thu", "reporter", "SO-MOI");
        Assert.That((await visitor.PageAsync("/home")).Body!.TextContent, Does.Contain("1684/STTTT-CNTT"));
    }

    private async Task MergeAsync(string ended = "SO-CU", string into = "SO-MOI")
    {
        var merged = await admin.PutAsync(
            $"/api/v1/agencies/{ended}",
            $$"""
            {"name":"Sở cũ","kind":"department","parent":"TREN","validFrom":"2020-01-01T00:00:00Z","validTo":"{{DateTimeOffset.UtcNow.AddMinutes(-1):O}}","successor":"{{into}}"}
            """);
        Assert.That(merged.Code, Is.EqualTo(200), merged.Json?.ToJsonString());
    }

    private async Task<HttpClient> LeadAsync(string agency)
    {
        var user = $"lead-{agency.ToLowerInvariant()}";
        await desk.PersonAsync(user, "agency-lead", agency);
        var person = await desk.Database.ReadAsync(
            reading => reading.SingleAsync<LeadRow>("SELECT id, agency_id FROM people WHERE user_name = @user", new { user }), CancellationToken.None);
        return desk.Client(await desk.KeyAsync(person!.AgencyId, "report approve", person.Id));
    }

    private async Task<JsonNode> AskedAsync(string number)
    {
        JsonNode? found = null;
        await Waiting.ForAsync(async () => (found = (await admin.ReadAsync("/api/v1/approvals?state=open&limit=200")).Json!["items"]!.AsArray()
            .FirstOrDefault(one => (string?)one!["incident"] == number)) is not null);
        return found!;
    }

    private static Task<Harness.Answer> DecideAsync(HttpClient client, JsonNode asked) =>
        client.PutAsync($"/api/v1/approvals/{asked["id"]}", $$"""{"decision":"approve","contentHash":"{{asked["contentHash"]}}"}""");

    private sealed record LeadRow(Guid Id, Guid AgencyId);
}
