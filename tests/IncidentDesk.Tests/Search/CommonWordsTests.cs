using System.Globalization;
using IncidentDesk.Harness;
using IncidentDesk.Storage;
using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Search;

/// <summary>What thousands of incidents hold is looked for along the order instead of sorted: another way to the same list.</summary>
public sealed class CommonWordsTests
{
    private const int Count = 1200;

    private Desk desk = null!;
    private HttpClient staff = null!, agency = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        var agencies = new[] { await desk.AgencyAsync("SO-YTE"), await desk.AgencyAsync("SO-GDDT") };
        agency = desk.Client(await desk.KeyAsync(agencies[1]));
        staff = desk.Client(await desk.KeyAsync(null, "read"));
        var filed = (string)(await desk.Client(await desk.KeyAsync(agencies[0])).FileAsync(ExampleReport.Body())).Json!["number"]!;
        // Until the follower has been there, it might write over what is planted.
        await Waiting.ForAsync(async () => (await WalkAsync(staff, $"/api/v1/search?q={filed}", "code")).Count > 0);
        await ManyIncidents.PlantAsync(desk.Database, agencies, Count);
        await desk.Database.WriteAsync(
            transaction => desk.Database.Search.WriteAsync(
                transaction, Enumerable.Range(0, Count).Select(n => (2_025_000_000_000L + n, (IReadOnlyList<string>)(n % 100 == 7 ? ["common", "seldom"] : ["common"])))),
            CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [TestCase("worst-first")]
    [TestCase("newest")]
    [TestCase("due")]
    public async Task A_common_word_and_a_rare_one_are_found_in_the_same_order(string sort)
    {
        Assert.That(await WaysAsync(), Is.Unique, "two ways of one search");
        var all = await WalkAsync(staff, $"/api/v1/incidents?sort={sort}&status=open&limit=200");
        var common = await WalkAsync(staff, $"/api/v1/incidents?sort={sort}&q=common&limit=200");
        var seldom = await WalkAsync(staff, $"/api/v1/incidents?sort={sort}&q=seldom&limit=5");

        Assert.That(common, Has.Count.EqualTo(Count));
        Assert.That(common, Is.EqualTo(all.Where(number => number.StartsWith("INC-2025-", StringComparison.Ordinal))));
        Assert.That(seldom, Is.EqualTo(common.Where(number => (Place(number) - 1) % 100 == 7)));
    }

    [Test]
    public async Task Whoever_types_a_common_word_gets_the_newest_first_and_an_agency_its_own()
    {
        var newest = await WalkAsync(staff, "/api/v1/search?q=common&limit=200", "code");
        var own = await WalkAsync(agency, "/api/v1/search?q=common&limit=200", "code");

        Assert.That(newest, Has.Count.EqualTo(Count).And.Ordered.Descending);
        Assert.That(own, Is.EqualTo(newest.Where(number => Place(number) % 2 == 0)));
        Assert.That(await WalkAsync(agency, "/api/v1/incidents?q=common&limit=200&sort=newest"), Is.EquivalentTo(own));
        Assert.That(await WalkAsync(staff, "/api/v1/incidents?q=common&limit=200&sort=newest&agency=SO-GDDT"), Is.EquivalentTo(own));
    }

    private static int Place(string number) => int.Parse(number[^6..], CultureInfo.InvariantCulture);

    private Task<IReadOnlyList<string>> WaysAsync() => desk.Database.ReadAsync<IReadOnlyList<string>>(
        async reading => [await WayAsync(reading, "common"), await WayAsync(reading, "seldom")], CancellationToken.None);

    private async Task<string> WayAsync(Reading reading, string word) => (await desk.Database.Search.AskAsync(reading, [([[word]], false)])).Sql;

    private static async Task<List<string>> WalkAsync(HttpClient caller, string address, string name = "number")
    {
        var numbers = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await caller.ReadAsync($"{address}{(cursor is null ? "" : $"&cursor={cursor}")}")).Json!;
            numbers.AddRange(page["items"]!.AsArray().Select(item => (string)item![name]!));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        return numbers;
    }
}
