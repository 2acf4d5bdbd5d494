using IncidentDesk.Harness;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Operations;

public sealed class ServingLockTests
{
    private string directory = null!;

    [SetUp]
    public void Make() => directory = Directory.CreateTempSubdirectory("desk-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(directory, recursive: true);

    private StorageOptions File => new() { Connection = Path.Combine(directory, "data", "desk.db") };

    [Test]
    public void One_file_is_served_once_at_a_time()
    {
        using (ServingLock.Take(File, directory))
            Assert.That(() => ServingLock.Take(File, "/elsewhere"), Throws.TypeOf<AlreadyServedException>().With.Message.Contains(File.Connection));

        Assert.That(() => ServingLock.Take(File, directory).Dispose(), Throws.Nothing);
    }

    [Test]
    public void A_server_of_databases_is_served_by_as_many_as_like_each_from_a_directory_of_its_own()
    {
        var server = new StorageOptions { Engine = "postgres", Connection = "Host=db.example" };
        using var one = ServingLock.Take(server, Path.Combine(directory, "one"));

        Assert.That(() => ServingLock.Take(server, Path.Combine(directory, "two")).Dispose(), Throws.Nothing);
        Assert.That(
            () => ServingLock.Take(server, Path.Combine(directory, "one")), Throws.TypeOf<AlreadyServedException>(),
            "it would take the claims of the first for its own of before a restart");
    }

    [Test]
    [OnlyOn("sqlite", "On a server two desks are two nodes.")]
    public async Task A_second_desk_is_refused_in_both_languages_while_verbs_work_beside_the_first()
    {
        string[] place =
        [
            $"--Data:Directory={directory}", "--Urls=http://127.0.0.1:0", "--Data:LeastFreeDiskMegabytes=1", "--Channels:Mail:From=desk@desk.example",
            "--Channels:Mail:Guard=simulate",
        ];
        var (settings, _) = SettingsCheck.Read(DeskConfiguration.Read(place, null));
        await using (await DeskHost.BuildAsync(settings!, TimeProvider.System, CancellationToken.None))
        {
            var (code, said) = await RunAsync(["serve", .. place]);
            Assert.That(code, Is.EqualTo(1), said);
            Assert.That(said, Does.Contain("Another process already serves").And.Contain("Một tiến trình khác đang phục vụ"));
            (code, said) = await RunAsync(["demo", "--fresh", .. place]);
            Assert.That((code, said.Contains("already serves", StringComparison.Ordinal)), Is.EqualTo((1, true)), said);
            (code, said) = await RunAsync(["migrate", .. place]);
            Assert.That(code, Is.Zero, said);
        }
        Assert.That(() => ServingLock.Take(settings!.Storage, settings.DataDirectory).Dispose(), Throws.Nothing);
    }

    private static async Task<(int Code, string Said)> RunAsync(string[] words)
    {
        await using var errors = new StringWriter();
        await using var output = new StringWriter();
        return (await CommandLine.RunAsync(words, new(TextReader.Null, output, errors)), errors.ToString());
    }
}
