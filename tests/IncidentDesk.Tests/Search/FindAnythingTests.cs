using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Search;

/// <summary>Search on a whole desk: whoever files by HTTP is found by HTTP, on either engine.</summary>
public sealed class FindAnythingTests
{
    private Desk desk = null!;
    private HttpClient health = null!, school = null!, staff = null!;
    private string number = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        desk = await Desk.StartAsync();
        var agency = await desk.AgencyAsync("SO-YTE");
        await desk.SystemAsync(agency, "SO-YTE-CTTDT", 3);
        health = desk.Client(await desk.KeyAsync(agency));
        school = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-GDDT")));
        staff = desk.Client(await desk.KeyAsync(null, "read"));
        var report = ExampleReport.Body(sourceRef: "A-17/b");
        report["observables"]!.AsArray().Add(new JsonObject { ["type"] = "md5", ["value"] = "d41d8cd98f00b204e9800998ecf8427e" });
        report["system"] = "SO-YTE-CTTDT";
        number = (string)(await health.FileAsync(report)).Json!["number"]!;
        await Waiting.ForAsync(async () => (await FoundAsync(staff, number)).Count > 0);
    }

    [OneTimeTearDown]
    public async Task Stop() => await desk.DisposeAsync();

    [TestCase("ma doc", "title")]
    [TestCase("MÃ ĐỘC", "title")]
    [TestCase("noi dung la", "text")]
    [TestCase("A-17/b", "key")]
    [TestCase("soc-portal", "key")]
    [TestCase("cve-2022-40684", "cve")]
    [TestCase("203.0.113", "address")]
    [TestCase("203[.]0[.]113[.]7", "address")]
    [TestCase("d41d8cd98f00", "hash")]
    [TestCase("so-yte ma doc", "text")]
    public async Task An_incident_is_found_and_said_by_what(string typed, string kind)
    {
        var found = await FoundAsync(staff, typed);

        Assert.That(found.Select(one => (string?)one["code"]), Has.Member(number), typed);
        Assert.That((string?)found.Single(one => (string?)one["code"] == number)["kind"], Is.EqualTo(kind), typed);
    }

    [Test]
    public async Task A_number_is_found_whole_and_without_its_noughts()
    {
        foreach (var typed in new[] { number, number[4..], number[^6..].TrimStart('0'), number.ToLowerInvariant() })
            Assert.That((await FoundAsync(staff, typed)).Select(one => $"{one["kind"]} {one["code"]}"), Has.Member($"number {number}"), typed);
    }

    [TestCase("don vi so-yte", "agency SO-YTE")]
    [TestCase("so-yte", "agency SO-YTE")]
    [TestCase("he thong so-yte-cttdt", "system SO-YTE-CTTDT")]
    public async Task Agencies_and_systems_are_found_by_code_and_name(string typed, string expected) =>
        Assert.That((await FoundAsync(staff, typed)).Select(one => $"{one["kind"]} {one["code"]}"), Has.Member(expected));

    [Test]
    public async Task Another_agency_finds_nothing_and_learns_nothing()
    {
        foreach (var typed in new[] { "ma doc", number, "203.0.113.7", "so-yte", "soc-portal" })
            Assert.That((await school.ReadAsync($"/api/v1/search?q={Uri.EscapeDataString(typed)}&limit=1")).Json!.ToJsonString(),
                Is.EqualTo("""{"items":[],"nextCursor":null}"""), typed);
        Assert.That(await FoundAsync(health, "ma doc"), Is.Not.Empty, "its own agency does");
    }

    [Test]
    public async Task What_has_no_word_in_it_finds_nothing_and_breaks_nothing()
    {
        foreach (var typed in new[] { "%", "\" OR *", "':* & !", "NEAR(", "''" })
        {
            Assert.That((await staff.ReadAsync($"/api/v1/search?q={Uri.EscapeDataString(typed)}")).Code, Is.EqualTo(200), typed);
            Assert.That((await staff.ReadAsync($"/api/v1/incidents?q={Uri.EscapeDataString(typed)}")).Code, Is.EqualTo(200), typed);
        }
    }

    [Test]
    public async Task The_list_of_incidents_asks_the_same_index()
    {
        Assert.That(((JsonArray)(await staff.ReadAsync("/api/v1/incidents?q=cong%20thong%20tin")).Json!["items"]!).Select(one => (string?)one!["number"]), Has.Member(number));
        Assert.That((JsonArray)(await school.ReadAsync("/api/v1/incidents?q=cong%20thong%20tin")).Json!["items"]!, Is.Empty);
    }

    [Test]
    public async Task A_later_report_and_the_sum_of_a_file_make_it_findable_too()
    {
        var later = ExampleReport.Body(sourceRef: "A-18");
        (later["kind"], later["incident"], later["description"]) = ("progress", number, "Thấy thêm trên máy chủ zebrafish");
        Assert.That((await health.FileAsync(later)).Code, Is.EqualTo(201));

        await Waiting.ForAsync(async () => (await FoundAsync(staff, "zebrafish")).Count == 1);
    }

    [Test]
    public async Task Pages_follow_each_other()
    {
        for (var n = 0; n < 3; n++)
            await health.FileAsync(Titled($"okapi {n}"));
        await Waiting.ForAsync(async () => (await FoundAsync(staff, "okapi")).Count == 3);

        var seen = new List<string?>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await staff.ReadAsync($"/api/v1/search?q=okapi&limit=1&cursor={cursor}")).Json!;
            seen.AddRange(((JsonArray)page["items"]!).Select(one => (string?)one!["title"]));
            cursor = (string?)page["nextCursor"];
        }
        Assert.That(seen, Is.EqualTo(new[] { "okapi 2", "okapi 1", "okapi 0" }));
    }

    [Test]
    public async Task What_was_there_before_the_index_is_filled_in()
    {
        var filed = (string)(await health.FileAsync(Titled("quagga"))).Json!["number"]!;
        await Waiting.ForAsync(async () => (await FoundAsync(staff, "quagga")).Count == 1);
        await desk.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync("DELETE FROM search_texts");
            await transaction.ExecuteAsync("DELETE FROM desk_facts WHERE name = 'search-followed'");
        }, CancellationToken.None);

        await Waiting.ForAsync(async () => (await FoundAsync(staff, "quagga")).Any(one => (string?)one["code"] == filed));
        await Waiting.ForAsync(async () => (await FoundAsync(staff, number)).Count > 0);
    }

    private static JsonObject Titled(string title)
    {
        var body = ExampleReport.Ordinary();
        (body["title"], body["cves"], body["observables"]) = (title, null, null);
        return body;
    }

    private static async Task<IReadOnlyList<JsonNode>> FoundAsync(HttpClient caller, string typed) =>
        [.. ((JsonArray)(await caller.ReadAsync($"/api/v1/search?q={Uri.EscapeDataString(typed)}")).Json!["items"]!).Select(one => one!)];
}
