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

    /// <param name="Vacant">Posts that nobody holds.</param>
    /// <param name="Next">Who comes next on each post, within a fortnight.</param>
    public sealed record Answer(DateTimeOffset At, IReadOnlyList<ShiftView> Items, IReadOnlyList<string> Vacant, IReadOnlyList<ShiftView> Next);

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Answer>
    {
        public Task<Answer> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            var now = clock.GetUtcNow();
            var items = await DutyRows.BetweenAsync(reading, now, now.AddMilliseconds(1), null, 200);
            return new Answer(
                now, [.. items.Select(shift => shift.For(caller))], [.. Callable.DutyPosts.Where(post => !items.Any(shift => shift.Post == post))], [.. (await DutyRows.NextAsync(reading, now)).Select(shift => shift.For(caller))]);
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
