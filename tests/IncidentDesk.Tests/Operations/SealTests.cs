using IncidentDesk.Harness;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Operations;

public sealed class SealTests
{
    [Test]
    public async Task A_database_fits_where_it_was_born()
    {
        await using var scene = await PostRoomScene.StartAsync();
        Assert.That(scene.Seal.Fits, Is.True);
        Assert.That(await new Seal(scene.Store.Database, scene.Settings).CheckAsync(CancellationToken.None), Is.True);
        Assert.That((scene.Seal.Look.Epoch, scene.Seal.Look.Differences.Count), Is.EqualTo((1L, 0)));
    }

    [Test]
    public async Task Nothing_fits_before_anybody_has_looked()
    {
        await using var scene = await PostRoomScene.StartAsync();
        Assert.That(new Seal(scene.Store.Database, scene.Settings).Fits, Is.False);
    }

    [Test]
    public async Task Another_instance_file_breaks_the_seal()
    {
        await using var scene = await PostRoomScene.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(scene.Store.DataDirectory, InstanceFile.Name), Guid.Empty.ToString());
        Assert.That(await scene.Seal.CheckAsync(CancellationToken.None), Is.False);
    }

    [Test]
    public async Task A_copy_in_another_directory_does_not_fit()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var copy = Directory.CreateTempSubdirectory("desk-copy-").FullName;
        try
        {
            File.Copy(Path.Combine(scene.Store.DataDirectory, InstanceFile.Name), Path.Combine(copy, InstanceFile.Name));
            var there = scene.Settings with { DataDirectory = copy };
            // On a server the place is the server: a second node with the same instance file is no copy.
            Assert.That(
                await new Seal(scene.Store.Database, there).CheckAsync(CancellationToken.None), Is.EqualTo(scene.Store.Database.Engine == "postgres"));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    [Test]
    public async Task A_second_file_or_database_beside_the_first_does_not_fit()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var (from, to) = TestEngine.IsPostgres ? ("Database=desk_", "Database=copy_") : ("desk.db", "copy.db");
        var there = scene.Settings with
        {
            Storage = scene.Settings.Storage with { Connection = scene.Settings.Storage.Connection.Replace(from, to, StringComparison.Ordinal) },
        };
        var seal = new Seal(scene.Store.Database, there);
        Assert.That(await seal.CheckAsync(CancellationToken.None), Is.False);
        Assert.That(seal.Look.Differences.Single().What, Is.EqualTo(TestEngine.IsPostgres ? "host" : "file"));
    }

    [Test]
    public void The_same_address_is_another_server_on_every_machine_where_it_means_this_machine()
    {
        IReadOnlyList<string> Names(string connection) =>
            [.. SealPlace.Here(Settings(connection)).Select(fact => fact.Name)];

        Assert.That(Names("Host=127.0.0.1;Database=desk"), Is.EqualTo(new[] { "sealed_host", "sealed_machine" }));
        Assert.That(Names("Host=/run/postgresql;Database=desk"), Does.Contain("sealed_machine"));
        Assert.That(Names("Host=db.example;Database=desk;Password=rat-bi-mat"), Is.EqualTo(new[] { "sealed_host" }));
        Assert.That(
            SealPlace.Here(Settings("Host=db.example;Database=desk;Password=rat-bi-mat")).Select(fact => fact.Value), Is.EqualTo(new[] { "db.example:/desk" }));
    }

    [Test]
    public async Task A_database_put_back_from_a_copy_in_the_same_place_does_not_fit_and_never_catches_up()
    {
        await using var scene = await PostRoomScene.StartAsync();
        using var watch = Watch(scene);
        await watch.TurnAsync(CancellationToken.None);
        var copied = await TideAsync(scene);
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        await watch.TurnAsync(CancellationToken.None);
        Assert.That(scene.Seal.Fits, Is.True);

        await scene.WriteAsync("UPDATE desk_facts SET value = @copied WHERE name = 'tide'", new { copied });
        for (var minute = 0; minute < 5; minute++, scene.Clock.Advance(TimeSpan.FromMinutes(1)))
        {
            await watch.TurnAsync(CancellationToken.None);
            Assert.That(scene.Seal.Fits, Is.False);
            Assert.That(scene.Seal.Look.Differences.Single().What, Is.EqualTo("age"));
        }
        await scene.Store.Database.WriteAsync(scene.Seal.SetAsync, CancellationToken.None);
        await watch.TurnAsync(CancellationToken.None);
        Assert.That(scene.Seal.Fits, Is.True);
    }

    [Test]
    public async Task Setting_the_seal_binds_it_to_this_place_and_counts()
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.WriteAsync("UPDATE desk_facts SET value = 'elsewhere' WHERE name = 'sealed_host'");
        await scene.WriteAsync("UPDATE desk_facts SET value = 'another' WHERE name = 'sealed_instance'");
        File.Delete(Path.Combine(scene.Store.DataDirectory, InstanceFile.Name));
        await scene.Seal.LookAsync(CancellationToken.None);
        Assert.That(scene.Seal.Look.Differences.Select(one => one.What), Is.EquivalentTo(new[] { "instance-file", "instance", "host" }));

        await scene.Store.Database.WriteAsync(scene.Seal.SetAsync, CancellationToken.None);

        Assert.That(await scene.Seal.LookAsync(CancellationToken.None), Is.True);
        Assert.That(scene.Seal.Look.Epoch, Is.EqualTo(2));
    }

    private static DeskSettings Settings(string connection) => SettingsCheck.Read(DeskConfiguration.Read(
        ["--Storage:Engine=postgres", $"--Storage:Connection={connection}", "--Channels:Mail:From=a@desk.example"])).Settings!;

    private static SealWatch Watch(PostRoomScene scene) => new(
        scene.Seal, scene.Store.Database, scene.Settings, scene.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<SealWatch>.Instance);

    private static Task<string?> TideAsync(PostRoomScene scene) => scene.ReadAsync<string>("SELECT value FROM desk_facts WHERE name = 'tide'");
}
