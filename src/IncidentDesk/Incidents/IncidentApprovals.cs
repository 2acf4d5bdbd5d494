using IncidentDesk.Approvals;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>What about one incident waits for a second person, with what deciding does just now.</summary>
public static class IncidentApprovals
{
    public sealed record Query(Guid Incident) : IRequest<IReadOnlyList<Item>>;

    public sealed record Item(
        Guid Id, string Text, string TextVi, string? WhatHappens, string? WhatHappensVi, string ContentHash, string Needs, string? Incident, string? AskedByName,
        Guid? AskedByPerson, DateTimeOffset AskedAt);

    public sealed class Handler(Database database, Caller caller, ApprovedActs acts) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellation) => !caller.IsDesk
            ? Task.FromResult<IReadOnlyList<Item>>([])
            : database.ReadAsync<IReadOnlyList<Item>>(async reading =>
            {
                var parameters = ApprovalRows.Parameters(caller);
                parameters["incident"] = query.Incident;
                var items = new List<Item>();
                foreach (var row in await ApprovalRows.OfAsync(reading, "approvals.incident_id = @incident AND approvals.state = 'open' ORDER BY approvals.id LIMIT 20", parameters))
                {
                    var view = await acts.ViewAsync(reading, row);
                    items.Add(new(row.Id, row.Text, row.TextVi, view.WhatHappens, view.WhatHappensVi, row.ContentHash, row.Needs, row.Number, row.AskedByName, row.AskedByPerson, row.AskedAt));
                }
                return items;
            }, cancellation);
    }
}
