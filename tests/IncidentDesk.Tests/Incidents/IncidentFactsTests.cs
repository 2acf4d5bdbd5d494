using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Storage;
using IncidentDesk.Tests.Incidents.Moves;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents;

/// <summary>The protection level that counts for an incident's duties is the one of its triage; its response is complete when that of the whole is.</summary>
public sealed class IncidentFactsTests
{
    private const string Resolution = """{"cause":"Mật khẩu yếu","summary":"Đã đổi."}""";

    private CaseScene scene = null!;
    private HttpClient admin = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scene = await CaseScene.StartAsync();
        admin = scene.Desk.Client(await scene.Desk.KeyAsync(null, "read admin", scene.OnePerson));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [TestCase("CAP-5", 5, 2, true)]
    [TestCase("CAP-2", 2, 5, false)]
    public async Task A_level_that_is_confirmed_later_changes_nothing_of_what_was_triaged(string system, long level, long later, bool isResultOwed)
    {
        var number = await FileAsync(system, level);
        await ConfirmAsync(system, later);

        await scene.PutAsync(scene.One, number, "resolution", Resolution);

        Assert.That((await KindsAsync(number)).Count(kind => kind == "final-report"), Is.EqualTo(isResultOwed ? 1 : 0));
    }

    [Test]
    public async Task A_correction_of_the_incident_takes_the_level_of_its_day()
    {
        var number = await FileAsync("CAP-DOI", 2);
        await ConfirmAsync("CAP-DOI", 5);
        var body = Body("CAP-DOI");
        (body["kind"], body["incident"]) = ("correction", number);
        Assert.That((await scene.Agency.FileAsync(body)).Code, Is.EqualTo(201));

        await scene.PutAsync(scene.One, number, "resolution", Resolution);

        Assert.That(await KindsAsync(number), Has.Some.EqualTo("final-report"));
    }

    [Test]
    public async Task What_was_filed_before_the_column_was_there_has_the_level_that_its_triage_wrote_down_or_else_that_of_today()
    {
        await using var store = await StoreForTest.OpenAsync(StepsBefore("0032"));
        var (agency, system, told, untold) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await store.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync(
                "INSERT INTO agencies (id, code, name, name_en, kind, jurisdiction, valid_from, version) VALUES (@agency, 'SO-YTE', 'x', 'x', 'department', 'civil', 0, 1)",
                new { agency });
            await transaction.ExecuteAsync(
                "INSERT INTO systems (id, agency_id, code, name, level, personal_data, exposure, version) VALUES (@system, @agency, 'HT', 'x', 5, 'none', 'internal', 1)",
                new { agency, system });
            await InsertAsync(transaction, told, 1, agency, system, """[{"rule":"severity-base","facts":{"class":"fraud","systemLevel":2}}]""");
            await InsertAsync(transaction, untold, 2, agency, system, """[{"rule":"severity-base","facts":{"systemLevel":null}}]""");
        }, CancellationToken.None);

        await Migrations.ApplyAsync(store.Database, CancellationToken.None, StepsBefore("0033"));

        Assert.That(
            await store.Database.ReadAsync(reading => reading.QueryAsync<long>("SELECT system_level FROM incidents ORDER BY number_order"), CancellationToken.None),
            Is.EqualTo(new[] { 2L, 5L }));
    }

    [Test]
    public async Task Of_what_was_merged_the_response_is_complete_when_that_of_the_whole_is()
    {
        var merged = (string)(await scene.Agency.FileAsync(Body(null))).Json!["number"]!;
        var into = await FileAsync("CAP-GOP", 5);
        await scene.PutAsync(scene.One, merged, "resolution", Resolution);
        Assert.That((await scene.PutAsync(scene.One, merged, "merge", $$"""{"into":"{{into}}","reason":"Một việc."}""")).Code, Is.EqualTo(200));
        Assert.That(await KindsAsync(into), Has.None.EqualTo("final-report"), "nobody has resolved this one");

        await scene.PutAsync(scene.One, into, "resolution", Resolution);

        Assert.That(await scene.ReadAsync<long>(
            """
            SELECT count(*) FROM obligations JOIN incidents ON incidents.id = incident_id
            WHERE number = @into AND kind = 'final-report' AND starts_at = completed_at
            """,
            new { into }), Is.EqualTo(1));
    }

    [Test]
    public async Task After_the_upgrade_the_duties_of_what_is_open_are_asked_for_once_more()
    {
        await using var store = await StoreForTest.OpenAsync(StepsBefore("0035"));
        var (agency, open, ended, test) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await store.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync(
                "INSERT INTO agencies (id, code, name, name_en, kind, jurisdiction, valid_from, version) VALUES (@agency, 'SO-YTE', 'x', 'x', 'department', 'civil', 0, 1)",
                new { agency });
            await InsertAsync(transaction, open, 1, agency, null, "[]");
            await InsertAsync(transaction, ended, 2, agency, null, "[]");
            await InsertAsync(transaction, test, 3, agency, null, "[]");
            await transaction.ExecuteAsync("UPDATE incidents SET ended_at = 1 WHERE id = @ended", new { ended });
            await transaction.ExecuteAsync("UPDATE incidents SET reality = 'test' WHERE id = @test", new { test });
        }, CancellationToken.None);

        await Migrations.ApplyAsync(store.Database, CancellationToken.None, StepsBefore("0036"));

        Assert.That(
            await store.Database.ReadAsync(reading => reading.QueryAsync<Guid>("SELECT id FROM incidents WHERE duties_asked_at = 0"), CancellationToken.None),
            Is.EqualTo(new[] { open }));
    }

    private static Dictionary<string, string> StepsBefore(string number) =>
        Migrations.Shipped.Where(step => string.CompareOrdinal(step.Key, number) < 0).ToDictionary();

    private static Task<int> InsertAsync(Transaction transaction, Guid id, long order, Guid agency, Guid? system, string triage) => transaction.ExecuteAsync(
        """
        INSERT INTO incidents (id, number, number_order, version, agency_id, system_id, title, category, status, severity, need, tlp, reality,
            rules_version, triage, detected_at, received_at, worst_order)
        VALUES (@id, @number, @order, 1, @agency, @system, 'x', 'fraud', 'new', 'low', 'none', 'amber', 'real', 'x', @triage, 0, 0, 0)
        """,
        new { id, number = $"INC-2026-{order:000000}", order, agency, system, triage });

    private static JsonObject Body(string? system)
    {
        var body = ExampleReport.Ordinary();
        (body["system"], body["detectedAt"]) = (system, DateTimeOffset.UtcNow.AddMinutes(-5).ToString("O"));
        return body;
    }

    private async Task<string> FileAsync(string system, long level)
    {
        await scene.Desk.SystemAsync(await scene.ReadAsync<Guid>("SELECT id FROM agencies WHERE code = 'SO-YTE'"), system, level);
        return (string)(await scene.Agency.FileAsync(Body(system))).Json!["number"]!;
    }

    private async Task ConfirmAsync(string system, long level)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/systems/{system}/level")
        {
            Content = new StringContent($$"""{"level":{{level}},"reason":"Thẩm định lại."}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        Assert.That((await Wire.SendAsync(admin, request)).Code, Is.EqualTo(200));
    }

    private async Task<IReadOnlyList<string?>> KindsAsync(string number) =>
        [.. (await scene.ShowAsync(number))["obligations"]!.AsArray().Select(duty => (string?)duty!["kind"])];
}
