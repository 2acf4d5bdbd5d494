using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>What the law wanted by now and nobody has recorded as done is an alarm, until it is done or no longer wanted.</summary>
public sealed class OverdueObligations(Database database, TimeProvider clock, ILogger<OverdueObligations> log)
    : BackgroundService, ILoop
{
    private const string Kind = "overdue";
    private const int MostAtOnce = 100;
    private const string IsOwed = "obligations.state = 'open' AND incidents.ended_at IS NULL";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public string Name => "overdue-obligations";

    public DateTimeOffset? TurnedAt { get; private set; }

    /// <summary>Looks once.</summary>
    /// <returns>When to look again.</returns>
    public async Task<TimeSpan> LookAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (isThereWork, next) = await database.ReadAsync(async reading => (
            (await UnsaidAsync(reading, now)).Count > 0 || (await SettledAsync(reading)).Count > 0, await NextAsync(reading, now)), cancellation);
        if (isThereWork && await database.WriteAsync(transaction => SetRightAsync(transaction, now), cancellation))
            return TimeSpan.Zero;
        return next is { } due && due - now < Longest ? due - now : Longest;
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
                log.LogError(fault, "What is overdue could not be looked at; the next look is in {Pause}.", pause);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Asks again inside the write, so that nothing is raised that was settled in between.</summary>
    /// <returns>True when there may be more.</returns>
    private static async Task<bool> SetRightAsync(Transaction transaction, DateTimeOffset now)
    {
        var settled = await SettledAsync(transaction);
        foreach (var subject in settled)
            await Alarms.EndAsync(transaction, Kind, subject, now);
        var unsaid = await UnsaidAsync(transaction, now);
        foreach (var row in unsaid)
            await Alarms.RaiseAsync(
                transaction, Kind, row.Basis == "internal" ? "high" : "critical", row.Id.ToString("D"), row.IncidentId,
                $"{row.Number}: “{Texts.Say(Texts.Obligations, row.Kind, Language.English)}” ({row.Article}) is past its due time and not recorded as done.",
                $"{row.Number}: “{Texts.Say(Texts.Obligations, row.Kind, Language.Vietnamese)}” ({row.Article}) đã quá hạn mà chưa được ghi nhận là đã làm.",
                now);
        return settled.Count == MostAtOnce || unsaid.Count == MostAtOnce;
    }

    private static Task<IReadOnlyList<Row>> UnsaidAsync(Reading reading, DateTimeOffset now) => reading.QueryAsync<Row>(
        $"""
        SELECT obligations.id, obligations.incident_id, incidents.number, obligations.kind, obligations.article, obligations.basis
        FROM obligations JOIN incidents ON incidents.id = obligations.incident_id
        WHERE {IsOwed} AND incidents.reality = 'real' AND obligations.due_at <= @now
          AND NOT EXISTS (SELECT 1 FROM alarms WHERE alarms.kind = '{Kind}' AND alarms.subject = obligations.id AND alarms.ended_at IS NULL)
        ORDER BY obligations.due_at, obligations.id LIMIT {MostAtOnce}
        """,
        new { now });

    private static Task<IReadOnlyList<string>> SettledAsync(Reading reading) => reading.QueryAsync<string>(
        $"""
        SELECT alarms.subject FROM alarms
        JOIN obligations ON obligations.incident_id = alarms.incident_id AND obligations.id = alarms.subject
        JOIN incidents ON incidents.id = obligations.incident_id
        WHERE alarms.kind = '{Kind}' AND alarms.ended_at IS NULL AND NOT ({IsOwed})
        ORDER BY alarms.id LIMIT {MostAtOnce}
        """);

    private static Task<DateTimeOffset?> NextAsync(Reading reading, DateTimeOffset now) => reading.SingleAsync<DateTimeOffset?>(
        $"""
        SELECT obligations.due_at FROM obligations JOIN incidents ON incidents.id = obligations.incident_id
        WHERE {IsOwed} AND incidents.reality = 'real' AND obligations.due_at > @now ORDER BY obligations.due_at LIMIT 1
        """,
        new { now });

    private sealed record Row(Guid Id, Guid IncidentId, string Number, string Kind, string Article, string Basis);
}
