using System.Text.Json.Nodes;
using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Evidence;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Sharing;

/// <summary>An incident full of words that must not get out: whatever its mark and audience, what comes out holds none that its mark does not allow.</summary>
public sealed class ExportIncidentTests
{
    private static readonly string[] Never = ["tu-lien-he", "0000 0077", "+842400000077", "tu-thu@soyte.example", "tu-thu%40", "tu-an-toan", "tu-ghi-chu", "tu-trao-doi", "tu-noi-bo", "tu-tai-khoan", "tu-mat-khau", "4321", "tu-may-trong"];
    private static readonly string[] ByMark = ["tu-tieu-de", "tu-mo-ta", "SO-YTE", "INC-"];

    private Desk desk = null!;
    private HttpClient agency = null!, responder = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        var id = await desk.AgencyAsync("SO-YTE");
        await desk.SystemAsync(id, "SO-YTE-CTTDT", 3);
        agency = desk.Client(await desk.KeyAsync(id));
        responder = desk.Client(await desk.KeyAsync(null, "read work report"));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task No_word_gets_out_that_the_mark_or_the_rules_of_fields_hold_back(
        [Values("clear", "green", "amber")] string tlp, [Values("clear", "green")] string audience, [Values] bool byAgency)
    {
        var number = await FileAsync(tlp);
        var text = await (byAgency ? agency : responder).ReadTextAsync($"/api/v1/incidents/{number}/export?audience={audience}");
        var export = JsonNode.Parse(text)!;

        Assert.That((string?)export["tlp"], Is.EqualTo(audience));
        Assert.That(export["cves"]!.ToJsonString(), Is.EqualTo("""["CVE-2022-40684"]"""));
        Assert.That(export["observables"]!.ToJsonString(), Does.Contain("203[.]0[.]113[.]7").And.Not.Contain("203.0.113.7"), "no program makes a link of it");
        Assert.That(text, Does.Contain("hxxps://may[.]example/a").And.Not.Contain("to=b"));
        Assert.That(text.Contains("00:00:5e:00:53:01", StringComparison.OrdinalIgnoreCase), Is.EqualTo(audience != "clear"), "an own machine's address");
        Assert.That(text, Does.Not.Contain("10[.]9").And.Not.Contain("fd00").And.Not.Contain("a09:807"), "an address of the agency's own network");
        foreach (var word in Never)
            Assert.That(text, Does.Not.Contain(word));
        var allowed = tlp == "clear" || tlp == audience;
        foreach (var word in ByMark.Append("congthong[.]soyte[.]example"))
            Assert.That(text, allowed ? Does.Contain(word) : Does.Not.Contain(word));
        var cut = export["cut"]!.AsArray().Select(one => (string)one!["field"]!).ToList();
        Assert.That(cut, Is.SupersetOf(new[] { "contact", "personalData", "remarks", "verbatim" }));
        Assert.That(cut.Contains("title"), Is.Not.EqualTo(allowed));
    }

