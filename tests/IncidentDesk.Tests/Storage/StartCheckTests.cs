using IncidentDesk.Harness;
using IncidentDesk.Storage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Storage;

public sealed class StartCheckTests
{
    private StoreForTest store;

    [SetUp]
    public async Task Open()
    {
        store = await StoreForTest.OpenAsync(SmallSchema.Texts);
        await InstanceFile.BindAsync(store.Database, store.DataDirectory, CancellationToken.None);
    }

    [TearDown]
    public ValueTask Close() => store.DisposeAsync();

    [Test]
    public async Task A_sound_desk_has_no_findings() => Assert.That(await CodesAsync(), Is.Empty);

    [Test]
    public async Task Too_little_room_on_the_disk_is_found() =>
        Assert.That(await CodesAsync(leastFreeBytes: long.MaxValue), Is.EqualTo(new[] { "disk-low" }));

    [Test]
    public async Task A_missing_data_directory_is_found()
    {
        var found = await StartCheck.RunAsync(
            store.Database, Path.Combine(store.DataDirectory, "nowhere"), 1, pages: false, CancellationToken.None, SmallSchema.Texts);
        Assert.That(found.Select(finding => finding.Code), Has.Member("data-directory-missing"));
    }

    [Test]
    public async Task Missing_steps_are_found() => Assert.That(
        await CodesAsync(texts: new(SmallSchema.Texts) { ["0003_more.sql"] = "SELECT 1" }), Is.EqualTo(new[] { "schema-behind" }));

    [Test]
    public async Task A_database_of_a_newer_program_is_found() => Assert.That(
        await CodesAsync(texts: new() { ["0001_things.sql"] = SmallSchema.Texts["0001_things.sql"] }), Is.EqualTo(new[] { "schema-newer" }));

    [Test]
    public async Task A_data_directory_of_another_desk_is_found()
    {
        await File.WriteAllTextAsync(Path.Combine(store.DataDirectory, "instance"), Guid.NewGuid().ToString());
        Assert.That(await CodesAsync(), Is.EqualTo(new[] { "instance-mismatch" }));
    }

    [Test]
    public async Task A_data_directory_without_its_instance_file_is_found_and_not_bound_again()
    {
        File.Delete(Path.Combine(store.DataDirectory, "instance"));
        await InstanceFile.BindAsync(store.Database, store.DataDirectory, CancellationToken.None);
        Assert.That(await CodesAsync(), Is.EqualTo(new[] { "instance-file-missing" }));
    }

    [Test]
    public async Task Every_finding_is_said_in_both_languages()
    {
        var found = await StartCheck.RunAsync(store.Database, store.DataDirectory, long.MaxValue, pages: true, CancellationToken.None);
        Assert.That(found, Is.Not.Empty);
        Assert.That(found, Has.All.Property("Text").Not.Empty.And.All.Property("TextVi").Not.Empty);
    }

    private async Task<IEnumerable<string>> CodesAsync(long leastFreeBytes = 1, Dictionary<string, string>? texts = null) =>
        (await StartCheck.RunAsync(
            store.Database, store.DataDirectory, leastFreeBytes, pages: true, CancellationToken.None, texts ?? SmallSchema.Texts))
        .Select(finding => finding.Code);
}
