using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace IncidentDesk.Load;

/// <summary>One of the three servers, a process of its own on a data directory of its own; ended and removed when disposed.</summary>
public sealed class Server : IAsyncDisposable
{
    private readonly Process process;
    private readonly string directory;

    private Server(string name, Process process, string directory, IPEndPoint address, string key) =>
        (Name, this.process, this.directory, Address, Key) = (name, process, directory, address, key);

    public string Name { get; }

    public IPEndPoint Address { get; }

    public string Key { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public string DatabaseFile => Path.Combine(directory, "desk.db");

    /// <summary>The product: a demo desk, so that keys and agencies are there.</summary>
    public static async Task<Server> DeskAsync()
    {
        var directory = Directory.CreateTempSubdirectory("desk-load-").FullName;
        var program = Path.Combine(AppContext.BaseDirectory.Replace("tests/IncidentDesk.Load", "src/IncidentDesk", StringComparison.Ordinal), "incidentdesk.dll");
        var (process, address) = await StartAsync([program, "demo"], directory);
        using var credentials = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(directory, "credentials.json")));
        return new("product", process, directory, address, credentials.RootElement.GetProperty("keys").GetProperty("SO-YTE").GetString()!);
    }

    /// <param name="template">A database that holds one report's rows, to be repeated.</param>
    public static async Task<Server> BaselineAsync(string name, int writesPerCommit, string template)
    {
        var directory = Directory.CreateTempSubdirectory("desk-load-").FullName;
        File.Copy(template, Path.Combine(directory, "template.db"));
        var program = Path.Combine(AppContext.BaseDirectory, "IncidentDesk.Load.dll");
        var (process, address) = await StartAsync([program, "baseline", directory, $"{writesPerCommit}"], directory);
        return new(name, process, directory, address, "none");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private static async Task<(Process, IPEndPoint)> StartAsync(string[] arguments, string directory)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        start.Environment["Urls"] = "http://127.0.0.1:0";
        start.Environment["Data__Directory"] = directory;
        start.Environment["Limits__RequestsPerSecond"] = "0";
        start.Environment["Escalation__AutomaticPerAgencyPerDay"] = "0";
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.IndexOf("http://127.0.0.1:", StringComparison.Ordinal) is >= 0 and var at
                && int.TryParse(new string([.. line[(at + "http://127.0.0.1:".Length)..].TakeWhile(char.IsDigit)]), out var port) && port > 0)
            {
                // Nobody reads on; a full pipe would stop the server.
                _ = process.StandardOutput.ReadToEndAsync();
                return (process, new(IPAddress.Loopback, port));
            }
        throw new InvalidOperationException($"{string.Join(' ', arguments)} did not start.");
    }
}
