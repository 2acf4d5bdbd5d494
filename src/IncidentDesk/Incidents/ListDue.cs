using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>What the law wants of all incidents that the caller may see, and what centres asked for by an instant, earliest due first.</summary>
public static class ListDue
{
    public sealed record Query(IReadOnlyList<string> State, IReadOnlyList<string> Kind, bool? Overdue, int Limit, string? Cursor)
        : IRequest<Page<Item>>
    {
        public string Filters => $"{string.Join(',', State)}|{string.Join(',', Kind)}|{Overdue}";

        /// <summary>The words stand in the text: they come from closed lists.</summary>
        public string Condition
        {
            get
            {
                var states = State.Count > 0 ? $"obligations.state IN ('{string.Join("', '", State)}')" : "1 = 1";
                var kinds = Kind.Count > 0 ? $"obligations.kind IN ('{string.Join("', '", Kind)}')" : "1 = 1";
                var overdue = Overdue switch
                {
                    true => "(obligations.state = 'open' AND obligations.due_at < @now)",
                    false => "(obligations.state <> 'open' OR obligations.due_at >= @now)",
                    _ => "1 = 1",
                };
                return $"{states} AND {kinds} AND {overdue}";
            }
        }
    }

    /// <param name="Incident">Null of a request that is about none.</param>
    /// <param name="Agency">Code; null of a request, which may concern many.</param>
    /// <param name="Request">Of a coordination-reply: the request, whose reference stands under article.</param>
    public sealed record Item(
        Guid Id, string? Incident, string? Agency, string Kind, string Rule, string Article, string Sureness, string Recipient, string? Form,
        DateTimeOffset StartsAt, DateTimeOffset DueAt, bool Internal, string State, DateTimeOffset? MetAt, string? MetBy,
        long? LateBySeconds, DateTimeOffset? OldDueAt, string? LateReason, bool ReasonMissing, bool Preliminary, Guid? Request);

    private static readonly IReadOnlyList<string> States = ["open", "met", "late", "waived", "void"];

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Page<Item>>
    {
        public Task<Page<Item>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("obligations", query.Filters, "due", caller.Id.ToString("D"));
                var position = place.Read(query.Cursor);
                var parameters = new
                {
                    due = position?.Number(0) ?? long.MinValue, id = position?.Text(1) ?? "", now = clock.GetUtcNow(), limit = query.Limit + 1L,
                };
                // Each by its own index; what lies beyond the limit of one lies beyond the limit of both.
                IReadOnlyList<Row> rows =
                [
                    .. (await reading.QueryAsync<Row>(OfIncidents(query), parameters)).Concat(await reading.QueryAsync<Row>(OfCentres(query), parameters))
                        .OrderBy(row => row.DueAt).ThenBy(row => row.Id.ToString("D"), StringComparer.Ordinal).Take(query.Limit + 1),
                ];
                return place.Page(rows, query.Limit, row => [row.DueAt.ToUnixTimeMilliseconds(), row.Id.ToString("D")], row => row.ToItem());
            }, cancellation);

        private string OfIncidents(Query query) =>
            $"""
            SELECT obligations.id, incidents.number AS incident, agencies.code AS agency, obligations.kind, obligations.rule,
                obligations.article, obligations.sureness, obligations.recipient, obligations.form, obligations.basis,
                obligations.starts_at, obligations.due_at, obligations.old_due_at, obligations.state, obligations.met_at,
                obligations.met_by, obligations.late_reason, obligations.preliminary_at, obligations.opened_at
            FROM obligations
            JOIN incidents ON incidents.id = obligations.incident_id
            JOIN agencies ON agencies.id = incidents.agency_id
            WHERE {caller.MaySee("incidents")} AND {query.Condition} AND {After}
            """;

        // The letter itself is at hand: what it asks for and by when is sure.
        private string OfCentres(Query query) =>
            $"""
            SELECT obligations.id, obligations.incident, CAST(NULL AS TEXT) AS agency, obligations.kind, obligations.centre_id AS rule, obligations.reference AS article,
                'verified' AS sureness, obligations.recipient, CAST(NULL AS TEXT) AS form, 'request' AS basis, obligations.starts_at, obligations.due_at,
                CAST(NULL AS BIGINT) AS old_due_at, obligations.state, obligations.met_at, CAST(NULL AS TEXT) AS met_by, CAST(NULL AS TEXT) AS late_reason,
                CAST(NULL AS BIGINT) AS preliminary_at, CAST(NULL AS BIGINT) AS opened_at
            FROM ({RequestDues.Table(caller)}) AS obligations WHERE {query.Condition} AND {After}
            """;

        private const string After = "(obligations.due_at, obligations.id) > (@due, @id) ORDER BY obligations.due_at, obligations.id LIMIT @limit";
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/obligations", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(
                query.Words("state", States), query.Words("kind", Words.ObligationKinds), query.Flag("overdue"), query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<Item>>().Lists("state", "kind", "overdue").WithSummary("What the law wants, earliest due first").Needs(Scopes.Report, Scopes.Read);

    private sealed record Row(
        Guid Id, string? Incident, string? Agency, string Kind, string Rule, string Article, string Sureness, string Recipient, string? Form,
        string Basis, DateTimeOffset StartsAt, DateTimeOffset DueAt, DateTimeOffset? OldDueAt, string State, DateTimeOffset? MetAt,
        string? MetBy, string? LateReason, DateTimeOffset? PreliminaryAt, DateTimeOffset? OpenedAt)
    {
        public Item ToItem() => new(
            Id, Incident, Agency, Kind, Rule, Article, Sureness, Recipient, Form, StartsAt, DueAt, Basis == "internal", State, MetAt, MetBy,
            ObligationRows.LateBySeconds(DueAt, MetAt), OldDueAt, LateReason,
            MissingReason.IsSo(State, StartsAt, DueAt, OpenedAt, LateReason), PreliminaryAt is not null,
            Basis == "request" ? Id : null);
    }
}
