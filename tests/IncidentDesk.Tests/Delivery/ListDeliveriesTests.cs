using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentDesk.Audit;
using IncidentDesk.Harness;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery;

/// <summary>The post room's doors, on a whole desk that carries its mail by itself.</summary>
public sealed class ListDeliveriesTests
{
    [Test]
    public async Task A_serious_report_is_simulated_by_itself_and_shown_with_the_contracts_words()
    {
        await using var desk = await Desk.StartAsync();
        using var client = await ClientAsync(desk, "SO-YTE");
        await desk.VerifiedContactAsync("vncert", "tiepnhan@vncert.example");
        var report = ExampleReport.Body();
        report.Remove("contact");
        var number = await FileAsync(client, report);

        await Waiting.ForAsync(async () => (await ItemsAsync(client, $"/api/v1/incidents/{number}/deliveries"))
            .Any(item => item.GetProperty("state").GetString() == "simulated"));

        var delivery = (await ItemsAsync(client, $"/api/v1/incidents/{number}/deliveries"))
            .Single(item => item.GetProperty("state").GetString() == "simulated");
        Assert.That(delivery.EnumerateObject().Select(field => field.Name), Is.EqualTo(new[]
        {
            "id", "incident", "cause", "channel", "recipient", "state", "guard", "contentHash", "messageId", "plannedAt", "nextAttemptAt",
            "dueAt", "endedAt", "attempts", "supersededBy",
        }));
        Assert.That(delivery.GetProperty("incident").GetString(), Is.EqualTo(number));
        Assert.That(delivery.GetProperty("recipient").GetProperty("centre").GetString(), Is.EqualTo("vncert"));
        Assert.That(delivery.GetProperty("guard").GetString(), Is.EqualTo("simulate"));
        Assert.That(Directory.GetFiles(Path.Combine(desk.DataDirectory, "outbox")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task An_agency_sees_its_own_deliveries_and_nobody_elses()
    {
        await using var desk = await Desk.StartAsync();
        using var health = await ClientAsync(desk, "SO-YTE");
        using var school = await ClientAsync(desk, "SO-GDDT");
        var number = await FileAsync(health, ExampleReport.Body());

        Assert.That(await ItemsAsync(health, "/api/v1/deliveries"), Is.Not.Empty);
        Assert.That(await ItemsAsync(school, "/api/v1/deliveries"), Is.Empty);
        Assert.That(await ItemsAsync(school, $"/api/v1/deliveries?incident={number}"), Is.Empty);
        using var foreign = await school.GetAsync($"/api/v1/incidents/{number}/deliveries");
        Assert.That(foreign.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Who_reads_the_book_the_messages_of_an_incident_or_one_of_them_has_opened_it()
    {
        await using var desk = await Desk.StartAsync();
        using var client = await ClientAsync(desk, "SO-YTE");
        var number = await FileAsync(client, ExampleReport.Body());
        for (var n = 0; n < 2; n++)
        {
            var one = Id((await ItemsAsync(client, $"/api/v1/incidents/{number}/deliveries"))[0]);
            Assert.That(await ItemsAsync(client, "/api/v1/deliveries"), Is.Not.Empty);
            using var shown = await client.GetAsync($"/api/v1/deliveries/{one}");
            Assert.That(shown.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        await desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None);
        var opened = await desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
            """
            SELECT action || ' ' || coalesce((SELECT number FROM incidents WHERE incidents.id = audit.subject), CASE WHEN subject = 'list' THEN subject ELSE 'one' END)
            FROM audit WHERE outcome = 'opened' AND actor LIKE 'key:%'
            """), CancellationToken.None);
        Assert.That(opened, Is.EquivalentTo(new[] { $"incident.open {number}", "delivery.open list", "delivery.open one" }));
    }

    [Test]
    public async Task Pages_follow_each_other_and_filters_hold()
    {
        await using var desk = await Desk.StartAsync();
        using var client = await ClientAsync(desk, "SO-YTE");
        for (var i = 0; i < 3; i++)
            await FileAsync(client, ExampleReport.Body(sourceRef: $"A-{i}"));
        var all = (await ItemsAsync(client, "/api/v1/deliveries?centre=vncert&channel=mail")).Select(Id).ToList();
        Assert.That(all, Has.Count.EqualTo(3));

        var seen = new List<string?>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/api/v1/deliveries?centre=vncert&channel=mail&limit=1&cursor={cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(Id));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        Assert.That(seen, Is.EqualTo(all));
        Assert.That(await ItemsAsync(client, "/api/v1/deliveries?state=accepted,delivered"), Is.Empty);
        using var wrong = await client.GetAsync("/api/v1/deliveries?state=sent");
        Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_centre_without_a_contact_is_an_alarm_of_the_desk()
    {
        await using var desk = await Desk.StartAsync();
        using var agency = await ClientAsync(desk, "SO-YTE");
        using var staff = desk.Client(await desk.KeyAsync(null, "report read"));
        await FileAsync(agency, ExampleReport.Body());

        var alarms = await ItemsAsync(staff, "/api/v1/alarms?open=true");
        var alarm = alarms.First(one => one.GetProperty("subject").GetString() == "vncert");
        Assert.That(alarm.GetProperty("kind").GetString(), Is.EqualTo("contact-missing"));
        Assert.That(alarm.EnumerateObject().Select(field => field.Name), Is.EqualTo(new[]
        {
            "id", "kind", "severity", "subject", "since", "acknowledgedBy", "acknowledgedAt", "note", "endedAt", "text", "textVi",
        }));
        Assert.That(
            (await ItemsAsync(agency, "/api/v1/alarms")).Select(one => one.GetProperty("kind").GetString()), Has.None.EqualTo("contact-missing"));

        await desk.VerifiedContactAsync("vncert", "tiepnhan@vncert.example");
        await Waiting.ForAsync(async () => (await ItemsAsync(staff, "/api/v1/alarms?open=true"))
            .All(one => one.GetProperty("subject").GetString() != "vncert"));
    }

    private static string? Id(JsonElement item) => item.GetProperty("id").GetString();

    private static async Task<HttpClient> ClientAsync(Desk desk, string agency) => desk.Client(await desk.KeyAsync(await desk.AgencyAsync(agency)));

    private static async Task<string> FileAsync(HttpClient client, System.Text.Json.Nodes.JsonObject report)
    {
        report.Remove("agency");
        using var answer = await client.PostAsJsonAsync("/api/v1/reports", report);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created), await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetString()!;
    }

    private static async Task<IReadOnlyList<JsonElement>> ItemsAsync(HttpClient client, string address) =>
        [.. (await client.GetFromJsonAsync<JsonElement>(address)).GetProperty("items").EnumerateArray()];
}