    [TestCase("amber+strict")]
    [TestCase("red")]
    public async Task What_is_held_close_is_refused_with_the_rule_and_its_agencys_lead_may_consent(string tlp)
    {
        var number = await FileAsync(tlp);
        foreach (var caller in new[] { agency, responder })
        {
            var refused = await caller.ReadAsync($"/api/v1/incidents/{number}/export");
            Assert.That((refused.Code, (string?)refused.Json!["code"], (string?)refused.Json["rule"]), Is.EqualTo((409, "tlp-refuses", "tlp-held-close")));
        }
        var user = $"lead-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        await desk.PersonAsync(user, "agency-lead", "SO-YTE");
        var person = await desk.Database.ReadAsync(
            reading => reading.SingleAsync<LeadRow>("SELECT id, agency_id FROM people WHERE user_name = @user", new { user }), CancellationToken.None);
        var lead = desk.Client(await desk.KeyAsync(person!.AgencyId, "report approve", person.Id));
        Assert.That((await lead.ReadAsync($"/api/v1/incidents/{number}/export")).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task Every_export_is_in_the_audit_and_other_words_are_no_audience()
    {
        var number = await FileAsync("green");
        await responder.ReadTextAsync($"/api/v1/incidents/{number}/export?audience=green");
        await desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None);
        Assert.That(await desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
            "SELECT outcome FROM audit JOIN incidents ON incidents.id = audit.subject WHERE action = 'incident.export' AND incidents.number = @number", new { number }), CancellationToken.None),
            Is.EqualTo(new[] { "exported green" }));
        Assert.That((await responder.ReadAsync($"/api/v1/incidents/{number}/export?audience=red")).Faults, Is.EqualTo(new[] { "?audience not-in-list" }));
    }

    private async Task<string> FileAsync(string tlp)
    {
        var body = ExampleReport.Body();
        (body["title"], body["description"], body["tlp"], body["sourceRef"], body["source"]) = ("tu-tieu-de", "tu-mo-ta", tlp, null, null);
        body["contact"] = new JsonObject { ["name"] = "tu-lien-he", ["phone"] = "024 0000 0077", ["email"] = "tu-thu@soyte.example", ["safeEmail"] = "tu-an-toan@soyte.example" };
        body["personalData"] = new JsonObject { ["involved"] = true, ["subjects"] = 4321 };
        body["cves"] = new JsonArray("CVE-2022-40684");
        body["observables"] = new JsonArray(
            new JsonObject { ["type"] = "ipv4", ["value"] = "203.0.113.7", ["note"] = "tu-ghi-chu" },
            new JsonObject { ["type"] = "url", ["value"] = "https://tu-tai-khoan:tu-mat-khau@may.example/a?to=b@c" },
            new JsonObject { ["type"] = "url", ["value"] = "http://10.9.8.7:8080/quan-tri" }, new JsonObject { ["type"] = "url", ["value"] = "https://[fd00::17]/" },
            new JsonObject { ["type"] = "url", ["value"] = "http://tu-may-trong/quan-tri" }, new JsonObject { ["type"] = "domain", ["value"] = "tu-may-trong.tinh.local" },
            new JsonObject { ["type"] = "url", ["value"] = "https://may.example/;jsessionid=tu-mat-khau" }, new JsonObject { ["type"] = "url", ["value"] = "https://may.example/u/tu-thu%40soyte.example/b" },
            new JsonObject { ["type"] = "ipv6", ["value"] = "64:ff9b::a09:807" }, new JsonObject { ["type"] = "ipv6", ["value"] = "2002:a09:807::1" },
            new JsonObject { ["type"] = "ipv4", ["value"] = "10.9.8.7" }, new JsonObject { ["type"] = "ipv6", ["value"] = "fd00::17" },
            new JsonObject { ["type"] = "process", ["value"] = "x.exe -u tu-tai-khoan" }, new JsonObject { ["type"] = "file-name", ["value"] = "C:\\Users\\tu-tai-khoan\\x.exe" },
            new JsonObject { ["type"] = "domain", ["value"] = "congthong.soyte.example" },
            new JsonObject { ["type"] = "mac", ["value"] = "00:00:5e:00:53:01" },
            new JsonObject { ["type"] = "user-account", ["value"] = "tu-tai-khoan" });
        var filed = await agency.FileAsync(body);
        Assert.That(filed.Code, Is.EqualTo(201), filed.Json?.ToJsonString());
        var number = (string)filed.Json!["number"]!;
        await agency.PostAsync($"/api/v1/incidents/{number}/comments", """{"text":"tu-trao-doi"}""");
        await responder.PostAsync($"/api/v1/incidents/{number}/comments", """{"text":"tu-noi-bo"}""");
        await agency.UploadAsync(number, "tu-noi-bo", "tu-ghi-chu.txt");
        return number;
    }

    private sealed record LeadRow(Guid Id, Guid AgencyId);
}
