using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Escalation.Ladders;

/// <summary>"At 03:00 on Sunday this would call ...": one round of a ladder that nobody acknowledges, by the rules that climb it.</summary>
public static class PreviewLadder
{
    public sealed record Query(string Severity, DateTimeOffset? At) : IRequest<Answer?>;

    public sealed record Answer(string Severity, DateTimeOffset At, IReadOnlyList<Step> Steps);

    /// <param name="Rung">Which rung of the ladder, from 1; for the fallback the last one.</param>
    /// <param name="Who">The word of the rung, or fallback.</param>
    /// <param name="Skipped">Rungs that would have nobody.</param>
    public sealed record Step(
        long Rung, DateTimeOffset At, string Who, bool Fallback, IReadOnlyList<Called> Calls, IReadOnlyList<string> Skipped, string Text, string TextVi);

    public sealed record Called(Guid Id, string Name, IReadOnlyList<string> Channels);

    public sealed class Handler(Database database, Crews crews, TimeProvider clock) : IRequestHandler<Query, Answer?>
    {
        public Task<Answer?> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            if (await LadderRows.FindAsync(reading, query.Severity) is not { } row)
                return null;
            var (ladder, at) = (row.Ladder, query.At ?? clock.GetUtcNow());
            var crew = await crews.ReadAsync(reading, at, at.AddSeconds(ladder.Rungs.Sum(rung => rung.PatienceSeconds) + 1));
            return new Answer(query.Severity, at, [.. Climb.Round(ladder, crew, at).Select(one => StepOf(one.At, one.Step))]);
        }, cancellation);

        private static Step StepOf(DateTimeOffset at, ClimbStep step) => new(
            step.Climbed, at, step.Who, step.IsFallback,
            [.. step.Callees.Select(callee => new Called(callee.Person.Id, callee.Person.Name, callee.Channels))],
            step.Skipped, step.Said.En, step.Said.Vi);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/ladders/{severity}/preview", async (string severity, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var at = query.Instant("at");
            query.Done();
            return Words.Severities.Contains(severity) && await sender.Send(new Query(severity, at), cancellation) is { } preview
                ? Results.Json(preview, Json.Options)
                : throw new RefusedException(Problems.NotFound());
        })
        .Produces<Answer>().Asks("at").WithSummary("Whom the ladder would call from an instant on").NeedsDesk(Scopes.Read, Scopes.Work, Scopes.Admin);
}
