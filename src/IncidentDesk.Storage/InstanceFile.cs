namespace IncidentDesk.Storage;

/// <summary>
/// A file beside the data that names the desk it belongs to: a database that was lost, swapped or copied shows itself by not
/// carrying the same id.
/// </summary>
public static class InstanceFile
{
    public const string Name = "instance";

    /// <summary>Binds a new database and a new data directory to each other; anything else is left as it is for the start check.</summary>
    public static async Task BindAsync(Database database, string dataDirectory, CancellationToken cancellation)
    {
        if (await ReadAsync(dataDirectory, cancellation) is not null)
            return;
        var fresh = Guid.CreateVersion7(database.Clock.GetUtcNow()).ToString("D");
        var bound = await database.WriteAsync(transaction => transaction.ExecuteAsync(
            "INSERT INTO desk_facts (name, value) VALUES ('instance', @fresh) ON CONFLICT (name) DO NOTHING", new { fresh }), cancellation);
        if (bound == 0)
            return;
        await WriteAsync(dataDirectory, fresh, cancellation);
    }

    /// <summary>Names the desk that this directory belongs to from now on, whatever stood there.</summary>
    public static async Task WriteAsync(string dataDirectory, string instance, CancellationToken cancellation)
    {
        Directory.CreateDirectory(dataDirectory);
        var path = Path.Combine(dataDirectory, Name);
        await File.WriteAllTextAsync(path + ".new", instance + "\n", cancellation);
        File.Move(path + ".new", path, overwrite: true);
    }

    internal static Task<string?> StoredAsync(Database database, CancellationToken cancellation) =>
        database.ReadAsync(reading => reading.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = 'instance'"), cancellation);

    internal static async Task<string?> ReadAsync(string dataDirectory, CancellationToken cancellation)
    {
        var path = Path.Combine(dataDirectory, Name);
        return File.Exists(path) ? (await File.ReadAllTextAsync(path, cancellation)).Trim() : null;
    }
}
