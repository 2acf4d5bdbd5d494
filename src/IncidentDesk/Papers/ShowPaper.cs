using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Papers;

/// <summary>One paper at its newest version. That somebody opened it is in the audit.</summary>
public static class ShowPaper
{
    public sealed record Query(string Paper) : IRequest<PaperAnswer?>;

    public sealed class Handler(Database database, PaperViews views, AuditBook book, Caller caller) : IRequestHandler<Query, PaperAnswer?>
    {
        public async Task<PaperAnswer?> Handle(Query query, CancellationToken cancellation)
        {
            var answer = await database.ReadAsync(
                async reading => await PaperRow.FindAsync(reading, query.Paper, caller) is { } row ? await PaperAnswer.OfAsync(reading, views, row.Id, caller) : null, cancellation);
            if (answer is not null)
                book.Opened(caller, "paper", answer.Paper.Id);
            return answer;
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/papers/{paper}", async (string paper, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return (await sender.Send(new Query(paper), cancellation) ?? throw new RefusedException(Problems.NotFound())).Say(http);
        })
        .Produces<PaperView>().WithSummary("One paper with its answers, what is missing, its versions and sendings").Needs(Scopes.Report, Scopes.Read);
}
