using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace IncidentDesk.Load;

/// <summary>What one run showed. Processor time is the server's alone.</summary>
public sealed record Measurement(double ReportsPerSecond, double P50, double P99, double ProcessorMicroseconds)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public static async Task<Measurement> TakeAsync(Server server, LoadOptions options)
    {
        var next = 0L;
        var callers = Enumerable.Range(0, options.Callers).Select(_ => new Caller(server.Address, server.Key)).ToList();
        foreach (var caller in callers)
            await caller.ConnectAsync();
        await Task.WhenAll(callers.Select(caller => LoopAsync(caller, WarmUp, [])));

        var times = callers.Select(_ => new List<double>(8192)).ToList();
        var (processorBefore, watch) = (server.ProcessorTime, Stopwatch.StartNew());
        await Task.WhenAll(callers.Zip(times, (caller, own) => LoopAsync(caller, options.Length, own)));
        var (length, processor) = (watch.Elapsed, server.ProcessorTime - processorBefore);

        callers.ForEach(caller => caller.Dispose());
        var all = times.SelectMany(own => own).Order().ToList();
        return new(
            all.Count / length.TotalSeconds, all[all.Count / 2], all[(int)(all.Count * 0.99)], processor.TotalMicroseconds / all.Count);

        async Task LoopAsync(Caller caller, TimeSpan howLong, List<double> own)
        {
            for (var running = Stopwatch.StartNew(); running.Elapsed < howLong;)
            {
                var body = Reports.Body(Interlocked.Increment(ref next), options.SeriousPercent);
                var start = Stopwatch.GetTimestamp();
                var status = await caller.FileAsync(body);
                if (status != (int)HttpStatusCode.Created)
                    throw new InvalidDataException($"{server.Name} answered {status}.");
                own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }
    }

    /// <summary>The middle of several runs, figure by figure.</summary>
    public static Measurement Middle(IReadOnlyList<Measurement> runs)
    {
        double Of(Func<Measurement, double> figure) => runs.Select(figure).Order().ElementAt(runs.Count / 2);
        return new(Of(run => run.ReportsPerSecond), Of(run => run.P50), Of(run => run.P99), Of(run => run.ProcessorMicroseconds));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{ReportsPerSecond,9:N0} /s | p50 {P50,6:N1} ms | p99 {P99,6:N1} ms | {ProcessorMicroseconds,6:N0} us CPU a report");
}
