using System.Net;
using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Audit;

/// <summary>
/// What is looked at and what is refused: noted in memory by whoever answers the request, and written by this loop within a second, many in
/// one transaction. Reading never waits for it. A crash loses what was noted in that second.
/// </summary>
public sealed class AuditBook(Database database, IHttpContextAccessor http, TimeProvider clock, ILogger<AuditBook> log) : BackgroundService, ILoop
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Tally tally = new();
    // One at a time: when a turn is over, everything that was noted before it is written.
    private readonly SemaphoreSlim turn = new(1, 1);
    private TaskCompletionSource noted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => "audit-book";

    public DateTimeOffset? TurnedAt { get; private set; }

    /// <summary>Somebody opened a record: every room calls this where it hands one out.</summary>
    /// <param name="kind">incident, report, evidence.</param>
    public void Opened(Caller caller, string kind, Guid id) => Opened(caller, kind, id.ToString("D"));

    /// <inheritdoc cref="Opened(Caller, string, Guid)"/>
    public void Opened(Caller caller, string kind, string id) =>
        Note((note, now) => tally.Opened(note, now), $"{kind}.open", Actor.Of(caller).Word, id, "opened");

    /// <summary>Something left the desk: a download, an export. The first of a record in five minutes is a row, and how often it was taken again is told.</summary>
    /// <param name="outcome">What is counted together.</param>
    /// <param name="detail">What only its own row says, such as a sum; another one is a row again.</param>
    public void Taken(Caller caller, string action, string id, string outcome, string? detail = null) =>
        Note((note, now) => tally.Taken(note with { Detail = detail }, now), action, Actor.Of(caller).Word, id, outcome);

    /// <summary>
    /// As <see cref="Taken"/>, of what must be on the disk before it leaves: the first of each record is written when this answers, also in a flood; what is taken again is counted.
    /// </summary>
    public Task TakenAsync(Caller caller, string action, string id, string outcome, string? detail, CancellationToken cancellation)
    {
        Note((note, now) => tally.TakenByName(note with { Detail = detail }, now), action, Actor.Of(caller).Word, id, outcome);
        return TurnAsync(cancellation);
    }

    /// <summary>Something that a stranger may cause as often as they like: the first of a kind is a row, the rest of its minute one more.</summary>
    public void Counted(string action, string actor, string subject, string outcome) =>
        Note((note, now) => tally.Counted(note, now), action, actor, subject, outcome);

    /// <summary>One row for one act, however many there are.</summary>
    public void Did(string action, string actor, string subject, string outcome) =>
        Note((note, _) => tally.Did(note), action, actor, subject, outcome);

    /// <summary>Writes what was noted; nothing noted, nothing written.</summary>
    public async Task TurnAsync(CancellationToken cancellation, bool isLast = false)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            await WriteNotedAsync(isLast, cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    private async Task WriteNotedAsync(bool isLast, CancellationToken cancellation)
    {
        IReadOnlyList<Note> rows;
        lock (gate)
        {
            noted = new(TaskCreationOptions.RunContinuationsAsynchronously);
            rows = tally.Take(clock.GetUtcNow(), isLast);
        }
        try
        {
            if (rows.Count > 0)
                await database.WriteAsync(transaction => transaction.ExecuteAllAsync(
                    AuditTrail.Insert, rows.Select(row => new
                    {
                        id = Ids.Next(row.At), at = row.At, actor = row.Actor, action = row.Action, subject = row.Subject,
                        outcome = row.Detail is { } detail ? $"{row.Outcome} {detail}" : row.Outcome,
                        address = row.Address, traceId = row.TraceId,
                    })), cancellation);
        }
        catch
        {
            lock (gate)
                tally.PutBack(rows);
            throw;
        }
        TurnedAt = clock.GetUtcNow();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(isLast: true, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAny(noted.Task, Task.Delay(Look, clock, stoppingToken));
            await Task.Delay(Gather, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await WriteAsync(isLast: false, stoppingToken);
        }
    }

    private async Task WriteAsync(bool isLast, CancellationToken cancellation)
    {
        try
        {
            await TurnAsync(cancellation, isLast);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(fault, "What was looked at and refused could not be written to the audit; it is kept and tried again.");
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Note(Action<Note, DateTimeOffset> take, string action, string actor, string subject, string outcome)
    {
        var now = clock.GetUtcNow();
        var request = http.HttpContext;
        var note = new Note(
            now, action, actor, subject, outcome, Network.Of(request?.Connection.RemoteIpAddress),
            request is null ? null : ProblemResult.TraceIdOf(request));
        lock (gate)
        {
            take(note, now);
            noted.TrySetResult();
        }
    }
}

/// <summary>What was noted, and will be a row.</summary>
/// <param name="Detail">Stands behind the outcome in a row of its own, and in no count.</param>
public sealed record Note(
    DateTimeOffset At, string Action, string Actor, string Subject, string Outcome, string? Address, string? TraceId, string? Detail = null);

/// <summary>Which network a request came from. The whole address would name a person's own machine, and the audit holds no personal data.</summary>
public static class Network
{
    /// <returns>192.0.2.0/24, 2001:db8:1::/48; null when unknown.</returns>
    public static string? Of(IPAddress? address)
    {
        if (address is null)
            return null;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        var kept = bytes.Length == 4 ? 3 : 6;
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{8 * kept}";
    }
}
