using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty;

/// <summary>One line of the duty table.</summary>
public static class ShowShift
{
    public sealed record Query(Guid Id) : IRequest<ShiftView?>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, ShiftView?>
    {
        public async Task<ShiftView?> Handle(Query query, CancellationToken cancellation) =>
            (await database.ReadAsync(reading => DutyRows.FindAsync(reading, query.Id), cancellation))?.For(caller);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/duty/{shift:guid}", async (Guid shift, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new Query(shift), cancellation) ?? throw new RefusedException(Problems.NotFound());
            return ETags.NotModified(http, found.Version) ? Results.Empty : Results.Json(found, Json.Options);
        })
        .Produces<ShiftView>().WithSummary("One line of the duty table").NeedsDesk(Scopes.Read, Scopes.Work, Scopes.Admin);
}
