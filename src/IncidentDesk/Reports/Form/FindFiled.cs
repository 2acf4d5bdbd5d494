using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Reports.Form;

/// <summary>The incident under which a form was filed already, by its key; null where it was not, or where the caller may not see it.</summary>
public static class FindFiled
{
    public sealed record Query(Guid Key) : IRequest<string?>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, string?>
    {
        public Task<string?> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(
            reading => reading.SingleAsync<string>(
                $"""
                SELECT incidents.number FROM reports JOIN incidents ON incidents.id = reports.incident_id
                WHERE reports.source = @source AND reports.source_ref = @key AND {caller.MaySee("reports")}
                ORDER BY reports.id LIMIT 1
                """,
                new { source = FormReading.Source, key = query.Key.ToString("D") }), cancellation);
    }
}
