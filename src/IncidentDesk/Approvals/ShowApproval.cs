using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Approvals;

/// <summary>One approval with the very content that it is about. A letter names whom to ask: who sees no contact has its sum.</summary>
public static class ShowApproval
{
    public sealed record Query(Guid Id) : IRequest<ApprovalView?>;

    public sealed class Handler(Database database, ApprovedActs acts, Caller caller, AuditBook book) : IRequestHandler<Query, ApprovalView?>
    {
        public async Task<ApprovalView?> Handle(Query query, CancellationToken cancellation)
        {
            var shown = await database.ReadAsync<ApprovalView?>(
                async reading => await ApprovalRows.FindAsync(reading, query.Id, caller) is { } row
                    ? await acts.ViewAsync(reading, row, withContent: caller.SeesContacts)
                    : null,
                cancellation);
            if (shown is not null)
                book.Opened(caller, "approval", shown.Id);
            return shown;
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/approvals/{approval:guid}", async (Guid approval, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return Results.Json(
                await sender.Send(new Query(approval), cancellation) ?? throw new RefusedException(Problems.NotFound()), Json.Options);
        })
        .Produces<ApprovalView>().WithSummary("One approval, with its content")
        .Needs(Scopes.Report, Scopes.Read, Scopes.Work, Scopes.Approve, Scopes.Admin);
}
