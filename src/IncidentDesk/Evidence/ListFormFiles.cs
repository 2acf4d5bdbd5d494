using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Evidence;

/// <summary>The files that wait for the report of one form, oldest first. Nobody but whoever added them ever sees them.</summary>
public static class ListFormFiles
{
    /// <param name="Form">The form's own key.</param>
    public sealed record Query(Guid Form) : IRequest<IReadOnlyList<EvidenceView>>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, IReadOnlyList<EvidenceView>>
    {
        public Task<IReadOnlyList<EvidenceView>> Handle(Query query, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<EvidenceView>>(
            async reading => [.. (await OfAsync(reading, query.Form, caller)).Select(row => row.ToView())], cancellation);
    }

    internal static Task<IReadOnlyList<EvidenceRow>> OfAsync(Reading reading, Guid form, Caller caller) => reading.QueryAsync<EvidenceRow>(
        $"{EvidenceRow.Select} WHERE evidence.form_key = @form AND evidence.incident_id IS NULL AND {EvidenceRow.VisibleTo(caller)} ORDER BY evidence.id LIMIT 100",
        new { form });
}
