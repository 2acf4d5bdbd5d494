using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Npgsql;

namespace IncidentDesk.Harness;

/// <summary>
/// The real program in a process of its own, on the run's engine and a data directory of its own. It can be killed like a machine
/// that lost its power, and started again on the same data.
/// </summary>
public sealed partial class DeskProcess : IAsyncDisposable
{
    private const string SetPriv = "/usr/bin/setpriv";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly List<HttpClient> clients = [];
    private readonly string directory = Directory.CreateTempSubdirectory("desk-process-").FullName;
    private readonly string verb;
    private readonly Dictionary<string, string> settings;
    private readonly string? database;
    private readonly bool ownsDatabase;
    private readonly List<string> said = [];
    private Process? process;

    private DeskProcess(string verb, string? database, bool ownsDatabase, Dictionary<string, string> settings) =>
        (this.verb, this.database, this.ownsDatabase, this.settings) = (verb, database, ownsDatabase, settings);

    public Uri Address { get; private set; } = null!;

    public string DataDirectory => Path.Combine(directory, "data");

    /// <summary>The file on SQLite, the connection string on PostgreSQL.</summary>
    public string StorageConnection => database ?? Path.Combine(DataDirectory, "desk.db");

    /// <summary>Starts the verb and waits until it says where it listens.</summary>
    /// <param name="settings">As the environment names them: "Channels__Mail__Guard" to "live".</param>
    public static async Task<DeskProcess> StartAsync(string verb, params (string Name, string Value)[] settings)
    {
        var database = TestEngine.IsPostgres ? await (await PostgresServer.GetAsync()).CreateDatabaseAsync() : null;
        return await StartedAsync(new(verb, database, ownsDatabase: true, settings.ToDictionary(one => one.Name, one => one.Value)));
    }

    /// <summary>A desk that has not been started yet, and is disposed of by whoever asked for it.</summary>
    public static async Task<DeskProcess> PrepareAsync(string verb, params (string Name, string Value)[] settings) =>
        new(verb, TestEngine.IsPostgres ? await (await PostgresServer.GetAsync()).CreateDatabaseAsync() : null, ownsDatabase: true,
            settings.ToDictionary(one => one.Name, one => one.Value));

    /// <summary>One more node on the same PostgreSQL database: a data directory of its own that belongs to the same desk.</summary>
    public Task<DeskProcess> StartBesideAsync()
    {
        var other = new DeskProcess("serve", database, ownsDatabase: false, settings);
        Directory.CreateDirectory(other.DataDirectory);
        foreach (var file in (string[])["instance", "credentials.json", "audit.key"])
            File.Copy(Path.Combine(DataDirectory, file), Path.Combine(other.DataDirectory, file));
        return StartedAsync(other);
    }

    /// <summary>
    /// What somebody gets who copies the data directory by hand: the files as they lie there at this moment, while the desk runs. On
    /// PostgreSQL the database is copied on the server, which wants nobody in it: kill the desk before.
    /// </summary>
    public async Task<DeskProcess> CopyAsync()
    {
        var copied = database is null
            ? null
            : await (await PostgresServer.GetAsync()).CreateDatabaseAsync(new NpgsqlConnectionStringBuilder(database).Database!);
        var copy = new DeskProcess(verb, copied, ownsDatabase: true, new(settings));
        // As a hand does it: the framework's own copy respects the lock of the desk that runs.
        using var hand = Process.Start("cp", ["-a", DataDirectory, copy.DataDirectory]);
        await hand.WaitForExitAsync();
        return copy;
    }

    /// <summary>Runs another verb on this desk's data, also beside the running desk.</summary>
    public Task<Ended> VerbAsync(params string[] arguments) => EndAsync(arguments, directory, settings.Concat(Own()).ToDictionary());

