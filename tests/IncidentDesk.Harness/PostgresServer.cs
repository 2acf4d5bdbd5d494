using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;
using NUnit.Framework;

namespace IncidentDesk.Harness;

/// <summary>
/// A PostgreSQL of this test run's own: its own folder, password and loopback port, started when first needed and stopped by its
/// own process id. Should the run be killed, the kernel tells the server, and nothing stays behind but the folder.
/// </summary>
public sealed class PostgresServer
{
    private const string Programs = "/usr/lib/postgresql/15/bin/";

    private static readonly Lazy<Task<PostgresServer>> One = new(StartAsync);

    private readonly string folder = NewFolder();
    private readonly string password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly TaskCompletionSource exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> log = [];
    private int port;
    private Process? server;

    public static Task<PostgresServer> GetAsync()
    {
        RealPart.Require("postgresql", Programs + "initdb", Programs + "postgres");
        return One.Value;
    }

    /// <summary>To be called once, after the last test of the assembly.</summary>
    public static async Task StopAsync()
    {
        if (One.IsValueCreated)
            await (await One.Value).StopThisAsync();
    }

    /// <summary>A new database, empty or a copy of <paramref name="template"/>; answers its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string template = "template0")
    {
        var name = "desk_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        await RunAsync($"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy");
        return Connection(name);
    }

    public Task DropDatabaseAsync(string connection) =>
        RunAsync($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)");

    // In memory where the machine has a file system there: the product insists on fsync, and a sync there costs nothing.
    private static string NewFolder() => Directory.Exists("/dev/shm")
        ? Directory.CreateDirectory(Path.Combine("/dev/shm", $"desk-postgres-{Environment.ProcessId}-{Guid.CreateVersion7():N}")).FullName
        : Directory.CreateTempSubdirectory("desk-postgres-").FullName;

    private static async Task<PostgresServer> StartAsync()
    {
        var started = new PostgresServer();
        try
        {
            await started.InitialiseAsync();
            started.Launch();
            await started.AnswersAsync();
            return started;
        }
        catch
        {
            await started.StopThisAsync();
            throw;
        }
    }

    private async Task InitialiseAsync()
    {
        var passwordFile = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(passwordFile, password);
        if (Environment.UserName == "root")
            await RunAsync("chown", "-R", "postgres:", folder);
        await RunAsync("setpriv",
            [
                .. AsPostgres(), Programs + "initdb", "--pgdata", Path.Combine(folder, "data"), "--username", "postgres",
                "--auth", "scram-sha-256", "--pwfile", passwordFile, "--locale", "C.UTF-8", "--encoding", "UTF8", "--no-sync",
            ]);
        File.Delete(passwordFile);
    }

    private void Launch()
    {
        port = Ports.Free();
        string[] settings =
        [
            $"port={port}", "listen_addresses=127.0.0.1", $"unix_socket_directories={folder}", "fsync=on", "max_connections=200",
            "shared_buffers=64MB", "jit=off", "autovacuum=off", "log_min_messages=warning",
        ];
        var start = new ProcessStartInfo("setpriv",
            [
                .. AsPostgres(), "--pdeathsig=INT", Programs + "postgres", "-D", Path.Combine(folder, "data"),
                .. settings.SelectMany(setting => new[] { "-c", setting }),
            ])
        { RedirectStandardError = true, WorkingDirectory = folder };
        using var launched = new ManualResetEventSlim();
        // The kernel's signal follows the thread that started the server, so that thread lives as long as the server does.
        new Thread(() => Watch(start, launched)) { IsBackground = true, Name = "PostgreSQL" }.Start();
        launched.Wait();
    }

    private void Watch(ProcessStartInfo start, ManualResetEventSlim launched)
    {
        try
        {
            server = Process.Start(start)!;
        }
        finally
        {
            launched.Set();
        }
        while (server.StandardError.ReadLine() is { } line)
            lock (log)
                log.Add(line);
        server.WaitForExit();
        exited.SetResult();
    }

    private async Task AnswersAsync()
    {
        for (var patience = Stopwatch.StartNew(); ;)
        {
            try
            {
                await RunAsync("SELECT 1 AS here");
                return;
            }
            catch (NpgsqlException) when (patience.Elapsed < TimeSpan.FromSeconds(30) && !exited.Task.IsCompleted)
            {
                await Task.Delay(50);
            }
            catch (NpgsqlException cause)
            {
                lock (log)
                    throw new InvalidOperationException("PostgreSQL did not start:\n" + string.Join('\n', log), cause);
            }
        }
    }

    private async Task StopThisAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (server is not null && !exited.Task.IsCompleted)
        {
            Signals.Send(server.Id, Signals.Interrupt);
            await exited.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
        Directory.Delete(folder, recursive: true);
    }

    private string Connection(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = "postgres",
        Password = password,
        Database = database,
    }.ToString();

    private async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"{program}: {await output}{errors}");
    }

    // The server refuses to run as root.
    private static string[] AsPostgres() =>
        Environment.UserName == "root" ? ["--reuid=postgres", "--regid=postgres", "--init-groups"] : [];
}
