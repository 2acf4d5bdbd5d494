using IncidentDesk.Harness;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Scenarios;
using IncidentDesk.Scenarios;
using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Agencies.Csv;
using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Scenarios;

public sealed class ScenarioClockTests
{
    private ScenarioScene scene = null!;

    private static readonly IReadOnlyDictionary<string, (Func<ScenarioScene, Task> Change, string Told)> ByDoor = new Dictionary<string, (Func<ScenarioScene, Task>, string)>
    {
        ["the door of the level"] = (one => one.LevelAsync(3), "level 2>3"),
        ["the system as a whole"] = (
            one => DoneAsync(one.Lead.PutAsync($"/api/v1/systems/{ScenarioScene.SystemCode}", """{"name":"Cổng","level":4,"exposure":"internal","provider":"VNPT"}""")),
            "level 2>4 | host >VNPT | exposure internet>internal"),
        ["the table of systems"] = (one => DoneAsync(one.Lead.ImportAsync("systems", $"agency,code,name,level,exposure\nSO-YTE,{ScenarioScene.SystemCode},Cổng,3,internet\n")), "level 2>3"),
        ["its products"] = (one => one.ProductsAsync("7.0.6"), "product FortiOS 7.0.5>7.0.6"),
        ["the table of products"] = (
            one => DoneAsync(one.Lead.ImportAsync("products", $"agency,system,product,version\nSO-YTE,{ScenarioScene.SystemCode},nginx,1.27\n")), "product nginx >1.27"),
        ["a commitment to the agency"] = (one => one.CommitAsync(), "provider >Công ty Mẫu"),
        ["a commitment for the system"] = (one => one.CommitAsync(system: ScenarioScene.SystemCode), "provider >Công ty Mẫu"),
    };

    private static IEnumerable<string> Doors => ByDoor.Keys;

    [SetUp]
    public async Task StartAsync() => scene = await ScenarioScene.StartAsync();

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [TestCaseSource(nameof(Doors))]
    public async Task Item_35_A_system_that_changed_by_whatever_door_asks_for_one_review_of_its_scenario(string door)
    {
        var (change, told) = ByDoor[door];
        await change(scene);
        await Task.WhenAll(scene.TurnAsync(), scene.TurnAsync());
        await scene.TurnAsync();

        Assert.That(await scene.ChangesAsync(), Is.EqualTo(told));
        var review = (await scene.ReviewsAsync()).Single();
        Assert.That(((string?)review["state"], (string?)review["dueAt"], (string?)review["termSetBy"]), Is.EqualTo(("open", "2026-12-20T16:59:59.999Z", "desk")));
        Assert.That(((string)review["basis"]!, (string)review["basisVi"]!), Is.EqualTo((ScenarioTerm.Basis.En, ScenarioTerm.Basis.Vi)));
        Assert.That(await scene.AuditAsync(), Is.EqualTo(new[] { "scenario.open" }));
    }

    [Test]
    public async Task What_is_saved_again_as_it_was_opens_nothing()
    {
        await scene.ProductsAsync("7.0.5", hosts: 9);
        await scene.LevelAsync(2);
        await scene.CommitAsync(from: "2026-12-01");
        await scene.Desk.SystemAsync(await scene.IdOfAsync("SO-YTE"), "SO-YTE-KHAC", 1);
        await scene.TurnAsync();
        await scene.CommitAsync("Công ty Khác", system: "SO-YTE-KHAC");
        await scene.TurnAsync();
        Assert.That((await scene.ReviewsAsync()).Select(one => (string?)one["system"]), Is.EqualTo(new[] { "SO-YTE-KHAC" }),
            "not the same list on more machines, the same level, what begins later, and what is for another system");

        await scene.ProductsAsync("7.0.6");
        await scene.ProductsAsync("7.0.5");
        await scene.TurnAsync();
        Assert.That(await scene.ReviewsAsync($"?system={ScenarioScene.SystemCode}"), Is.Empty, "what is as before when it is looked at");
    }

    [Test]
    public async Task What_changes_while_a_review_is_owed_is_added_to_it_and_its_time_stays()
    {
        await scene.OpenAsync();
        scene.Clock.Jump(TimeSpan.FromDays(9));
        await scene.ProductsAsync("7.2.2");
        await scene.TurnAsync();

        Assert.That(await scene.ChangesAsync(), Is.EqualTo("level 2>3 | product FortiOS 7.0.5>7.2.2"));
        var review = (await scene.ReviewsAsync()).Single();
        Assert.That(((string?)review["dueAt"], (long?)review["changeCount"], (long?)review["version"]), Is.EqualTo(("2026-12-20T16:59:59.999Z", (long?)2, (long?)2)));
        Assert.That(
            review["changes"]!.AsArray().Select(one => (string?)one!["at"]), Is.EqualTo(new[] { "2026-11-20T09:45:00.000Z", "2026-11-29T09:45:00.000Z" }));
    }

    [Test]
    public async Task A_commitment_counts_on_the_day_on_which_it_begins_and_on_the_day_after_its_last_and_the_next_contract_of_the_same_provider_is_no_change()
    {
        var provider = await scene.CommitAsync(from: "2026-11-25", to: "2026-11-30");
        await scene.CommitAsync(provider: provider, from: "2026-12-01", to: "2026-12-04");
        await scene.TurnAsync();
        Assert.That(await scene.ReviewsAsync(), Is.Empty);
        scene.Clock.Jump(TimeSpan.FromDays(5));
        await scene.TurnAsync();
        scene.Clock.Jump(TimeSpan.FromDays(7));
        await scene.TurnAsync();
        Assert.That(await scene.ChangesAsync(), Is.EqualTo("provider >Công ty Mẫu"));
        scene.Clock.Jump(TimeSpan.FromDays(3));
        await scene.TurnAsync();
        Assert.That(await scene.ChangesAsync(), Is.EqualTo("provider >Công ty Mẫu | provider Công ty Mẫu>"));
        Assert.That((string?)(await scene.ReviewsAsync()).Single()["state"], Is.EqualTo("void"), "it is again as it was");
    }

