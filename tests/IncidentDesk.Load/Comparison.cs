using System.Globalization;
using Microsoft.Data.Sqlite;

namespace IncidentDesk.Load;

/// <summary>
/// Runs the product and the two baselines in turn (A B C A B C ...), because only what ran in the same minutes on the same machine can
/// be compared, and prints the middle of each with the ratios.
/// </summary>
public static class Comparison
{
    public static async Task<int> RunAsync(LoadOptions options)
    {
        Console.WriteLine($"{options.Callers} callers, {options.Length.TotalSeconds} s a run, {options.Turns} turns, {options.SeriousPercent} % serious");
        var template = await TemplateAsync();
        var servers = new (string Name, Func<Task<Server>> Start)[]
        {
            ("product", Server.DeskAsync),
            ("group commit", () => Server.BaselineAsync("group commit", 256, template)),
            ("one transaction a report", () => Server.BaselineAsync("one transaction a report", 1, template)),
        };
        var runs = servers.ToDictionary(server => server.Name, _ => new List<Measurement>());
        for (var turn = 0; turn < options.Turns; turn++)
            foreach (var (name, start) in servers)
            {
                await using var server = await start();
                runs[name].Add(await Measurement.TakeAsync(server, options));
                Console.WriteLine($"  {name,-26}{runs[name][^1]}");
            }
        File.Delete(template);
        Print(runs.ToDictionary(run => run.Key, run => Measurement.Middle(run.Value)));
        return 0;
    }

    // One ordinary report, filed at a real desk; its rows are what the baselines write.
    private static async Task<string> TemplateAsync()
    {
        await using var desk = await Server.DeskAsync();
        using var caller = new Caller(desk.Address, desk.Key);
        await caller.ConnectAsync();
        if (await caller.FileAsync(Reports.Body(99, 0)) != 201)
            throw new InvalidDataException("The desk refused the report that the baselines repeat.");
        var copy = Path.GetTempFileName();
        await using var source = new SqliteConnection($"Data Source={desk.DatabaseFile};Mode=ReadOnly;Pooling=False");
        await using var target = new SqliteConnection($"Data Source={copy};Pooling=False");
        await source.OpenAsync();
        await target.OpenAsync();
        source.BackupDatabase(target);
        return copy;
    }

    private static void Print(Dictionary<string, Measurement> middle)
    {
        Console.WriteLine();
        foreach (var (name, figures) in middle)
            Console.WriteLine($"{name,-26}{figures}");
        var rate = middle["product"].ReportsPerSecond;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"product / group commit             {rate / middle["group commit"].ReportsPerSecond:N2}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"product / one transaction a report {rate / middle["one transaction a report"].ReportsPerSecond:N2}"));
    }
}
