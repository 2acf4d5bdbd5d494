using System.Text.Json;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations.Backup;

/// <summary>What a backup is: whose, of when, at which step of the schema, and how much is in it.</summary>
/// <param name="Engine">sqlite or postgres: a backup goes back to the engine that it came from.</param>
/// <param name="Counts">Rows of the tables that only grow, as the copy holds them.</param>
public sealed record BackupManifest(
    int Format, string Instance, string Desk, string Engine, long SchemaStep, DateTimeOffset MadeAt, IReadOnlyDictionary<string, long> Counts)
{
    public const string FileName = "backup.json";
    public const int KnownFormat = 1;

    private static readonly JsonSerializerOptions Readable = new(Json.Options) { WriteIndented = true };

    /// <summary>Nothing is ever deleted from these.</summary>
    private static readonly string[] Growing = ["incidents", "reports", "timeline", "deliveries", "delivery_history", "audit"];

    public static async Task<BackupManifest> OfAsync(Database database, string desk, DateTimeOffset now, CancellationToken cancellation) =>
        await database.ReadAsync(async reading => new BackupManifest(
            KnownFormat, await reading.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = 'instance'") ?? "", desk, database.Engine,
            await reading.SingleAsync<long>("SELECT max(number) FROM schema_migrations"), now, await CountAsync(reading)), cancellation);

    public static async Task<IReadOnlyDictionary<string, long>> CountAsync(Reading reading)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in Growing)
            counts[table] = await reading.SingleAsync<long>($"SELECT count(*) FROM {table}");
        return counts;
    }

    /// <summary>Null when there is none, or one that this program does not know.</summary>
    public static async Task<BackupManifest?> ReadAsync(string directory, CancellationToken cancellation)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            await using var file = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync<BackupManifest>(file, Json.Options, cancellation) is { Format: KnownFormat } known ? known : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public Task WriteAsync(string directory, CancellationToken cancellation) => File.WriteAllTextAsync(
        Path.Combine(directory, FileName), JsonSerializer.Serialize(this, Readable) + "\n", cancellation);
}
