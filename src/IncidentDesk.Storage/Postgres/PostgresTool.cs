using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace IncidentDesk.Storage.Postgres;

/// <summary>pg_dump and pg_restore as programs of their own. The password goes by the environment, never by the command line that all can read.</summary>
internal static class PostgresTool
{
    private const string Debian = "/usr/lib/postgresql";

    public static string DatabaseOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Database ?? "";

    /// <param name="connection">Null where no server is asked.</param>
    /// <exception cref="CopyException">The tool is not installed, or said no; its own words are in it.</exception>
    public static async Task RunAsync(
        string name, string? connection, IReadOnlyList<string> arguments, Action<string> heard, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Find(name), arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        if (connection is not null)
            Connect(start, new NpgsqlConnectionStringBuilder(connection));
        using var process = Start(start, name);
        await using var stop = cancellation.Register(() => process.Kill());
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var last = new Queue<string>();
        while (await process.StandardError.ReadLineAsync(CancellationToken.None) is { } line)
        {
            heard(line);
            last.Enqueue(line);
            if (last.Count > 3)
                last.Dequeue();
        }
        await output;
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
            throw new CopyException($"{name} failed: {string.Join("; ", last)}", $"{name} báo lỗi: {string.Join("; ", last)}");
    }

    private static Process Start(ProcessStartInfo start, string name)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new CopyException(
                $"{name} is not installed here: install PostgreSQL's client programs (apt-get install postgresql-client), or copy the database with the server's own means.",
                $"Máy này chưa có {name}: hãy cài chương trình khách của PostgreSQL (apt-get install postgresql-client), hoặc sao lưu bằng công cụ của máy chủ.");
        }
    }

    private static void Connect(ProcessStartInfo start, NpgsqlConnectionStringBuilder to)
    {
        void Set(string variable, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                start.Environment[variable] = value;
        }

        Set("PGHOST", to.Host);
        Set("PGPORT", to.Port.ToString(CultureInfo.InvariantCulture));
        Set("PGUSER", to.Username);
        Set("PGPASSWORD", to.Password);
        Set("PGPASSFILE", to.Passfile);
        Set("PGSSLMODE", to.SslMode switch
        {
            SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant(),
        });
        Set("PGSSLROOTCERT", to.RootCertificate);
    }

    // Debian's wrapper on the path chooses by itself; else the newest that is there, which reads every older server.
    private static string Find(string name)
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));
        if (onPath || !Directory.Exists(Debian))
            return name;
        return Directory.EnumerateDirectories(Debian).Select(folder => Path.Combine(folder, "bin", name)).Where(File.Exists)
            .OrderByDescending(file => int.TryParse(file.Split('/')[4], out var version) ? version : 0).FirstOrDefault() ?? name;
    }
}
