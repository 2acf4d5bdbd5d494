using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Operations;

/// <summary>What needs a person, newest first. An agency sees the alarms of its own incidents; those of the desk itself are the desk's.</summary>
public static class ListAlarms
{
    private static readonly IReadOnlyList<string> States = ["open", "acknowledged", "ended"];

    /// <param name="States">open: nobody has taken it; acknowledged: somebody has; ended: its cause is gone. None: all.</param>
    /// <param name="Open">Whether its cause is still there, whoever has it.</param>
    public sealed record Query(IReadOnlyList<string> States, bool? Open, string Filters, int Limit, string? Cursor) : IRequest<Page<AlarmView>>;

    public sealed record OneQuery(Guid Alarm) : IRequest<AlarmView?>;

    /// <param name="AcknowledgedBy">The name of whoever took it; for the desk alone, as the note is. An agency sees when it was taken.</param>
    /// <param name="Note">What a person wrote down: not for who audits.</param>
    public sealed record AlarmView(
        Guid Id, string Kind, string Severity, string Subject, DateTimeOffset Since, string? AcknowledgedBy, DateTimeOffset? AcknowledgedAt,
        string? Note, DateTimeOffset? EndedAt, string Text, string TextVi);

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page<AlarmView>>
    {
        public Task<Page<AlarmView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("alarms", query.Filters, "newest", caller.Id.ToString("D"));
                var after = place.Read(query.Cursor)?.Text(0);
                var rows = await reading.QueryAsync<Row>(
                    $"""
                    {Select}
                    WHERE {caller.MaySee("incidents")} AND {OwnPeople.AlarmsFor(caller)}
                    {(query.States.Count == 0 ? "" : $"AND ({string.Join(" OR ", query.States.Select(Condition))})")}
                    {(query.Open switch { true => "AND alarms.ended_at IS NULL", false => "AND alarms.ended_at IS NOT NULL", _ => "" })}
                    {(after is null ? "" : "AND alarms.id < @after")}
                    ORDER BY alarms.id DESC LIMIT @limit
                    """,
                    new { after, limit = query.Limit + 1L });
                return place.Page(rows, query.Limit, row => [row.Id.ToString("D")], row => row.ToView(caller));
            }, cancellation);
    }

    public sealed class OneHandler(Database database, Caller caller) : IRequestHandler<OneQuery, AlarmView?>
    {
        public async Task<AlarmView?> Handle(OneQuery query, CancellationToken cancellation) => (await database.ReadAsync(
            reading => reading.SingleAsync<Row>(
                $"{Select} WHERE alarms.id = @alarm AND {caller.MaySee("incidents")} AND {OwnPeople.AlarmsFor(caller)}", new { alarm = query.Alarm }), cancellation))?.ToView(caller);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/alarms", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Words("state", States), query.Flag("open"), "", query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted with { Filters = query.Filters }, cancellation);
        })
        .Produces<Page<AlarmView>>().Lists("state", "open").WithSummary("What needs a person").Needs(Scopes.Report, Scopes.Read);

    private const string Select =
        $"""
        SELECT alarms.id, alarms.kind, alarms.severity, alarms.subject, alarms.since, people.name AS acknowledged_by, alarms.acknowledged_at,
            alarms.note, alarms.ended_at, alarms.text, alarms.text_vi, {AlarmWords.Named}
        FROM alarms
        LEFT JOIN incidents ON incidents.id = alarms.incident_id
        LEFT JOIN people ON people.id = alarms.acknowledged_by
        """;

    // The words are this class's own; nothing that a caller wrote stands in the text.
    private static string Condition(string state) => state switch
    {
        "open" => "(alarms.ended_at IS NULL AND alarms.acknowledged_at IS NULL)",
        "acknowledged" => "(alarms.ended_at IS NULL AND alarms.acknowledged_at IS NOT NULL)",
        _ => "alarms.ended_at IS NOT NULL",
    };

    private sealed record Row(
        Guid Id, string Kind, string Severity, string Subject, DateTimeOffset Since, string? AcknowledgedBy, DateTimeOffset? AcknowledgedAt,
        string? Note, DateTimeOffset? EndedAt, string Text, string TextVi, string? Named)
    {
        /// <summary>As the caller may see it: who of the desk took it, and what they said to each other, stands on the timeline as internal too.</summary>
        public AlarmView ToView(Caller caller) => new(
            Id, Kind, Severity, Subject, Since, caller.IsDesk ? AcknowledgedBy : null, AcknowledgedAt, caller.IsDesk && caller.SeesContacts ? Note : null, EndedAt,
            AlarmWords.For(caller, Text, Named), AlarmWords.For(caller, TextVi, Named));
    }
}
