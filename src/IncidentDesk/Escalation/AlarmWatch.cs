using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation;

/// <summary>
/// A critical alarm that nobody has taken for a quarter of an hour is told to the people on duty by mail: a screen that nobody looks at
/// is no alarm. The loop also ends what ends with its day.
/// </summary>
public sealed class AlarmWatch(Database database, AlarmTelling telling, DailyCap cap, TimeProvider clock, ILogger<AlarmWatch> log)
    : BackgroundService, ILoop
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private const int MostAtOnce = 50;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    public string Name => "alarm-watch";

    public DateTimeOffset? TurnedAt { get; private set; }

    /// <summary>Looks once.</summary>
    /// <returns>When to look again.</returns>
    public async Task<TimeSpan> LookAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var unowned = await database.ReadAsync(reading => UnownedAsync(reading, now), cancellation);
        var isAnybodyThere = unowned.Count == 0 || await database.WriteAsync(transaction => TellAsync(transaction, unowned, now), cancellation);
        await EndOfDayAsync(now, cancellation);
        if (!isAnybodyThere)
            return Longest;
        if (unowned.Count == MostAtOnce)
            return TimeSpan.Zero;
        var next = await database.ReadAsync(NextAsync, cancellation) is { } since ? since + Patience - now : Longest;
        return next < Shortest ? Shortest : next < Longest ? next : Longest;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Longest;
            try
            {
                pause = await LookAsync(stoppingToken);
                TurnedAt = clock.GetUtcNow();
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(fault, "The alarms could not be looked at; the next look is in {Pause}.", pause);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task EndOfDayAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (await database.ReadAsync(
            reading => reading.SingleAsync<long>($"SELECT count(*) FROM alarms WHERE kind = '{DailyCap.Alarm}' AND ended_at IS NULL"), cancellation) > 0)
            await database.WriteAsync(transaction => cap.EndOfDayAsync(transaction, now), cancellation);
    }

    private async Task<bool> TellAsync(Transaction transaction, IReadOnlyList<Alarm> unowned, DateTimeOffset now)
    {
        foreach (var alarm in unowned)
            if (!await telling.TellAsync(transaction, alarm.Id, alarm.IncidentId, now))
            {
                log.LogWarning("{Count} alarms have no owner, and there is nobody to write to.", unowned.Count);
                return false;
            }
        return true;
    }

    private static Task<IReadOnlyList<Alarm>> UnownedAsync(Reading reading, DateTimeOffset now) => reading.QueryAsync<Alarm>(
        $"""
        SELECT id, incident_id FROM alarms
        WHERE ended_at IS NULL AND acknowledged_at IS NULL AND told_at IS NULL AND severity = 'critical' AND since <= @before
        ORDER BY since, id LIMIT {MostAtOnce}
        """,
        new { before = now - Patience });

    private static Task<DateTimeOffset?> NextAsync(Reading reading) => reading.SingleAsync<DateTimeOffset?>(
        """
        SELECT since FROM alarms WHERE ended_at IS NULL AND acknowledged_at IS NULL AND told_at IS NULL AND severity = 'critical'
        ORDER BY since, id LIMIT 1
        """);

    private sealed record Alarm(Guid Id, Guid? IncidentId);
}