    /// <summary>Runs the program to its end, for verbs that do not serve and settings that are wrong.</summary>
    public static async Task<Ended> RunAsync(string[] arguments, params (string Name, string Value)[] settings)
    {
        var directory = Directory.CreateTempSubdirectory("desk-process-").FullName;
        try
        {
            return await EndAsync(arguments, directory, settings.ToDictionary(one => one.Name, one => one.Value));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>A key from the demo's credentials: SO-YTE, SO-GDDT, desk, admin.</summary>
    public string Key(string name) =>
        (string)JsonNode.Parse(File.ReadAllText(Path.Combine(DataDirectory, "credentials.json")))!["keys"]![name]!;

    /// <summary>A caller at the address of the present life; disposed with the desk.</summary>
    public HttpClient Client(string? key = null)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        clients.Add(client);
        return client;
    }

    public int Id => process!.Id;

    public bool IsAlive => process is { HasExited: false };

    /// <summary>SIGKILL: no handler runs, nothing is flushed, no connection is said goodbye to.</summary>
    public async Task KillAsync()
    {
        if (process is null)
            return;
        process.Kill();
        await process.WaitForExitAsync();
        process = null;
    }

    /// <summary>SIGSTOP: it stands still between two instructions, as on a machine that was paused, and its connections stay open.</summary>
    public void Pause() => Signals.Send(process!.Id, Signals.Stop);

    public void Continue() => Signals.Send(process!.Id, Signals.Continue);

    /// <summary>Starts and is killed so soon after.</summary>
    public async Task DieWhileStartingAsync(TimeSpan after)
    {
        process = Launch([verb], directory, settings.Concat(Own()).ToDictionary());
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        await Task.Delay(after);
        await KillAsync();
    }

    /// <summary>On the same data; the port is another one.</summary>
    public async Task StartAsync()
    {
        process = Launch([verb], directory, settings.Concat(Own()).ToDictionary());
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginErrorReadLine();
        Address = await AddressAsync(process).WaitAsync(Patience);
        // Nobody reads on; a full pipe would stop the program.
        _ = process.StandardOutput.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
            client.Dispose();
        await KillAsync();
        if (database is not null && ownsDatabase)
            await (await PostgresServer.GetAsync()).DropDatabaseAsync(database);
        Directory.Delete(directory, recursive: true);
    }

    private static async Task<DeskProcess> StartedAsync(DeskProcess desk)
    {
        try
        {
            await desk.StartAsync();
            return desk;
        }
        catch
        {
            await desk.DisposeAsync();
            throw;
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Own()
    {
        yield return new("Storage__Engine", TestEngine.Current);
        if (database is not null)
            yield return new("Storage__Connection", database);
    }

    private static async Task<Ended> EndAsync(string[] arguments, string directory, Dictionary<string, string> settings)
    {
        var process = Launch(arguments, directory, settings);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw new TimeoutException($"The program went on serving:\n{await output}");
        }
        return new(process.ExitCode, await output, await errors, Directory.Exists(Path.Combine(directory, "data")));
    }

    private async Task<Uri> AddressAsync(Process started)
    {
        while (await started.StandardOutput.ReadLineAsync() is { } line)
        {
            Note(line);
            if (Listening().Match(line) is { Success: true } found)
                return new(found.Groups[1].Value);
        }
        await started.WaitForExitAsync();
        lock (said)
            throw new InvalidOperationException($"The program ended with {started.ExitCode}:\n{string.Join('\n', said)}");
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (said)
            said.Add(line);
    }

    private static Process Launch(string[] arguments, string directory, Dictionary<string, string> settings)
    {
        // Should the run itself be killed, the kernel ends the program too.
        string[] leash = File.Exists(SetPriv) ? [SetPriv, "--pdeathsig=KILL", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(leash[0], [.. leash[1..], Repository.Program, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory,
        };
        start.Environment["Urls"] = "http://127.0.0.1:0";
        start.Environment["Data__Directory"] = Path.Combine(directory, "data");
        start.Environment["Data__LeastFreeDiskMegabytes"] = "1";
        start.Environment["Limits__RequestsPerSecond"] = "0";
        start.Environment["Escalation__AutomaticPerAgencyPerDay"] = "0";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var launched = new TaskCompletionSource<Process>();
        // The kernel's signal follows the thread that started the program, so that thread lives as long as the program does.
        new Thread(() => Watch(start, launched)) { IsBackground = true, Name = "Desk process" }.Start();
        return launched.Task.GetAwaiter().GetResult();
    }

    private static void Watch(ProcessStartInfo start, TaskCompletionSource<Process> launched)
    {
        try
        {
            var process = Process.Start(start)!;
            launched.SetResult(process);
            process.WaitForExit();
        }
        catch (Exception fault) when (launched.TrySetException(fault))
        {
            // Whoever waits for the launch is told.
        }
    }

    [GeneratedRegex(@"^IncidentDesk: (http://127\.0\.0\.1:[1-9]\d*)")]
    private static partial Regex Listening();

    /// <summary>What a run that ended left behind.</summary>
    public sealed record Ended(int ExitCode, string Output, string Errors, bool MadeItsDataDirectory);
}