    [TestCase(2, 0)]
    [TestCase(3, 1)]
    public async Task A_new_system_owes_a_review_from_level_three_on(long level, int owed)
    {
        await scene.Desk.SystemAsync(await scene.IdOfAsync("SO-YTE"), "SO-YTE-MOI", level);
        await scene.TurnAsync();
        await scene.TurnAsync();
        Assert.That((await scene.ReviewsAsync("?system=SO-YTE-MOI")).Select(one => (string?)one["changes"]![0]!["kind"]), Is.EqualTo(Enumerable.Repeat("new-system", owed)));
    }

    [Test]
    public async Task A_system_that_was_there_before_this_room_is_noted_and_owes_nothing_until_it_changes()
    {
        var agency = await scene.IdOfAsync("SO-YTE");
        await scene.Desk.Database.WriteAsync(async transaction =>
        {
            var id = Ids.Next(scene.Clock.GetUtcNow());
            await transaction.ExecuteAsync(
                """
                INSERT INTO systems (id, agency_id, code, name, level, personal_data, exposure, version, sort_key)
                VALUES (@id, @agency, 'SO-YTE-CU', 'Hệ thống cũ', 4, 'none', 'internal', 1, 'cu')
                """,
                new { id, agency });
            // As the step of the schema leaves it.
            await transaction.ExecuteAsync("INSERT INTO scenario_facts (system_id, facts, noted_at, n) VALUES (@id, NULL, NULL, 0)", new { id });
        }, CancellationToken.None);
        await scene.TurnAsync();
        await scene.TurnAsync();
        Assert.That(await scene.ReviewsAsync(), Is.Empty);

        await scene.Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE systems SET level = 3 WHERE code = 'SO-YTE-CU'"), CancellationToken.None);
        await scene.TurnAsync();
        Assert.That(await scene.ChangesAsync(), Is.EqualTo("level 4>3"));
    }

    [Test]
    public async Task An_agency_is_told_once_that_it_owes_and_once_that_it_is_overdue_and_the_desk_is_alarmed_until_it_is_done()
    {
        var id = await scene.OpenAsync();
        scene.Clock.Jump(ScenarioTelling.Patience - TimeSpan.FromMilliseconds(1));
        await scene.TurnAsync();
        Assert.That(await scene.Desk.ToldAsync("scenario-"), Is.Empty, "a slip of the pen is put right by now");
        scene.Clock.Jump(TimeSpan.FromMilliseconds(1));
        await scene.TurnAsync();
        await scene.TurnAsync();
        var mail = (await scene.Desk.ToldAsync("scenario-")).Single();
        Assert.That((mail.Address, mail.Cause), Is.EqualTo(("vanthu@soyte.example", $"scenario-open-{scene.Clock.GetUtcNow().ToUnixTimeMilliseconds()}")));
        Assert.That(mail.Text, Does.Contain(ScenarioScene.SystemCode).And.Contain("hạn 20/12/2026").And.Contain("due 20 Dec 2026").And.Contain("bàn trực đặt").And.Not.Contain("FortiOS"));
        Assert.That(await scene.AlarmsAsync(), Is.Empty);

        scene.Clock.Jump(TimeSpan.FromDays(31));
        await scene.TurnAsync();
        await scene.TurnAsync();
        Assert.That(await scene.Desk.ToldAsync("scenario-overdue"), Has.Count.EqualTo(1));
        Assert.That(await scene.Desk.ToldAsync("scenario-"), Has.Count.EqualTo(2));
        Assert.That(await scene.AlarmsAsync(), Is.EqualTo(new[] { "open" }));
        Assert.That((string?)(await scene.ReviewsAsync()).Single()["state"], Is.EqualTo("overdue"));

        Assert.That((await scene.SettleAsync(scene.Agency, id, "2026-12-21")).Code, Is.EqualTo(200));
        await scene.TurnAsync();
        Assert.That(await scene.AlarmsAsync(), Is.EqualTo(new[] { "ended" }));
        Assert.That(await scene.AuditAsync(), Is.EqualTo(new[] { "scenario.open", "scenario.overdue", "scenario.settle" }));
        Assert.That(await scene.Desk.ToldAsync("scenario-"), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Once_a_review_is_done_the_next_change_opens_another()
    {
        var id = await scene.OpenAsync();
        await scene.SettleAsync(scene.Agency, id, "2026-11-20");
        await scene.TurnAsync();
        Assert.That(await scene.ReviewsAsync(), Has.Count.EqualTo(1));
        await scene.ProductsAsync("7.0.6");
        await scene.TurnAsync();
        Assert.That((await scene.ReviewsAsync()).Select(one => (string?)one["state"]), Is.EquivalentTo(new[] { "done", "open" }));
    }

    private static async Task DoneAsync(Task<Answer> asked)
    {
        var answer = await asked;
        Assert.That(answer.Code, Is.EqualTo(200), answer.Json?.ToJsonString());
    }
}
