using IncidentDesk.Operations;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>Alarms that have not ended, the oldest first; they are the desk's alone.</summary>
public static class OpenAlarms
{
    private const int Most = 20;

    /// <param name="Incident">Only those of this incident; null for all.</param>
    public sealed record Query(Guid? Incident) : IRequest<IReadOnlyList<Alarm>>;

    public sealed record Alarm(string Kind, DateTimeOffset Since, string Text, string TextVi, string? Number, string? Owner);

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, IReadOnlyList<Alarm>>
    {
        public async Task<IReadOnlyList<Alarm>> Handle(Query query, CancellationToken cancellation) => caller.IsDesk
            ? [.. (await database.ReadAsync(
                reading => reading.QueryAsync<Row>(
                    $"""
                    SELECT alarms.kind, alarms.since, alarms.text, alarms.text_vi, incidents.number, people.name AS owner, {AlarmWords.Named}
                    FROM alarms LEFT JOIN incidents ON incidents.id = alarms.incident_id LEFT JOIN people ON people.id = alarms.acknowledged_by
                    WHERE alarms.ended_at IS NULL AND {(query.Incident is null ? "1 = 1" : "alarms.incident_id = @incident")}
                    ORDER BY alarms.since, alarms.id LIMIT {Most}
                    """,
                    new { incident = query.Incident ?? Guid.Empty }),
                cancellation)).Select(row => row.ToAlarm(caller))]
            : [];
    }

    private sealed record Row(string Kind, DateTimeOffset Since, string Text, string TextVi, string? Number, string? Owner, string? Named)
    {
        public Alarm ToAlarm(Caller caller) => new(Kind, Since, AlarmWords.For(caller, Text, Named), AlarmWords.For(caller, TextVi, Named), Number, Owner);
    }
}
