using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using NUnit.Framework;

namespace IncidentDesk.Tests.Conformance;

/// <summary>
/// The wall between two agencies, asked of every door that the desk has: with the id of another agency's record each answers what it answers to
/// an id that does not exist, and no list, search or stream holds a word of what is not one's own.
/// </summary>
public sealed class WallTests
{
    private TwoAgencies scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => scene = await TwoAgencies.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public void Every_parameter_of_every_door_is_known_here_as_somebodys_or_as_nobodys() =>
        Assert.That(
            Door.Of(scene.Desk).SelectMany(door => door.Parameters).Distinct().Where(name => !TwoAgencies.Owned.ContainsKey(name) && !TwoAgencies.Shared.Contains(name)),
            Is.Empty, "say in TwoAgencies whose records the new parameter names");

    [Test]
    public async Task A_foreign_id_is_answered_like_one_that_does_not_exist()
    {
        var asked = 0;
        foreach (var door in Door.Of(scene.Desk).Where(door => door.Parameters.Any(TwoAgencies.Owned.ContainsKey)))
            foreach (var (role, caller) in scene.Strangers)
                foreach (var (foreign, missing) in scene.Pairs(door))
                {
                    var (is_, unknown) = (await AskAsync(caller, door, foreign), await AskAsync(caller, door, missing));
                    Assert.That(is_, Is.EqualTo(unknown), $"{role}: {door} at {foreign}");
                    // A page refuses what is no form of its own before it looks whose record is meant.
                    Assert.That(is_.Split(' ')[0], door.IsApi ? Is.AnyOf("403", "404") : Is.AnyOf("400", "403", "404"), $"{role}: {door} says {is_}");
                    asked++;
                }
        Assert.That(asked, Is.GreaterThan(100));
    }

    [Test]
    public async Task The_same_requests_reach_the_record_for_who_may_so_the_wall_and_nothing_else_refused_them()
    {
        foreach (var door in Door.Of(scene.Desk).Where(door => door.IsApi && door.Parameters.Any(TwoAgencies.Owned.ContainsKey)))
        {
            var answers = new List<string>();
            foreach (var (own, _) in scene.Pairs(door))
                answers.Add(await AskAsync(scene.Everything, door, own));
            // Some of the records have nothing of what the door asks for: a delivery without an approval.
            Assert.That(answers.Select(answer => answer.Split(' ')[0]), Has.Some.Not.AnyOf("400", "401", "404", "415", "428", "500"), $"{door}: {answers[0]}");
        }
    }

    [Test]
    public async Task No_list_and_no_search_holds_a_word_of_another_agency()
    {
        await Delivery.Waiting.ForAsync(async () => (await scene.Everything.ReadTextAsync($"/search?q={TwoAgencies.Word}")).Contains("INC-", StringComparison.Ordinal));
        var lists = Door.Of(scene.Desk).Where(door => door.Method == "GET" && door.Parameters.Count == 0 && door.Route != "/api/v1/stream").ToList();
        Assert.That(lists, Has.Count.GreaterThan(10));
        foreach (var list in lists)
            foreach (var (role, caller) in scene.Strangers)
                foreach (var query in scene.Queries(list))
                    scene.HoldsNothingForeign($"{role}: {list}{query}", await caller.ReadTextAsync(list.Route + query));
        foreach (var list in new[] { "/api/v1/incidents?limit=200", $"/board?q={TwoAgencies.Word}" })
            Assert.That(await scene.Everything.ReadTextAsync(list), Does.Contain(TwoAgencies.Word), "the words are there to be found");
    }

    [Test]
    public async Task The_stream_says_nothing_of_what_another_agency_does()
    {
        foreach (var (role, caller) in scene.Strangers)
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            using var response = await caller.GetAsync("/api/v1/stream", HttpCompletionOption.ResponseHeadersRead, stop.Token);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(stop.Token), Encoding.UTF8);
            var foreign = (string)(await scene.FileForeignAsync()).Json!["number"]!;
            await PlantAsync();
            var own = (string)(await TwoAgencies.FileOwnAsync(caller)).Json!["number"]!;
            var heard = new StringBuilder();
            while (!heard.ToString().Contains(own, StringComparison.Ordinal) && await reader.ReadLineAsync(stop.Token) is { } line)
                heard.AppendLine(line);
            Assert.That(heard.ToString(), Does.Contain(own).And.Not.Contain(foreign).And.Not.Contain(TwoAgencies.Word), role);
        }
    }

    // A change of every kind that is the first agency's, and of the desk alone.
    private Task PlantAsync() => scene.Desk.Database.WriteAsync(async transaction =>
    {
        var now = TimeProvider.System.GetUtcNow();
        var first = await transaction.SingleAsync<Guid>("SELECT id FROM agencies WHERE code = 'SO-YTE'");
        foreach (var kind in new[] { "incident", "delivery", "obligation", "alarm", "approval", "duty", "advisory", "hunt", "coordination", "provider", "scenario" })
            foreach (var agency in new Guid?[] { first, null })
                await Changes.TellAsync(transaction, kind, Guid.CreateVersion7(now), TwoAgencies.Word, "planted", agency, now);
    }, CancellationToken.None);

    /// <returns>Status and body, without what differs from one request to the next.</returns>
    private async Task<string> AskAsync(HttpClient caller, Door door, IReadOnlyDictionary<string, string> ids)
    {
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), door.At(name => ids.GetValueOrDefault(name) ?? TwoAgencies.SharedValue(name)));
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (door.Method is "POST" or "PUT")
            request.Content = scene.BodyOf(door);
        var answer = await Wire.SendAsync(caller, request);
        if (answer.Json is JsonObject problem)
            problem.Remove("traceId");
        return $"{answer.Code} {answer.Json?.ToJsonString()}";
    }
}
