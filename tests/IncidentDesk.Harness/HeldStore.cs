using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IncidentDesk.Harness;

/// <summary>Somebody else who writes to the desk's database for a long time: until this is disposed of, no delivery can be changed.</summary>
public sealed class HeldStore : IAsyncDisposable
{
    private readonly DbConnection connection;

    private HeldStore(DbConnection connection) => this.connection = connection;

    public static async Task<HeldStore> TakeAsync(DeskProcess desk)
    {
        DbConnection connection = TestEngine.IsPostgres
            ? new NpgsqlConnection(desk.StorageConnection)
            : new SqliteConnection($"Data Source={desk.StorageConnection};Pooling=False");
        await connection.OpenAsync();
        await RunAsync(connection, TestEngine.IsPostgres ? "BEGIN; LOCK TABLE deliveries IN EXCLUSIVE MODE" : "BEGIN IMMEDIATE");
        return new(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync(connection, "ROLLBACK");
        await connection.DisposeAsync();
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
