using System.Text;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Centres;

public sealed class SetGuardTests
{
    private Desk desk = null!;
    private HttpClient admin = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        admin = desk.Client(await desk.KeyAsync(null, "admin"));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task An_administrator_sets_how_far_messages_to_a_centre_may_go()
    {
        var set = await PutAsync(admin, "vncert", "simulate", "\"1\"");
        Assert.That((set.Code, (string?)set.Json!["guardMode"], set.Header("ETag")), Is.EqualTo((200, "simulate", "\"2\"")));
        Assert.That((string?)(await admin.ReadAsync("/api/v1/centres/vncert")).Json!["guardMode"], Is.EqualTo("simulate"));
        Assert.That(
            await desk.Database.ReadAsync(reading => reading.SingleAsync<string>(
                "SELECT outcome FROM audit WHERE action = 'centre.guard' AND subject = 'vncert'"), CancellationToken.None),
            Is.EqualTo("simulate"));
    }

    [Test]
    public async Task It_names_the_version_that_it_changes()
    {
        Assert.That((await PutAsync(admin, "vncert", "live", null)).Code, Is.EqualTo(428));
        Assert.That((await PutAsync(admin, "vncert", "live", "\"7\"")).Code, Is.EqualTo(412));
        Assert.That((await PutAsync(admin, "nobody", "live", "\"1\"")).Code, Is.EqualTo(404));
    }

    [Test]
    public async Task A_word_that_is_no_mode_is_refused_and_so_is_who_may_not()
    {
        Assert.That((await PutAsync(admin, "vncert", "perhaps", "\"1\"")).Faults, Is.EqualTo(new[] { "/mode not-in-list" }));
        var worker = desk.Client(await desk.KeyAsync(null, "read work approve"));
        Assert.That((await PutAsync(worker, "vncert", "live", "\"1\"")).Code, Is.EqualTo(403));
    }

    [Test]
    public async Task What_it_takes_away_is_taken_from_the_next_message()
    {
        await desk.VerifiedContactAsync("vncert", "truc@vncert.example");
        await PutAsync(admin, "vncert", "disabled", "\"1\"");
        var reporter = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        var number = (string)(await reporter.FileAsync(ExampleReport.Body())).Json!["number"]!;
        Assert.That(
            async () => (string?)(await reporter.ReadAsync($"/api/v1/incidents/{number}/deliveries")).Json!["items"]!.AsArray()
                .Single(one => (string?)one!["recipient"]!["centre"] == "vncert")!["state"],
            Is.EqualTo("suppressed").After(15_000, 100));
    }

    private static async Task<Answer> PutAsync(HttpClient client, string centre, string mode, string? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/centres/{centre}/guard")
        {
            Content = new StringContent($$"""{"mode":"{{mode}}"}""", Encoding.UTF8, "application/json"),
        };
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", version);
        return await Wire.SendAsync(client, request);
    }
}
