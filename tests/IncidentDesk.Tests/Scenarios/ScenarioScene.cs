using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Scenarios;
using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Delivery;
using IncidentDesk.Tests.Duty;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Scenarios;

/// <summary>A desk with two agencies below a province, each with a system of level 2 that the desk has noted: nothing is owed.</summary>
internal sealed class ScenarioScene : IAsyncDisposable
{
    public const string SystemCode = "SO-YTE-CTTDT";

    public ManualClock Clock { get; } = new();

    public Desk Desk { get; private set; } = null!;

    public HttpClient Lead { get; private set; } = null!;

    /// <summary>A key of the agency whose system it is, bound to a person of it.</summary>
    public HttpClient Agency { get; private set; } = null!;

    public HttpClient Other { get; private set; } = null!;

    public static async Task<ScenarioScene> StartAsync()
    {
        var scene = new ScenarioScene();
        var desk = scene.Desk = await Desk.StartAsync(scene.Clock);
        // The desk's own first turn is over before there is anything to see.
        await Waiting.ForAsync(() => Task.FromResult(desk.Services.GetRequiredService<ScenarioClock>().TurnedAt is not null));
        await desk.AgencyAsync("TINH", kind: "province");
        var (first, second) = (await desk.AgencyAsync("SO-YTE", "TINH"), await desk.AgencyAsync("SO-GDDT", "TINH"));
        await desk.MailAddressAsync("SO-YTE", "vanthu@soyte.example");
        await desk.SystemAsync(first, SystemCode, 2);
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "INSERT INTO system_products (system_id, product_key, version, name, hosts, noted_at) SELECT id, 'fortios', '7.0.5', 'FortiOS', 1, 0 FROM systems"), CancellationToken.None);
        await desk.SystemAsync(second, "SO-GDDT-CTTDT", 2);
        await desk.PersonAsync("lan", "reporter", "SO-YTE");
        var person = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = 'lan'"), CancellationToken.None);
        scene.Lead = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "hoa", "admin")));
        scene.Agency = desk.Client(await desk.KeyAsync(first, "report", person));
        scene.Other = desk.Client(await desk.KeyAsync(second));
        await scene.TurnAsync();
        return scene;
    }

    public async Task TurnAsync() => await Desk.Services.GetRequiredService<ScenarioClock>().TurnAsync(CancellationToken.None);

    public async Task<IReadOnlyList<JsonNode>> ReviewsAsync(string query = "", HttpClient? caller = null) =>
        [.. (await (caller ?? Lead).ReadAsync("/api/v1/scenario-reviews" + query)).Json!["items"]!.AsArray().Select(one => one!)];

    /// <summary>The only review, its changes as "level 2>3", "product FortiOS 7.0.5>7.0.6".</summary>
    public async Task<string> ChangesAsync()
    {
        var review = (await ReviewsAsync()).Single();
        return string.Join(" | ", review["changes"]!.AsArray().Select(one => $"{one!["kind"]} {one["subject"]}{(one["subject"] is null ? "" : " ")}{one["was"]}>{one["became"]}"));
    }

    public async Task<string> OpenAsync()
    {
        await LevelAsync(3);
        await TurnAsync();
        return (string)(await ReviewsAsync()).Single()["id"]!;
    }

    public async Task LevelAsync(long level, string system = SystemCode) =>
        Good(await Lead.PutAsync($"/api/v1/systems/{system}/level", $$"""{"level":{{level}},"reason":"Theo hồ sơ cấp độ"}"""));

    public async Task ProductsAsync(string version, long hosts = 1, HttpClient? caller = null, string system = SystemCode) => Good(await (caller ?? Agency).PutAsync(
        $"/api/v1/systems/{system}/products", $$"""{"products":[{"product":"FortiOS","hosts":{{hosts}},"version":"{{version}}"}]}"""));

    /// <returns>The provider's id.</returns>
    public async Task<string> CommitAsync(string name = "Công ty Mẫu", string from = "2026-01-01", string? to = null, string? provider = null, string? system = null)
    {
        provider ??= (string)Good(await Lead.PostAsync("/api/v1/providers", new JsonObject { ["name"] = name }.ToJsonString())).Json!["id"]!;
        Good(await Lead.PostAsync($"/api/v1/providers/{provider}/commitments", new JsonObject
        {
            ["agency"] = "SO-YTE", ["document"] = "12/2026/HĐ-ATTT", ["services"] = new JsonArray("response"), ["from"] = from, ["to"] = to,
            ["systems"] = system is null ? null : new JsonArray(system),
        }.ToJsonString()));
        return provider;
    }

    public Task<Answer> SettleAsync(HttpClient caller, string review, string on, string document = "12/KB-SYT", string version = "*") => caller.PutAsync(
        $"/api/v1/scenario-reviews/{review}/settlement", new JsonObject { ["reviewedOn"] = on, ["document"] = document }.ToJsonString(), version);

    /// <summary>Looks and notes as a node whose clock says that, and tells nobody.</summary>
    public async Task NoteAsync(DateTimeOffset? at = null)
    {
        var (now, noting) = (at ?? Clock.GetUtcNow(), Desk.Services.GetRequiredService<ScenarioNoting>());
        foreach (var seen in await Desk.Database.ReadAsync(reading => noting.LookAsync(reading, now), CancellationToken.None))
            await Desk.Database.WriteAsync(transaction => noting.NoteAsync(transaction, seen, now), CancellationToken.None);
    }

    /// <summary>An agency has ended a minute ago; its tasks go to its successor, or to nobody.</summary>
    public async Task EndAsync(string agency, string? successor) => Good(await Lead.PutAsync($"/api/v1/agencies/{agency}", new JsonObject
    {
        ["name"] = $"Sở cũ {agency}", ["kind"] = "department", ["parent"] = "TINH", ["validFrom"] = "2020-01-01T00:00:00Z", ["validTo"] = $"{Clock.GetUtcNow().AddMinutes(-1):O}",
        ["successor"] = successor, ["email"] = "cu@soyte.example",
    }.ToJsonString()));

    /// <summary>A key bound to a person of that agency.</summary>
    public async Task<HttpClient> PersonOfAsync(string agency)
    {
        var user = $"nguoi-{agency.ToLowerInvariant()}";
        await Desk.PersonAsync(user, "reporter", agency);
        var person = await Desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = @user", new { user }), CancellationToken.None);
        return Desk.Client(await Desk.KeyAsync(await IdOfAsync(agency), "report", person));
    }

    public Task<Guid> IdOfAsync(string agency) => Desk.Database.ReadAsync(
        reading => reading.SingleAsync<Guid>("SELECT id FROM agencies WHERE code = @agency", new { agency }), CancellationToken.None);

    /// <summary>Each alarm about overdue reviews: "SO-YTE open".</summary>
    public Task<IReadOnlyList<string>> AlarmedAsync() => Desk.Database.ReadAsync(
        reading => reading.QueryAsync<string>(
            """
            SELECT agencies.code || CASE WHEN alarms.ended_at IS NULL THEN ' open' ELSE ' ended' END FROM alarms JOIN agencies ON agencies.id = alarms.subject
            WHERE alarms.kind = 'scenario-overdue' ORDER BY 1
            """), CancellationToken.None);

    public Task<IReadOnlyList<string>> AlarmsAsync() => Desk.Database.ReadAsync(
        reading => reading.QueryAsync<string>("SELECT CASE WHEN ended_at IS NULL THEN 'open' ELSE 'ended' END FROM alarms WHERE kind = 'scenario-overdue' ORDER BY since"), CancellationToken.None);

    public Task<IReadOnlyList<string>> AuditAsync() => Desk.Database.ReadAsync(
        reading => reading.QueryAsync<string>("SELECT action FROM audit WHERE action LIKE 'scenario.%' ORDER BY at, id"), CancellationToken.None);

    public ValueTask DisposeAsync() => Desk.DisposeAsync();

    private static Answer Good(Answer answer)
    {
        Assert.That(answer.Code, Is.AnyOf(200, 201), answer.Json?.ToJsonString());
        return answer;
    }
}
