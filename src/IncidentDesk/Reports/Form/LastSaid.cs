using IncidentDesk.Incidents;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Reports.Form;

/// <summary>What was said last of an incident: a correction starts from there, and what it does not touch stays.</summary>
public static class LastSaid
{
    public sealed record Query(Guid Incident) : IRequest<ReportFacts?>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, ReportFacts?>
    {
        public async Task<ReportFacts?> Handle(Query query, CancellationToken cancellation) => await database.ReadAsync(
            reading => reading.SingleAsync<string>(
                $"""
                SELECT facts FROM reports WHERE incident_id = @incident AND kind IN ('initial', 'correction') AND {caller.MaySee("reports")}
                ORDER BY received_at DESC, id DESC LIMIT 1
                """,
                new { incident = query.Incident }), cancellation) is { } facts ? ReportFacts.FromJson(facts) : null;
    }
}
