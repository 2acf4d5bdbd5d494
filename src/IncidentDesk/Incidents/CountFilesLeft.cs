using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>How many files of a form that was just sent could not be given to the incident that came of it.</summary>
public static class CountFilesLeft
{
    /// <param name="Form">The form's own key.</param>
    public sealed record Query(Guid Form) : IRequest<long>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, long>
    {
        public Task<long> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(
            reading => reading.SingleAsync<long>(
                $"SELECT count(*) FROM evidence WHERE form_key = @form AND incident_id IS NULL AND added_by_id = @me AND {caller.MaySee("evidence")}",
                new { form = query.Form, me = caller.Id }), cancellation);
    }
}
