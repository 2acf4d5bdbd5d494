using IncidentDesk.Demo;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Storage;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace IncidentDesk.Tests.Demo;

public sealed class DemoProvinceTests
{
    private string directory = null!;
    private DeskSettings settings = null!;

    [SetUp]
    public async Task PrepareAsync()
    {
        directory = Directory.CreateTempSubdirectory("desk-demo-").FullName;
        settings = SettingsCheck.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data:Directory"] = directory,
            ["Urls"] = "http://127.0.0.1:0",
            ["Storage:Engine"] = TestEngine.Current,
            ["Storage:Connection"] = TestEngine.IsPostgres
                ? await (await PostgresServer.GetAsync()).CreateDatabaseAsync()
                : Path.Combine(directory, "desk.db"),
        }).Build()).Settings!;
    }

    [TearDown]
    public async Task RemoveAsync()
    {
        if (TestEngine.IsPostgres)
            await (await PostgresServer.GetAsync()).DropDatabaseAsync(settings.Storage.Connection);
        Directory.Delete(directory, recursive: true);
    }

    [Test]
    public async Task The_demo_is_a_province_with_history_of_which_nothing_was_sent_and_nothing_is_left_to_send()
    {
        Assert.That(await BuildAsync(), Is.Null);
        await using var database = await Database.OpenAsync(settings.Storage, TimeProvider.System, CancellationToken.None);

        Assert.That(await CountAsync(database, "agencies"), Is.EqualTo(12));
        Assert.That(await CountAsync(database, "incidents"), Is.EqualTo(40));
        Assert.That(await database.ReadAsync(reading => reading.QueryAsync<string>(
            "SELECT DISTINCT status FROM incidents ORDER BY status"), CancellationToken.None), Is.EqualTo(new[]
        {
            "closed", "contained", "duplicate", "new", "open", "rejected", "resolved", "triaged",
        }));
        Assert.That(await CountAsync(database, "deliveries WHERE next_attempt_at IS NOT NULL OR state IN ('planned', 'queued')"), Is.Zero);
        Assert.That(await CountAsync(database, "deliveries WHERE channel = 'mail' AND state NOT IN ('simulated', 'awaiting-approval', 'cancelled')"), Is.Zero);
        Assert.That(await CountAsync(database, "deliveries WHERE channel = 'mail' AND state = 'simulated'"), Is.GreaterThan(10));
        Assert.That(await CountAsync(database, "centre_contacts WHERE verified_on IS NULL OR (channel = 'mail' AND value NOT LIKE '%.example')"), Is.Zero);
        Assert.That(await CountAsync(database, "incidents WHERE ended_at IS NOT NULL AND next_due_at IS NOT NULL"), Is.Zero);
        Assert.That(await CountAsync(database, "systems WHERE code = 'SO-YTE-CTTDT' AND level = 3"), Is.EqualTo(1));
    }

    [Test]
    public async Task When_the_demo_starts_nobody_is_called_for_the_past_and_somebody_is_on_duty()
    {
        var before = DateTimeOffset.UtcNow;
        await BuildAsync();
        await using var database = await Database.OpenAsync(settings.Storage, TimeProvider.System, CancellationToken.None);
        var climbing = "incident_ladders JOIN incidents ON incidents.id = incident_id WHERE climb_at IS NOT NULL";

        Assert.That(await CountAsync(database, "incident_ladders WHERE warn_at IS NOT NULL OR expires_at IS NOT NULL"), Is.Zero);
        Assert.That(await CountAsync(database, $"{climbing} AND status <> 'new'"), Is.Zero);
        Assert.That(await CountAsync(database, $"{climbing} AND climb_at < {before.AddMinutes(5).ToUnixTimeMilliseconds()}"), Is.Zero);
        Assert.That(await CountAsync(database, $"{climbing} AND step > 0"), Is.EqualTo(4), "what is new has been called once");
        Assert.That(await CountAsync(database, "deliveries WHERE next_channel_at IS NOT NULL"), Is.Zero);
        foreach (var days in new[] { -14, 0, 14 })
            Assert.That(await CountAsync(
                database, $"desk_shifts WHERE post IN ('on-duty', 'stand-in') AND {before.AddDays(days).ToUnixTimeMilliseconds()} BETWEEN starts_at AND ends_at - 1"),
                Is.EqualTo(2));
        Assert.That(await CountAsync(database, "ladder_fallback"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_credentials_stand_in_the_order_of_the_contract_and_only_their_owner_reads_them()
    {
        await BuildAsync();
        var credentials = Credentials.Read(directory)!;
        var names = credentials.Keys.Keys.ToList();
        Assert.That(names.Take(2), Is.EqualTo(new[] { "SO-YTE", "SO-GDDT" }));
        Assert.That(names.TakeLast(3), Is.EqualTo(new[] { "UBND-TINH", "desk", "admin" }));
        Assert.That(names, Has.Count.EqualTo(14));
        Assert.That(credentials.People.Select(person => person.Role).Distinct(), Is.EquivalentTo(Scopes.Roles));
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(Credentials.PathIn(directory)), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task A_demo_that_is_there_goes_on_with_the_same_keys()
    {
        await BuildAsync();
        var before = await File.ReadAllTextAsync(Credentials.PathIn(directory));
        Assert.That(await BuildAsync(), Is.Null);
        Assert.That(await File.ReadAllTextAsync(Credentials.PathIn(directory)), Is.EqualTo(before));
    }

    [Test]
    public async Task A_building_that_was_broken_off_is_taken_back_and_done_again()
    {
        await BuildAsync();
        var before = Credentials.Read(directory)!.Keys["desk"];
        await using (var broken = await Database.OpenAsync(settings.Storage, TimeProvider.System, CancellationToken.None))
            await broken.WriteAsync(
                transaction => transaction.ExecuteAsync("DELETE FROM desk_facts WHERE name = @name", new { name = DemoStore.Built }), CancellationToken.None);

        Assert.That(await BuildAsync(), Is.Null);

        Assert.That(Credentials.Read(directory)!.Keys["desk"], Is.Not.EqualTo(before));
        await using var database = await Database.OpenAsync(settings.Storage, TimeProvider.System, CancellationToken.None);
        Assert.That(await CountAsync(database, "agencies"), Is.EqualTo(12));
    }

    [Test]
    [OnlyOn("sqlite", "A database on a server is not the demo's to delete.")]
    public async Task Fresh_starts_over_with_other_keys()
    {
        await BuildAsync();
        var before = Credentials.Read(directory)!.Keys["desk"];
        Assert.That(await BuildAsync(fresh: true), Is.Null);
        Assert.That(Credentials.Read(directory)!.Keys["desk"], Is.Not.EqualTo(before));
    }

    [Test]
    public async Task Fresh_never_removes_a_desk_that_is_no_demo()
    {
        await BuildAsync();
        File.Delete(Credentials.PathIn(directory));
        Assert.That(await BuildAsync(fresh: true), Is.Not.Null);
        await using var database = await Database.OpenAsync(settings.Storage, TimeProvider.System, CancellationToken.None);
        Assert.That(await CountAsync(database, "agencies"), Is.EqualTo(12));
    }

    private Task<Bilingual?> BuildAsync(bool fresh = false) =>
        DemoStore.PrepareAsync(settings, fresh, TimeProvider.System, CancellationToken.None);

    private static Task<long> CountAsync(Database database, string what) =>
        database.ReadAsync(reading => reading.SingleAsync<long>($"SELECT count(*) FROM {what}"), CancellationToken.None);
}
