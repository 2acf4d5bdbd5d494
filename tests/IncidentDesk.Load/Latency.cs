using System.Globalization;
using IncidentDesk.Harness;

namespace IncidentDesk.Load;

/// <summary>
/// From the moment in which a critical report is sent to the desk until the mail about it is at the centre's server, whole: in peace, across
/// a kill with a restart, and (on PostgreSQL) where another node takes over from one that was killed while sending.
/// </summary>
public static class Latency
{
    public static async Task<int> RunAsync(LatencyOptions options)
    {
        Console.WriteLine($"{TestEngine.Current}: critical report to first attempt at the peer");
        try
        {
            await using (var scene = await LatencyScene.StartAsync())
            {
                Print("in peace", await PeaceAsync(scene, options), goal: (2, 10));
                if (options.Kills > 0)
                    Print("across a kill and a restart", await KillsAsync(scene, options), goal: (null, 10));
            }
            if (TestEngine.IsPostgres && options.Takeovers > 0)
                Print("another node takes over", await TakeoversAsync(options), goal: (null, 75));
            return 0;
        }
        finally
        {
            await PostgresServer.StopAsync();
        }
    }

    private static async Task<List<TimeSpan>> PeaceAsync(LatencyScene scene, LatencyOptions options)
    {
        // The first ones pay for code that was never run; a desk that is on duty has run it.
        for (var n = 0; n < 10; n++)
            await scene.TimeAsync(await scene.FileAsync());
        var filed = new List<Task<Filed>>();
        for (var n = 0; n < options.Reports; n++)
        {
            filed.Add(scene.FileAsync());
            await Task.Delay(TimeSpan.FromSeconds(1.0 / options.PerSecond));
        }
        return [.. await Task.WhenAll((await Task.WhenAll(filed)).Select(scene.TimeAsync))];
    }

    // The peer does not greet until the desk is back: nothing can have left before the kill.
    private static async Task<List<TimeSpan>> KillsAsync(LatencyScene scene, LatencyOptions options)
    {
        var times = new List<TimeSpan>();
        for (var n = 0; n < options.Kills; n++)
        {
            scene.Mail.On("greeting", SmtpAct.Silence);
            var filed = await scene.FileAsync();
            await scene.Desk.KillAsync();
            scene.Mail.On("greeting", SmtpAct.Say("220 mail.vncert.example ESMTP"));
            await scene.Desk.StartAsync();
            times.Add(await scene.TimeAsync(filed));
        }
        return times;
    }

    private static async Task<List<TimeSpan>> TakeoversAsync(LatencyOptions options)
    {
        var times = new List<TimeSpan>();
        for (var n = 0; n < options.Takeovers; n++)
        {
            await using var scene = await LatencyScene.StartAsync();
            await using var other = await scene.Desk.StartBesideAsync();
            var connected = new TaskCompletionSource();
            var died = new TaskCompletionSource();
            scene.Mail.AtStep = step => step == "greeting" && connected.TrySetResult() ? died.Task : Task.CompletedTask;
            var filed = await scene.FileAsync();
            await connected.Task;
            await scene.Desk.KillAsync();
            died.SetResult();
            times.Add(await scene.TimeAsync(filed));
        }
        return times;
    }

    private static void Print(string what, List<TimeSpan> times, (double? P50, double P99) goal)
    {
        var sorted = times.Select(time => time.TotalSeconds).Order().ToList();
        var (p50, p99) = (sorted[sorted.Count / 2], sorted[(int)(sorted.Count * 0.99)]);
        var wanted = goal.P50 is { } middle ? $"p50 < {middle} s, p99 < {goal.P99} s" : $"at most {goal.P99} s";
        var isMet = (goal.P50 is null || p50 < goal.P50) && (goal.P50 is null ? sorted[^1] <= goal.P99 : p99 < goal.P99);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-30} n={sorted.Count,-4} p50 {p50:N2} s  p99 {p99:N2} s  longest {sorted[^1]:N2} s   goal {wanted}: {(isMet ? "met" : "MISSED")}"));
    }
}
