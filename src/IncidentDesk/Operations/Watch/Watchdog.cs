using IncidentDesk.Storage;

namespace IncidentDesk.Operations.Watch;

/// <summary>
/// Looks each minute, with its own reads, for what should have been done and was not. It claims and sends nothing: it raises an alarm, says
/// it in the log and at /readyz, and withholds the heartbeat, so that the message does not depend on the rooms that are stuck.
/// </summary>
public sealed class Watchdog(Database database, IEnumerable<IWatch> watches, Heartbeat heartbeat, WatchNode node, TimeProvider clock, ILogger<Watchdog> log)
    : BackgroundService
{
    public static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    /// <summary>A store that does not answer the watchdog's few reads in this time does not work.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(30);

    private static readonly Trouble Silent = new(
        Trouble.Watchdog, "critical", "store", "The watchdog's reads of the store fail: see the log.",
        "Bộ giám sát không đọc được kho dữ liệu: hãy xem nhật ký.");

    private DateTimeOffset? turnedAt;
    private IReadOnlyList<Trouble> troubles = [], lasting = [];

    /// <summary>What /readyz says beside the look at the store: nothing of it forbids work, all of it wants a person.</summary>
    public IReadOnlyList<Finding> Findings =>
    [
        .. troubles.Select(one => new Finding($"{one.Kind}-{one.Subject.Split('@')[0]}", one.Text, one.TextVi, Fatal: false)),
        .. turnedAt is { } last && clock.GetUtcNow() - last > 3 * Between
            ? [new Finding("watchdog-silent", "The watchdog itself has stopped.", "Bản thân bộ giám sát đã dừng.", Fatal: false)]
            : Array.Empty<Finding>(),
    ];

    public async Task TurnAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        try
        {
            var (found, open) = await database.ReadAsync(reading => LookAsync(reading, now), cancellation).WaitAsync(LongestLook, clock, cancellation);
            // After a pause of the whole machine everything is late for a moment: what counts is what the last look saw too.
            var before = troubles;
            lasting = [.. found.Where(one => one.Kind != Trouble.Watchdog || before.Any(other => other.Subject == one.Subject))];
            troubles = found;
            await SayAsync(open, now, cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            log.LogCritical(fault, "The watchdog cannot read or write the store.");
            troubles = lasting = [.. lasting.Where(one => one != Silent), Silent];
        }
        turnedAt = now;
        if (!lasting.Any(one => one.Kind == Trouble.Watchdog))
            await heartbeat.BeatAsync(now, cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TurnAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogCritical(fault, "The watchdog could not turn.");
            }
            await Task.Delay(Between, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<(IReadOnlyList<Trouble>, IReadOnlyList<Open>)> LookAsync(Reading reading, DateTimeOffset now)
    {
        var found = new List<Trouble>();
        foreach (var watch in watches)
            found.AddRange(await watch.LookAsync(reading, now));
        return (found, await reading.QueryAsync<Open>(
            "SELECT kind, subject FROM alarms WHERE ended_at IS NULL AND kind IN @kinds ORDER BY kind, subject", new { kinds = Trouble.Kinds }));
    }

    private async Task SayAsync(IReadOnlyList<Open> open, DateTimeOffset now, CancellationToken cancellation)
    {
        var fresh = lasting.Where(one => !open.Contains(new(one.Kind, one.Subject))).ToList();
        var over = open.Where(IsOurs).Where(one => !troubles.Any(trouble => new Open(trouble.Kind, trouble.Subject) == one)).ToList();
        foreach (var one in fresh)
            log.LogCritical("Watchdog: {Subject}: {Text} / {TextVi}", one.Subject, one.Text, one.TextVi);
        if (fresh.Count + over.Count == 0)
            return;
        await database.WriteAsync(async transaction =>
        {
            foreach (var one in fresh)
                await Alarms.RaiseAsync(transaction, one.Kind, one.Severity, one.Subject, null, one.Text, one.TextVi, now);
            foreach (var one in over)
                await Alarms.EndAsync(transaction, one.Kind, one.Subject, now);
        }, cancellation).WaitAsync(LongestLook, clock, cancellation);
    }

    // Of what another node alone knows, that node says the end.
    private bool IsOurs(Open alarm) =>
        !alarm.Subject.Contains('@', StringComparison.Ordinal) || alarm.Subject.EndsWith("@" + node.Text, StringComparison.Ordinal);

    private sealed record Open(string Kind, string Subject);
}
