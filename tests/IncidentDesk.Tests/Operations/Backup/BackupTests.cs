using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using IncidentDesk.Operations.Backup;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;
using IncidentDesk.Tests.Audit;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace IncidentDesk.Tests.Operations.Backup;

public sealed class BackupTests
{
    private StoreForTest store = null!;
    private StringWriter output = null!, errors = null!;
    private string places = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        store = await StoreForTest.OpenAsync();
        await InstanceFile.BindAsync(store.Database, store.DataDirectory, CancellationToken.None);
        places = Directory.CreateTempSubdirectory("desk-backup-").FullName;
        (output, errors) = (new(), new());
        Lay("outbox/INC-2026-000001-ab.eml", "thư");
        Lay("credentials.json", "{}");
        Lay("cookie-keys/key.xml", "bí mật");
        Lay("heartbeat", "x");
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await output.DisposeAsync();
        await errors.DisposeAsync();
        await store.DisposeAsync();
        Directory.Delete(places, recursive: true);
    }

    [Test]
    public async Task It_holds_the_database_and_its_files_without_what_is_secret_or_of_this_place()
    {
        var to = await WrittenAsync();

        Assert.That(
            Directory.EnumerateFiles(to, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(to, file)).Order(StringComparer.Ordinal),
            Is.EqualTo(new[]
            {
                "backup.json", TestEngine.IsPostgres ? "desk.dump" : "desk.db", "files/outbox/INC-2026-000001-ab.eml", "manifest.sha256",
            }));
        Assert.That((await BackupManifest.ReadAsync(to, CancellationToken.None))!.SchemaStep, Is.EqualTo(Migrations.Shipped.Keys.Max(name => int.Parse(name[..4], CultureInfo.InvariantCulture))));
        Assert.That(output.ToString(), Does.Contain("Copying the database").And.Contain("100%"));
    }

    [Test]
    public async Task Its_sums_are_checked_without_this_program()
    {
        var to = await WrittenAsync();
        Assert.That(await SumsAgreeAsync(to), Is.True);
        await File.AppendAllTextAsync(Path.Combine(to, "backup.json"), " ");
        Assert.That(await SumsAgreeAsync(to), Is.False);
    }

    [Test]
    public async Task It_never_overwrites_and_never_lies_in_the_data_directory()
    {
        var to = await WrittenAsync();
        Assert.That(await RunAsync("backup", "--to", to), Is.EqualTo(1));
        Assert.That(errors.ToString(), Does.Contain("already").And.Contain("đã tồn tại"));
        Assert.That(await RunAsync("backup", "--to", Path.Combine(store.DataDirectory, "backup")), Is.EqualTo(1));
        Assert.That(Directory.GetDirectories(store.DataDirectory).Select(Path.GetFileName), Does.Not.Contain("backup").And.Not.Contain("backup.partial"));
    }

    [Test]
    public async Task It_is_whole_while_others_write()
    {
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
                await AuditAsync($"busy-{n}");
        });
        var to = await WrittenAsync();
        await stop.CancelAsync();
        await writing;

        Assert.That(await RestoreAsync(to, "restored"), Is.Zero, errors.ToString());
    }

    [TestCase("copy")]
    [TestCase("copy.zip")]
    public async Task What_is_restored_is_what_was_there_under_another_instance(string name)
    {
        await AuditAsync("before");
        var to = await WrittenAsync(name);
        await AuditAsync("after");

        Assert.That(await RestoreAsync(to, "restored"), Is.Zero, errors.ToString());

        await using var database = await Database.OpenAsync(restored!, TimeProvider.System, CancellationToken.None);
        var actions = await database.ReadAsync(reading => reading.QueryAsync<string>("SELECT action FROM audit ORDER BY id"), CancellationToken.None);
        Assert.That(actions, Is.EqualTo(new[] { "before", "desk.restore" }));
        Assert.That(File.Exists(Path.Combine(places, "restored", "audit.key")), "the audit goes on with a key of this place");
        var data = Path.Combine(places, "restored");
        Assert.That(await File.ReadAllTextAsync(Path.Combine(data, "outbox", "INC-2026-000001-ab.eml")), Is.EqualTo("thư"));
        var instance = (await File.ReadAllTextAsync(Path.Combine(data, "instance"))).Trim();
        Assert.That(instance, Is.Not.EqualTo((await File.ReadAllTextAsync(Path.Combine(store.DataDirectory, "instance"))).Trim()));
        Assert.That(Directory.EnumerateFileSystemEntries(data).Where(one => one.EndsWith(".restoring", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task A_restored_audit_goes_on_under_a_key_of_its_own_and_the_older_part_needs_the_older_one()
    {
        await SealAsync(store.Database, store.DataDirectory);
        var to = await WrittenAsync();
        Assert.That(await RestoreAsync(to, "restored"), Is.Zero, errors.ToString());

        await using var database = await Database.OpenAsync(restored!, TimeProvider.System, CancellationToken.None);
        var place = AuditScene.PlaceOf(Path.Combine(places, "restored"));
        var sealer = await SealAsync(database, Path.Combine(places, "restored"));

        Task<VerifyAudit.Answer> VerifyAsync(params string[] more) => VerifyAudit.RunAsync(
            database, AuditKeys.Of(place, more), instance => AnchorBook.Of(place, instance), new Progress<double>(), CancellationToken.None);
        Assert.That(sealer.Fault, Is.Null);
        Assert.That((await VerifyAsync()).Broken?.Seq, Is.EqualTo(1));
        var whole = await VerifyAsync(AuditScene.PlaceOf(store.DataDirectory).Key);
        Assert.That((whole.Broken, whole.Unsealed.Count), Is.EqualTo(((Broken?)null, 0)));
    }

    [Test]
    public async Task A_backup_that_was_changed_or_is_none_is_refused_and_leaves_nothing()
    {
        var to = await WrittenAsync();
        await File.AppendAllTextAsync(Path.Combine(to, TestEngine.IsPostgres ? "desk.dump" : "desk.db"), "x");
        Assert.That(await RestoreAsync(to, "restored"), Is.EqualTo(1));
        Assert.That(errors.ToString(), Does.Contain("not as it was written").And.Contain(TestEngine.IsPostgres ? "desk.dump" : "desk.db"));
        Assert.That(File.Exists(Path.Combine(places, "restored", "desk.db")), Is.False);
        Assert.That(await RestoreAsync(places, "other"), Is.EqualTo(1));
        Assert.That(errors.ToString(), Does.Contain("There is no backup"));
    }

    [Test]
    public async Task An_archive_that_would_lie_outside_of_its_place_is_refused_and_lays_nothing_there()
    {
        Assert.That(await RestoreAsync(Archive("../../beside.txt"), "restored"), Is.EqualTo(1));
        Assert.That(errors.ToString(), Does.Not.Contain("   at "));
        Assert.That(File.Exists(Path.Combine(places, "beside.txt")), Is.False);
    }

    [Test]
    public async Task A_desk_that_is_there_is_never_overwritten()
    {
        var to = await WrittenAsync();
        Assert.That(await RunAsync("restore", "--from", to), Is.EqualTo(1));
        Assert.That(errors.ToString(), Does.Contain("There is a desk in this place already").And.Contain("Nơi này đã có dữ liệu"));
    }

    [Test]
    public async Task A_backup_of_a_newer_program_is_refused_in_words()
    {
        await store.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (9999, 'later', 'x', 0)"), CancellationToken.None);
        var to = await WrittenAsync();
        Assert.That(await RestoreAsync(to, "restored"), Is.EqualTo(1));
        Assert.That(errors.ToString(), Does.Contain("upgraded by a newer program"));
        Assert.That(File.Exists(Path.Combine(places, "restored", "desk.db")), Is.False, "a half restored desk must not look like one");
    }

    private static async Task<AuditSealer> SealAsync(Database database, string directory)
    {
        await database.WriteAsync(transaction => AuditTrail.AppendAsync(
            transaction, "desk", "test.act", "x", "done", TimeProvider.System.GetUtcNow()), CancellationToken.None);
        var place = AuditScene.PlaceOf(directory);
        var sealer = new AuditSealer(
            database, place, new AnchorBook(place, new(TimeZoneInfo.Utc)), WatchNode.Of(directory), TimeProvider.System, NullLogger<AuditSealer>.Instance);
        await sealer.TurnAsync(CancellationToken.None);
        return sealer;
    }

    private string Archive(string entry)
    {
        var file = Path.Combine(places, "hostile.zip");
        using var archive = ZipFile.Open(file, ZipArchiveMode.Create);
        archive.CreateEntry(entry);
        return file;
    }

    private StorageOptions? restored;

    private async Task<string> WrittenAsync(string name = "copy")
    {
        var to = Path.Combine(places, name);
        Assert.That(await RunAsync("backup", "--to", to), Is.Zero, errors.ToString());
        return to;
    }

    private async Task<int> RestoreAsync(string from, string into)
    {
        var data = Path.Combine(places, into);
        restored = store.Options with
        {
            Connection = TestEngine.IsPostgres ? await (await PostgresServer.GetAsync()).CreateDatabaseAsync() : Path.Combine(data, "desk.db"),
        };
        return await CommandLine.RunAsync(
        [
            $"--Data:Directory={data}", $"--Storage:Engine={restored.Engine}", $"--Storage:Connection={restored.Connection}", "restore", "--from", from,
        ], new Terminal(TextReader.Null, output, errors));
    }

    private Task<int> RunAsync(params string[] words) => CommandLine.RunAsync(
    [
        $"--Data:Directory={store.DataDirectory}", $"--Storage:Engine={store.Options.Engine}", $"--Storage:Connection={store.Options.Connection}", .. words,
    ], new Terminal(TextReader.Null, output, errors));

    private Task AuditAsync(string action) => store.Database.WriteAsync(transaction => transaction.ExecuteAsync(
        "INSERT INTO audit (id, at, actor, action, subject, outcome) VALUES (@id, 0, 'desk', @action, 'x', 'done')",
        new { id = Ids.Next(TimeProvider.System.GetUtcNow()), action }), CancellationToken.None);

    private static async Task<bool> SumsAgreeAsync(string directory)
    {
        using var process = Process.Start(new ProcessStartInfo("sha256sum", ["--check", "--quiet", "--strict", "manifest.sha256"])
        {
            WorkingDirectory = directory, RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    private void Lay(string path, string text)
    {
        var file = Path.Combine(store.DataDirectory, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
