using System.Reflection;

namespace IncidentDesk.Storage;

/// <summary>
/// Brings the schema to what the program knows: numbered texts from db/, each in a transaction of its own, each once. See db/README.md.
/// </summary>
public static class Migrations
{
    private const string Ledger =
        """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            number BIGINT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            checksum TEXT NOT NULL,
            applied_at BIGINT NOT NULL
        )
        """;

    /// <summary>The texts that this program was built with: file name to text.</summary>
    public static IReadOnlyDictionary<string, string> Shipped { get; } = ReadShipped();

    /// <summary>Applies what is missing and says what that was; another node doing the same waits, then finds nothing to do.</summary>
    /// <exception cref="MigrationException">The database does not fit the program; nothing was changed by the step that says so.</exception>
    public static async Task<IReadOnlyList<Migration>> ApplyAsync(
        Database database, CancellationToken cancellation, IReadOnlyDictionary<string, string>? texts = null)
    {
        var known = Migration.Read(texts ?? Shipped, database.Engine);
        await database.WriteAsync(async transaction =>
        {
            await transaction.LockSchemaAsync();
            await transaction.ExecuteAsync(Ledger);
            Compare(known, await AppliedAsync(transaction));
        }, cancellation);

        var applied = new List<Migration>();
        foreach (var migration in known)
            if (await database.WriteAsync(transaction => ApplyAsync(transaction, known, migration, database.Clock), cancellation))
                applied.Add(migration);
        return applied;
    }

    /// <summary>How many steps are missing; throws like <see cref="ApplyAsync(Database, CancellationToken, IReadOnlyDictionary{string, string}?)"/>, changes nothing.</summary>
    public static async Task<int> MissingAsync(
        Database database, CancellationToken cancellation, IReadOnlyDictionary<string, string>? texts = null)
    {
        var known = Migration.Read(texts ?? Shipped, database.Engine);
        var applied = await database.ReadAsync(async reading =>
            await HasLedgerAsync(reading, database.Engine) ? await AppliedAsync(reading) : [], cancellation);
        Compare(known, applied);
        return known.Count - applied.Count;
    }

    /// <summary>
    /// Takes away all that the steps made, and every row with it: for a server's database whose building was broken off. A file is deleted instead.
    /// </summary>
    public static Task TakeBackAsync(Database database, CancellationToken cancellation) => database.Engine == "sqlite"
        ? throw new NotSupportedException("The file itself is deleted.")
        : database.WriteAsync(transaction => transaction.RunScriptAsync("DROP SCHEMA public CASCADE; CREATE SCHEMA public"), cancellation);

    private static async Task<bool> ApplyAsync(
        Transaction transaction, IReadOnlyList<Migration> known, Migration migration, TimeProvider clock)
    {
        await transaction.LockSchemaAsync();
        var applied = await AppliedAsync(transaction);
        Compare(known, applied);
        if (applied.Count >= migration.Number)
            return false;
        await transaction.RunScriptAsync(migration.Text);
        await transaction.ExecuteAsync(
            "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (@number, @name, @checksum, @now)",
            new { number = migration.Number, name = migration.Name, checksum = migration.Checksum, now = clock.GetUtcNow() });
        return true;
    }

    private static Task<IReadOnlyList<Applied>> AppliedAsync(Reading reading) =>
        reading.QueryAsync<Applied>("SELECT number, name, checksum FROM schema_migrations ORDER BY number");

    private static async Task<bool> HasLedgerAsync(Reading reading, string engine) =>
        await reading.SingleAsync<long>(engine == "sqlite"
            ? "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_migrations'"
            : "SELECT count(*) FROM pg_tables WHERE tablename = 'schema_migrations' AND schemaname = ANY (current_schemas(false))") > 0;

    private static void Compare(IReadOnlyList<Migration> known, IReadOnlyList<Applied> applied)
    {
        if (applied.Count > known.Count)
            throw MigrationException.Newer(applied[^1].Number, known.Count);
        foreach (var (was, now) in applied.Zip(known))
            if (was.Number != now.Number || was.Checksum != now.Checksum)
                throw MigrationException.Changed(now.Number, now.Name);
    }

    private static Dictionary<string, string> ReadShipped()
    {
        const string folder = "migrations/";
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .ToDictionary(name => name[folder.Length..], name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            });
    }

    private sealed record Applied(long Number, string Name, string Checksum);
}
