using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Delivery;

/// <summary>The question about a letter that waits for a second person; who may read it, its own page decides.</summary>
public static class OpenApproval
{
    public sealed record Query(Guid Delivery) : IRequest<Guid?>;

    public sealed class Handler(Database database) : IRequestHandler<Query, Guid?>
    {
        public Task<Guid?> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(reading => reading.SingleAsync<Guid?>(
            "SELECT id FROM approvals WHERE kind = @kind AND subject = @subject AND state = 'open'",
            new { kind = DeliveryAsking.Kind, subject = query.Delivery.ToString("D") }), cancellation);
    }
}
