using System.Globalization;
using IncidentDesk.Storage;
using Microsoft.Data.Sqlite;

namespace IncidentDesk.Load;

/// <summary>
/// The rows that one report caused in a real desk, to be written again and again with fresh ids. Taken from the product's own database,
/// so that they are the product's rows, not somebody's idea of them.
/// </summary>
public sealed class TemplateRows
{
    private static readonly string[] Referenced = ["agencies", "systems", "people", "keys", "centres", "centre_contacts"];

    // In the order in which they refer to each other; each with the condition that finds the rows of the newest report.
    private static readonly (string Table, string Where)[] Caused =
    [
        ("incidents", "id = @incident"), ("reports", "incident_id = @incident"),
        ("timeline", "incident_id = @incident"), ("obligations", "incident_id = @incident"), ("deliveries", "incident_id = @incident"),
        ("delivery_history", "delivery_id IN (SELECT id FROM deliveries WHERE incident_id = @incident) AND n = 1"),
        ("changes", "subject_id = @incident"), ("audit", "subject = (SELECT id FROM reports WHERE incident_id = @incident)"),
    ];

    private readonly List<(string Sql, List<(string Name, object? Value, Kind Kind)> Columns)> rows = [];
    private long next;

    private enum Kind
    {
        Fixed,
        Id,
        Number,
        Reference,
    }

    /// <summary>What is answered: as long as the product's answer, and written once.</summary>
    public string Answer { get; private set; } = "";

    public static async Task<TemplateRows> ReadAsync(string template, Database into)
    {
        var read = new TemplateRows();
        await using var source = new SqliteConnection($"Data Source={template};Mode=ReadOnly");
        await source.OpenAsync();
        await CopyAsync(source, into);
        foreach (var (table, where) in Caused)
            await read.TakeAsync(source, table, where);
        read.Answer = new string(' ', 9000);
        return read;
    }

    /// <summary>The statements of the next report, in the order in which its rows refer to each other.</summary>
    public (string Report, IReadOnlyList<(string Sql, Dictionary<string, object?> Parameters)> Statements) Next()
    {
        var number = Interlocked.Increment(ref next);
        var fresh = new Dictionary<string, Guid>();
        var statements = new List<(string, Dictionary<string, object?>)>(rows.Count);
        foreach (var (sql, columns) in rows)
        {
            var parameters = new Dictionary<string, object?>(columns.Count);
            foreach (var (name, value, kind) in columns)
                parameters[name] = kind switch
                {
                    Kind.Id => FreshId(fresh, (string)value!),
                    Kind.Number => 9_999_000_000_000 + number,
                    Kind.Reference => number.ToString("D12", CultureInfo.InvariantCulture),
                    _ => value,
                };
            statements.Add((sql, parameters));
        }
        return (number.ToString(CultureInfo.InvariantCulture), statements);
    }

    private static Guid FreshId(Dictionary<string, Guid> fresh, string old) =>
        fresh.TryGetValue(old, out var known) ? known : fresh[old] = Guid.CreateVersion7();

    private async Task TakeAsync(SqliteConnection source, string table, string where)
    {
        await using var command = source.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE {where.Replace("@incident", "(SELECT incident_id FROM reports WHERE source = 'load' ORDER BY id DESC LIMIT 1)", StringComparison.Ordinal)}";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var columns = Enumerable.Range(0, reader.FieldCount)
                .Select(column => Column(table, reader.GetName(column), reader.IsDBNull(column) ? null : reader.GetValue(column))).ToList();
            rows.Add((Insert(table, columns.Select(column => column.Name)), columns));
        }
    }

    private static (string Name, object? Value, Kind Kind) Column(string table, string name, object? value) => (table, name) switch
    {
        ("incidents", "number_order") => (name, value, Kind.Number),
        ("reports", "source_ref") => (name, value, Kind.Reference),
        ("changes", "seq") => (name, null, Kind.Fixed),
        // The sealer was there before the copy; an audit row begins unsealed.
        ("audit", "seq" or "hash" or "previous_hash") => (name, null, Kind.Fixed),
        (_, "id" or "incident_id" or "report_id" or "delivery_id" or "subject_id" or "subject" or "about") when value is string => (name, value, Kind.Id),
        _ => (name, value, Kind.Fixed),
    };

    // What the rows refer to. In one transaction whose references are checked at its end, so that the order does not matter.
    private static async Task CopyAsync(SqliteConnection source, Database into)
    {
        var copied = new List<(string Sql, Dictionary<string, object?> Parameters)>();
        foreach (var table in Referenced)
        {
            await using var command = source.CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var parameters = Enumerable.Range(0, reader.FieldCount)
                    .ToDictionary(reader.GetName, column => reader.IsDBNull(column) ? null : reader.GetValue(column));
                copied.Add((Insert(table, parameters.Keys), parameters));
            }
        }
        await into.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync("PRAGMA defer_foreign_keys = ON");
            foreach (var (sql, parameters) in copied)
                await transaction.ExecuteAsync(sql, parameters);
        }, CancellationToken.None);
    }

    private static string Insert(string table, IEnumerable<string> columns) =>
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "@" + column))})";
}
