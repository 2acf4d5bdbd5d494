using System.Data.Common;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>
/// A database is sealed at birth to its instance file and to where it lives. A copy, a restored backup or a moved directory does
/// not fit, and then nothing leaves until an administrator arms it there: two desks must never both write to a national centre.
/// </summary>
public sealed class Seal(Database database, DeskSettings settings)
{
    /// <summary>False until <see cref="CheckAsync"/> has looked, and wherever it found a difference.</summary>
    public bool Fits { get; private set; }

    /// <summary>Seals a database that was never sealed, then looks whether the seal fits here. The instance file is bound before.</summary>
    public async Task<bool> CheckAsync(CancellationToken cancellation)
    {
        var place = Place();
        await database.WriteAsync(async transaction =>
        {
            foreach (var (name, value) in place)
                await transaction.ExecuteAsync(
                    "INSERT INTO desk_facts (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING", new { name, value });
        }, cancellation);
        var facts = await database.ReadAsync(
            reading => reading.QueryAsync<Row>("SELECT name, value FROM desk_facts"), cancellation);
        var stored = facts.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal);
        Fits = place.All(here => stored.GetValueOrDefault(here.Name) == here.Value)
            && stored.TryGetValue("instance", out var instance) && instance == await InstanceAsync(cancellation);
        return Fits;
    }

    private IReadOnlyList<(string Name, string Value)> Place() => database.Engine == "postgres"
        ? [("sealed_host", Server())]
        : [("sealed_directory", Path.GetFullPath(settings.DataDirectory)), ("sealed_host", Environment.MachineName)];

    // The server and the database on it, never the password that stands in the same string.
    private string Server()
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = settings.Storage.Connection };
        string Part(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
                if (parts.TryGetValue(name, out var value))
                    return value.ToString()!;
            return "";
        }

        return $"{Part("Host", "Server")}:{Part("Port")}/{Part("Database", "DB")}";
    }

    private async Task<string?> InstanceAsync(CancellationToken cancellation)
    {
        var path = Path.Combine(settings.DataDirectory, InstanceFile.Name);
        return File.Exists(path) ? (await File.ReadAllTextAsync(path, cancellation)).Trim() : null;
    }

    private sealed record Row(string Name, string Value);
}
