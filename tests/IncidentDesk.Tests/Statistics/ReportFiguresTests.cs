using System.Globalization;
using System.Text;
using IncidentDesk.Harness;
using IncidentDesk.Storage;
using IncidentDesk.Tests.Duty;
using NUnit.Framework;

namespace IncidentDesk.Tests.Statistics;

/// <summary>What is asked of a past instant is answered the same for ever, whatever became of incidents, systems and duties since.</summary>
public sealed class ReportFiguresTests
{
    private readonly ManualClock clock = new();
    private Desk desk = null!;
    private HttpClient reader = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync(clock);
        await desk.AgencyAsync("SO-YTE");
        reader = desk.Client(await desk.KeyAsync(null, "report read"));
    }

    [TearDown]
    public async Task StopAsync()
    {
        reader.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task An_incident_that_was_opened_again_stays_closed_in_the_figures_of_the_day_it_was_closed()
    {
        await FileAsync();
        var filed = Later();
        await WriteAsync("UPDATE incidents SET ended_at = @at", clock.GetUtcNow());
        var closed = Later();
        await WriteAsync("UPDATE incidents SET ended_at = NULL, change_at = @at", clock.GetUtcNow());
        var reopened = Later();

        Assert.That(
            (await FigureAsync("incidents-open", filed), await FigureAsync("incidents-open", closed), await FigureAsync("incidents-open", reopened)),
            Is.EqualTo(("1", "0", "1")));
    }

    [Test]
    public async Task An_incident_that_was_lowered_stays_serious_in_the_figures_of_before()
    {
        await FileAsync();
        await WriteAsync("UPDATE incidents SET serious_since = NULL, change_at = @at", clock.GetUtcNow());
        var filed = Later();
        await WriteAsync("UPDATE incidents SET serious_since = @at", clock.GetUtcNow());
        var serious = Later();
        await WriteAsync("UPDATE incidents SET serious_since = NULL, change_at = @at", clock.GetUtcNow());
        var lowered = Later();

        Assert.That(
            (await FigureAsync("incidents-serious", filed), await FigureAsync("incidents-serious", serious), await FigureAsync("incidents-serious", lowered)),
            Is.EqualTo(("0", "1", "0")));
    }

    [Test]
    public async Task A_system_is_in_no_figure_of_a_day_before_it_was_entered_and_has_the_level_that_it_had_then()
    {
        var admin = desk.Client(await desk.KeyAsync(null, "admin", await DeskPeople.AddAsync(desk, "quan", "admin")));
        var none = Later();
        Assert.That((await admin.PostAsync("/api/v1/systems", """{"code":"HSSK","agency":"SO-YTE","name":"Hồ sơ","level":2}""")).Code, Is.EqualTo(201));
        var entered = Later();
        Assert.That(await PutAsync(admin, "/api/v1/systems/HSSK", """{"name":"Hồ sơ","level":3}"""), Is.EqualTo(200));
        var changed = Later();
        Assert.That(await PutAsync(admin, "/api/v1/systems/HSSK/level", """{"level":3,"reason":"Quyết định 12"}"""), Is.EqualTo(200));
        var confirmed = Later();
        Assert.That(await PutAsync(admin, "/api/v1/systems/HSSK/level", """{"level":3,"reason":"Quyết định 15"}"""), Is.EqualTo(200));
        Later();

        Assert.That(await RegisterAsync(none), Is.EqualTo("0 0 0 0"));
        Assert.That(await RegisterAsync(entered), Is.EqualTo("1 0 1 0"));
        Assert.That(await RegisterAsync(changed), Is.EqualTo("1 0 0 1"));
        Assert.That(await RegisterAsync(confirmed), Is.EqualTo("1 1 0 1"), "confirming it again moves no confirmation of before");
    }

    [Test]
    public async Task A_recomputation_changes_no_rule_and_no_basis_in_the_figures_of_before()
    {
        await FileAsync();
        var filed = Later();
        var address = $"/api/v1/figures/reports/annual?year=2026&asOf={Said(filed)}";
        var before = await reader.ReadTextAsync(address);
        await WriteAsync("UPDATE obligations SET rule = 'VN-L116-GAP', basis = 'internal', change_at = @at", clock.GetUtcNow());
        var applied = Later();

        Assert.That(await reader.ReadTextAsync(address), Is.EqualTo(before).And.Contains("VN-ND331"));
        Assert.That(await reader.ReadTextAsync($"/api/v1/figures/reports/annual?year=2026&asOf={Said(applied)}"), Does.Contain("VN-L116-GAP").And.Not.Contain("VN-ND331"));
    }

    [Test]
    public async Task Who_changes_a_row_without_saying_when_is_kept_too_and_what_was_said_of_when_is_taken_away()
    {
        await desk.SystemAsync(await desk.AgencyAsync("SO-GDDT"), "SO-GDDT-TS", 2);
        await WriteAsync("UPDATE systems SET level = 4", clock.GetUtcNow());
        await WriteAsync("UPDATE systems SET name = 'Tuyển sinh', change_at = @at", clock.GetUtcNow());

        Assert.That(await NumberAsync("SELECT count(*) FROM system_states WHERE level = 4 AND until_at IS NULL AND at >= @at"), Is.EqualTo(1));
        Assert.That(await NumberAsync("SELECT count(*) FROM system_states WHERE level = 2 AND until_at = (SELECT later.at FROM system_states later WHERE later.level = 4)"), Is.EqualTo(1));
        Assert.That(await NumberAsync("SELECT count(*) FROM systems WHERE change_at IS NOT NULL"), Is.Zero);
    }

    [Test]
    public async Task What_was_there_before_the_step_begins_its_history_when_it_was_entered()
    {
        var older = Migrations.Shipped.Where(step => string.CompareOrdinal(step.Key, "0034") < 0).ToDictionary(step => step.Key, step => step.Value);
        await using var store = await StoreForTest.OpenAsync(older);
        var entered = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var hex = entered.ToString("x12", CultureInfo.InvariantCulture);
        await store.Database.WriteAsync(transaction => PlantAsync(transaction, $"{hex[..8]}-{hex[8..]}-7000-8000-000000000001"), CancellationToken.None);

        await Migrations.ApplyAsync(store.Database, CancellationToken.None);

        var kept = await store.Database.ReadAsync(reading => reading.QueryAsync<string>(
            """
            SELECT 'incident ' || CAST(at AS TEXT) || ' ' || CAST(serious_since AS TEXT) || ' ' || CAST(ended_at AS TEXT) || ' ' || known FROM incident_states
            UNION ALL SELECT 'system ' || CAST(at AS TEXT) || ' ' || CAST(level AS TEXT) || ' ' || known FROM system_states
            UNION ALL SELECT 'duty ' || CAST(at AS TEXT) || ' ' || rule || ' ' || basis FROM obligation_states
            """), CancellationToken.None);
        Assert.That(kept, Is.EquivalentTo(new[]
        {
            "incident 100 150 300 reconstructed", $"system {entered} 3 reconstructed", "duty 100 OLD law", "duty 200 NEW law",
        }));
    }

    // As a desk of before the step had it: a closed incident, a system, and a duty that a recomputation has moved.
    private static async Task PlantAsync(Transaction transaction, string system)
    {
        foreach (var statement in new[]
        {
            "INSERT INTO agencies (id, code, name, name_en, kind, jurisdiction, valid_from, version) VALUES ('a', 'SO-YTE', 'x', 'x', 'department', 'civil', 0, 1)",
            $"INSERT INTO systems (id, agency_id, code, name, level, personal_data, exposure, version) VALUES ('{system}', 'a', 'HSSK', 'x', 3, 'none', 'internal', 1)",
            """
            INSERT INTO incidents (id, number, number_order, version, agency_id, title, category, status, severity, serious_since, need, tlp, reality, rules_version,
                triage, detected_at, received_at, worst_order, ended_at)
            VALUES ('i', 'x', 1, 1, 'a', 'x', 'other/other', 'closed', 'high', 150, 'response', 'green', 'real', 'x', '{}', 100, 100, 0, 300)
            """,
            """
            INSERT INTO obligations (incident_id, id, kind, rule, article, sureness, recipient, basis, starts_at, due_at, state, opened_at)
            VALUES ('i', 'o', 'report', 'OLD', 'x', 'verified', 'cyber-authority', 'law', 100, 500, 'open', 100)
            """,
            "UPDATE obligations SET rule = 'NEW', due_at = 600, change_at = 200",
            """
            INSERT INTO obligation_changes (id, incident_id, obligation_id, kind, old_due_at, new_due_at, old_rule, new_rule, rules_version, changed_by, reason, at)
            VALUES ('c', 'i', 'o', 'moved', 500, 600, 'OLD', 'NEW', 'x', 'x', 'x', 200)
            """,
        })
            await transaction.ExecuteAsync(statement);
    }

    private async Task FileAsync() => Assert.That((await reader.FileAsync(ExampleReport.Body())).Code, Is.EqualTo(201));

    /// <returns>An instant after all that was done until now, and before all that comes.</returns>
    private DateTimeOffset Later()
    {
        clock.Advance(TimeSpan.FromMinutes(10));
        var between = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromMinutes(10));
        return between;
    }

    private Task WriteAsync(string sql, DateTimeOffset at) =>
        desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(sql, new { at }), CancellationToken.None);

    private Task<long> NumberAsync(string sql) => desk.Database.ReadAsync(reading => reading.SingleAsync<long>(sql, new { at = clock.GetUtcNow() }), CancellationToken.None);

    private async Task<string?> FigureAsync(string code, DateTimeOffset asOf) => (await FiguresAsync(asOf))[code];

    /// <returns>How many systems, how many with a confirmed level, how many of level 2 and of level 3.</returns>
    private async Task<string> RegisterAsync(DateTimeOffset asOf)
    {
        var figures = await FiguresAsync(asOf);
        return string.Join(' ', new[] { "systems-total", "systems-classified", "systems-level-2", "systems-level-3" }.Select(code => figures[code]));
    }

    private async Task<Dictionary<string, string?>> FiguresAsync(DateTimeOffset asOf) =>
        (await reader.ReadAsync($"/api/v1/figures/reports/annual?year=2026&asOf={Said(asOf)}")).Json!["figures"]!.AsArray()
            .ToDictionary(one => (string)one!["code"]!, one => one!["value"]?.ToString());

    private static async Task<int> PutAsync(HttpClient client, string address, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        return (await Wire.SendAsync(client, request)).Code;
    }

    private static string Said(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
