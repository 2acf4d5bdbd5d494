using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>What the law wanted by now and nobody has recorded as done is an alarm, until it is done, no longer wanted, or wanted later.</summary>
public sealed class OverdueObligations(Database database, TimeProvider clock, ILogger<OverdueObligations> log)
    : TurningLoop("overdue-obligations", "What is overdue could not be looked at", Longest, clock, log)
{
    private const string Kind = "overdue";
    private const int MostAtOnce = 100;
    private const string IsOwed = "obligations.state = 'open' AND incidents.ended_at IS NULL";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public override Task TurnAsync(CancellationToken cancellation) => LookAsync(cancellation);

    protected override Task<TimeSpan> NextAsync(CancellationToken cancellation) => LookAsync(cancellation);

    /// <summary>Looks once.</summary>
    /// <returns>When to look again.</returns>
    public async Task<TimeSpan> LookAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        var (isThereWork, next) = await database.ReadAsync(async reading => (
            (await UnsaidAsync(reading, now)).Count > 0 || (await SettledAsync(reading, now)).Count > 0, await NextAsync(reading, now)), cancellation);
        if (isThereWork && await database.WriteAsync(transaction => SetRightAsync(transaction, now), cancellation))
            return TimeSpan.Zero;
        return next is { } due && due - now < Longest ? due - now : Longest;
    }

    /// <summary>Asks again inside the write, so that nothing is raised that was settled in between.</summary>
    /// <returns>True when there may be more.</returns>
    private static async Task<bool> SetRightAsync(Transaction transaction, DateTimeOffset now)
    {
        var settled = await SettledAsync(transaction, now);
        foreach (var alarm in settled)
            await Alarms.EndAsync(transaction, alarm.Kind, alarm.Subject, now);
        var unsaid = await UnsaidAsync(transaction, now);
        foreach (var row in unsaid)
            await RaiseAsync(transaction, row, now);
        return settled.Count == MostAtOnce || unsaid.Count == MostAtOnce;
    }

    /// <summary>One alarm for each duty, however often it is met again.</summary>
    public static Task RaiseAsync(Transaction transaction, Row row, DateTimeOffset now) => Alarms.RaiseAsync(
        transaction, Kind, row.Basis == "internal" ? "high" : "critical", row.Id.ToString("D"), row.IncidentId,
        $"{row.Number}: “{Texts.Say(Texts.Obligations, row.Kind, Language.English)}” ({row.Article}) is past its due time and not recorded as done.",
        $"{row.Number}: “{Texts.Say(Texts.Obligations, row.Kind, Language.Vietnamese)}” ({row.Article}) đã quá hạn mà chưa được ghi nhận là đã làm.",
        now);

    private static Task<IReadOnlyList<Row>> UnsaidAsync(Reading reading, DateTimeOffset now) => reading.QueryAsync<Row>(
        $"""
        SELECT obligations.id, obligations.incident_id, incidents.number, obligations.kind, obligations.article, obligations.basis
        FROM obligations JOIN incidents ON incidents.id = obligations.incident_id
        WHERE {IsOwed} AND incidents.reality = 'real' AND obligations.due_at <= @now
          AND NOT EXISTS (SELECT 1 FROM alarms WHERE alarms.kind = '{Kind}' AND alarms.subject = obligations.id AND alarms.ended_at IS NULL)
        ORDER BY obligations.due_at, obligations.id LIMIT {MostAtOnce}
        """,
        new { now });

    private static Task<IReadOnlyList<Settled>> SettledAsync(Reading reading, DateTimeOffset now) => reading.QueryAsync<Settled>(
        $"""
        SELECT alarms.kind, alarms.subject FROM alarms
        JOIN obligations ON obligations.incident_id = alarms.incident_id AND obligations.id = alarms.subject
        JOIN incidents ON incidents.id = obligations.incident_id
        WHERE alarms.kind IN ('{Kind}', '{OutdatedDuties.Alarm}') AND alarms.ended_at IS NULL
          AND (NOT ({IsOwed}) OR (alarms.kind = '{Kind}' AND obligations.due_at > @now))
        ORDER BY alarms.id LIMIT {MostAtOnce}
        """,
        new { now });

    private static Task<DateTimeOffset?> NextAsync(Reading reading, DateTimeOffset now) => reading.SingleAsync<DateTimeOffset?>(
        $"""
        SELECT obligations.due_at FROM obligations JOIN incidents ON incidents.id = obligations.incident_id
        WHERE {IsOwed} AND incidents.reality = 'real' AND obligations.due_at > @now ORDER BY obligations.due_at LIMIT 1
        """,
        new { now });

    public sealed record Row(Guid Id, Guid IncidentId, string Number, string Kind, string Article, string Basis);

    private sealed record Settled(string Kind, string Subject);
}
