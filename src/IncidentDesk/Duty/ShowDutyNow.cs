using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty;

/// <summary>Who is on duty at this moment, and which posts nobody holds.</summary>
public static class ShowDutyNow
{
    public sealed record Query : IRequest<Answer>;

    public sealed record Answer(DateTimeOffset At, IReadOnlyList<ShiftView> Items, IReadOnlyList<string> Vacant);

    public sealed class Handler(Database database, TimeProvider clock) : IRequestHandler<Query, Answer>
    {
        public Task<Answer> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            var now = clock.GetUtcNow();
            var items = await DutyRows.BetweenAsync(reading, now, now.AddMilliseconds(1), null, 200);
            return new Answer(now, items, [.. Callable.DutyPosts.Where(post => !items.Any(shift => shift.Post == post))]);
        }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/duty/now", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return sender.Send(new Query(), cancellation);
        })
        .Produces<Answer>().WithSummary("Who is on duty now").NeedsDesk(Scopes.Read, Scopes.Work, Scopes.Admin);
}
