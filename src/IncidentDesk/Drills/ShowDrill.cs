using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Drills;

/// <summary>One drill: its plan, who takes part, what was reported in it, and how long each thing took.</summary>
public static class ShowDrill
{
    public sealed record Query(Guid Drill) : IRequest<DrillView>;

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, DrillView>
    {
        public async Task<DrillView> Handle(Query query, CancellationToken cancellation)
        {
            var found = await database.ReadAsync(
                async reading => await DrillReading.ViewAsync(reading, await DrillRows.RequireAsync(reading, query.Drill, caller), caller), cancellation);
            book.Opened(caller, "drill", found.Id);
            return found;
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/drills/{drill:guid}", async (Guid drill, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return DrillAnswer.Of(http, await sender.Send(new Query(drill), cancellation));
        })
        .Produces<DrillView>().WithSummary("One drill, with the times measured from detection").Needs(Scopes.Report, Scopes.Read);
}
