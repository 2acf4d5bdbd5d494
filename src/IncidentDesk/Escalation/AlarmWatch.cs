using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Escalation;

/// <summary>
/// A critical alarm that nobody has taken for a quarter of an hour is told to the people on duty by mail: a screen that nobody looks at
/// is no alarm. The loop also ends what ends with its day.
/// </summary>
public sealed class AlarmWatch(Database database, Deliveries deliveries, DailyCap cap, TimeProvider clock, ILogger<AlarmWatch> log) : BackgroundService
{
    public const string Cause = "alarm";

    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private const int MostAtOnce = 50;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Looks once.</summary>
    /// <returns>When to look again.</returns>
    public async Task<TimeSpan> LookAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var unowned = await database.ReadAsync(reading => UnownedAsync(reading, now), cancellation);
        if (unowned.Count > 0)
            await database.WriteAsync(async transaction =>
            {
                foreach (var alarm in unowned)
                    await TellAsync(transaction, alarm, now);
            }, cancellation);
        await EndOfDayAsync(now, cancellation);
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

    /// <summary>The mark on the alarm is the rule: of two nodes one writes it, and only that one tells.</summary>
    private async Task TellAsync(Transaction transaction, Alarm alarm, DateTimeOffset now)
    {
        var marked = await transaction.ExecuteAsync(
            "UPDATE alarms SET told_at = @now WHERE id = @id AND told_at IS NULL AND acknowledged_at IS NULL AND ended_at IS NULL",
            new { id = alarm.Id, now });
        if (marked == 0)
            return;
        var people = await PeopleToTell.NowAsync(transaction, now);
        foreach (var person in people)
            await deliveries.PlanAsync(transaction, new(
                Ids.Next(now), alarm.IncidentId, Cause, $"alarm:{alarm.Id:D}", "mail",
                Addressee.Of(person.Id, person.Role, person.Name, person.Email), Automatic: true, now, null));
        if (people.Count == 0)
            log.LogWarning("Alarm {Alarm} has no owner, and there is nobody to write to.", alarm.Id);
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
