using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Incidents.Moves;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents;

/// <summary>What incidents share, what belongs together, and what is to be done.</summary>
public sealed class TogetherTests
{
    private CaseScene scene = null!;
    private HttpClient other = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scene = await CaseScene.StartAsync();
        other = scene.Desk.Client(await scene.Desk.KeyAsync(await scene.Desk.AgencyAsync("SO-GDDT")));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task Incidents_that_name_the_same_address_find_each_other_inside_what_one_may_see()
    {
        var one = await FileAsync(scene.Agency, "SO-YTE", "198.51.100.7", "CVE-2022-40684");
        var same = await FileAsync(scene.Agency, "SO-YTE", "198.51.100.7", null);
        var foreign = await FileAsync(other, "SO-GDDT", "203.0.113.99", "cve-2022-40684");

        var desk = await SimilarAsync(scene.One, one);
        Assert.That(desk.Select(item => (string?)item!["number"]), Is.EqualTo(new[] { foreign, same }), "newest first");
        Assert.That((string?)desk[0]!["shared"]![0]!["type"], Is.EqualTo("cve"), "whatever the letters");
        Assert.That((await SimilarAsync(scene.Agency, one)).Select(item => (string?)item!["number"]), Is.EqualTo(new[] { same }), "an agency hears of nobody else's");
    }

    [Test]
    public async Task What_belongs_together_is_linked_from_both_sides_and_parted_again()
    {
        var one = await FileAsync(scene.Agency, "SO-YTE", "198.51.100.8", null);
        var twin = await FileAsync(other, "SO-GDDT", "198.51.100.9", null);

        Assert.That((await LinkAsync(one, twin)).Code, Is.EqualTo(201));
        Assert.That((await LinkAsync(twin, one)).Code, Is.EqualTo(201), "said twice, it is one link");

        Assert.That((await LinksAsync(scene.One, one)).Select(item => (string?)item!["number"]), Is.EqualTo(new[] { twin }));
        Assert.That((await LinksAsync(scene.One, twin)).Select(item => (string?)item!["reason"]), Is.EqualTo(new[] { "Cùng một loại sâu." }));
        Assert.That(await LinksAsync(scene.Agency, one), Is.Empty, "the other agency's is not theirs to see");
        Assert.That((await LinkAsync(one, one)).Faults, Is.EqualTo(new[] { "/other differs" }));
        Assert.That((await LinkAsync(one, "INC-2026-999999")).Faults, Is.EqualTo(new[] { "/other unknown-reference" }));
        for (var n = 0; n < 2; n++)
        {
            using var part = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/incidents/{twin}/links/{one}");
            Assert.That((await Wire.SendAsync(scene.One, part)).Code, Is.EqualTo(200), "what is not linked is not linked");
        }
        Assert.That(await LinksAsync(scene.One, one), Is.Empty);
    }

    [Test]
    public async Task A_checklist_is_added_once_and_ticked_off_by_name()
    {
        var number = await FileAsync(scene.Agency, "SO-YTE", "198.51.100.10", null);
        var listed = await AddAsync(number, """{"checklist":"malicious-code"}""");
        Assert.That((listed.Code, listed.Json!["items"]!.AsArray().Count), Is.EqualTo((201, 8)));
        Assert.That((await AddAsync(number, """{"checklist":"malicious-code"}""")).Json!["items"]!.AsArray(), Has.Count.EqualTo(8), "the same list twice is the same list");
        Assert.That((await AddAsync(number, """{"text":"Gọi nhà mạng"}""")).Json!["items"]!.AsArray(), Has.Count.EqualTo(9));
        Assert.That((await AddAsync(number, "{}")).Code, Is.EqualTo(400));
        Assert.That((await AddAsync(number, """{"checklist":"nonsense"}""")).Faults, Is.EqualTo(new[] { "/checklist not-in-list" }));
        var task = (string)listed.Json["items"]![0]!["id"]!;

        var done = await DoneAsync(task, """{"done":true,"note":"3 máy"}""");
        Assert.That(((string?)done.Json!["doneBy"], (string?)done.Json["note"]), Is.EqualTo(("test", "3 máy")));
        Assert.That((string?)(await DoneAsync(task, """{"done":true}""")).Json!["note"], Is.EqualTo("3 máy"), "who ticks it again changes nothing");
        Assert.That((await DoneAsync(task, """{"done":false}""")).Json!["doneAt"], Is.Null);
        Assert.That((await scene.Agency.ReadAsync($"/api/v1/incidents/{number}/tasks")).Json!["items"]!.AsArray(), Is.Empty, "the list is the desk's own");
    }

    private static async Task<string> FileAsync(HttpClient caller, string agency, string address, string? cve)
    {
        var body = ExampleReport.Ordinary(agency);
        body["observables"] = new JsonArray(new JsonObject { ["type"] = "ipv4", ["value"] = address });
        body["cves"] = cve is null ? new JsonArray() : new JsonArray(cve.ToUpperInvariant());
        var answer = await caller.FileAsync(body);
        Assert.That(answer.Code, Is.EqualTo(201), answer.Json?.ToJsonString());
        return (string)answer.Json!["number"]!;
    }

    private static async Task<JsonArray> SimilarAsync(HttpClient caller, string number) => (await caller.ReadAsync($"/api/v1/incidents/{number}/similar")).Json!["items"]!.AsArray();

    private static async Task<JsonArray> LinksAsync(HttpClient caller, string number) => (await caller.ReadAsync($"/api/v1/incidents/{number}/links")).Json!["items"]!.AsArray();

    private Task<Answer> LinkAsync(string number, string twin) => scene.One.PostAsync($"/api/v1/incidents/{number}/links", $$"""{"other":"{{twin}}","reason":"Cùng một loại sâu."}""");

    private Task<Answer> AddAsync(string number, string body) => scene.One.PostAsync($"/api/v1/incidents/{number}/tasks", body);

    private async Task<Answer> DoneAsync(string task, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/tasks/{task}") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        return await Wire.SendAsync(scene.One, request);
    }
}
