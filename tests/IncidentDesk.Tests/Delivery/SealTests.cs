using IncidentDesk.Delivery;
using IncidentDesk.Storage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery;

public sealed class SealTests
{
    [Test]
    public async Task A_database_fits_where_it_was_born()
    {
        await using var scene = await PostRoomScene.StartAsync();
        Assert.That(scene.Seal.Fits, Is.True);
        Assert.That(await new Seal(scene.Store.Database, scene.Settings).CheckAsync(CancellationToken.None), Is.True);
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
}
