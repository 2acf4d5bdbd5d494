using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using IncidentDesk.Harness;

namespace IncidentDesk.Load;

/// <summary>A critical report that was answered.</summary>
public sealed record Filed(string Number, long SentAt);

/// <summary>A live demo desk and a mail server on loopback that notes when the first mail about each incident was there.</summary>
public sealed partial class LatencyScene : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> arrivals = new();
    private long next;

    private LatencyScene(ScriptedSmtpServer mail, DeskProcess desk)
    {
        (Mail, Desk) = (mail, desk);
        mail.AtDot = received =>
        {
            if (Incident().Match(received.Text) is { Success: true } found)
                Of(found.Groups[1].Value).TrySetResult(Stopwatch.GetTimestamp());
            return Task.CompletedTask;
        };
    }

    public ScriptedSmtpServer Mail { get; }

    public DeskProcess Desk { get; }

    public static async Task<LatencyScene> StartAsync()
    {
        var mail = ScriptedSmtpServer.Start();
        return new(mail, await DeskProcess.StartAsync(
            "demo", ("Channels__Mail__Guard", "live"), ("Channels__Mail__Port", mail.Port.ToString(CultureInfo.InvariantCulture))));
    }

    public async Task<Filed> FileAsync()
    {
        var (caller, start) = (Desk.Client(Desk.Key("SO-YTE")), Stopwatch.GetTimestamp());
        var answer = await caller.FileAsync(ExampleReport.Body("SO-YTE", $"latency-{Interlocked.Increment(ref next)}"));
        return answer.Code == 201 ? new((string)answer.Json!["number"]!, start) : throw new InvalidDataException($"The report was answered with {answer.Code}.");
    }

    public async Task<TimeSpan> TimeAsync(Filed filed) =>
        Stopwatch.GetElapsedTime(filed.SentAt, await Of(filed.Number).Task.WaitAsync(Patience));

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        await Mail.DisposeAsync();
    }

    private TaskCompletionSource<long> Of(string number) => arrivals.GetOrAdd(number, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    [GeneratedRegex("^X-IncidentDesk-Incident: (INC-[0-9-]+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Incident();
}
