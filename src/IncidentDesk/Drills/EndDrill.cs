using System.Globalization;
using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Drills;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Drills;

/// <summary>A drill that ran comes to its end, with how it went and what was found. From then on nothing of it leaves any more.</summary>
public static class EndDrill
{
    /// <param name="Findings">May be empty: then nothing was found, and the summary says so.</param>
    public sealed record EndingBody(string Summary, IReadOnlyList<FindingBody>? Findings = null);

    /// <param name="Action">What is to be done about it, by whom and until when.</param>
    public sealed record FindingBody(string Text, string? Action = null, string? Responsible = null, DateOnly? DueOn = null);

    public sealed record Command(Guid Drill, EndingBody Body, long Version) : IRequest<DrillView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Summary).TextBetween(1, 20_000);
            RuleFor(command => command.Body.Findings).AtMostItems(100);
            RuleForEach(command => command.Body.Findings).ChildRules(finding =>
            {
                finding.RuleFor(one => one.Text).TextBetween(1, 2000);
                finding.RuleFor(one => one.Action).TextBetween(1, 2000);
                finding.RuleFor(one => one.Responsible).TextBetween(1, 200).OnOneLine();
            });
        }
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, DrillView>
    {
        public Task<DrillView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var row = await DrillRows.RequireAsync(transaction, command.Drill, caller, command.Version, DrillStates.Ended);
                if (caller.Person is null)
                    throw new RefusedException(Problems.Forbidden("needs-a-person"));
                var (now, findings) = (clock.GetUtcNow(), command.Body.Findings ?? []);
                await DrillRows.MoveAsync(
                    transaction, row, new(DrillStates.Ended, "end", Actor.Of(caller), now), ", ended_at = @now, summary = @summary",
                    ("now", now), ("summary", command.Body.Summary.Trim()));
                for (var n = 0; n < findings.Count; n++)
                    await transaction.ExecuteAsync(
                        "INSERT INTO drill_findings (drill_id, n, text, action, responsible, due_on) VALUES (@drill, @n, @text, @action, @responsible, @dueOn)",
                        new
                        {
                            drill = row.Id, n = n + 1L, text = findings[n].Text.Trim(), action = findings[n].Action, responsible = findings[n].Responsible,
                            dueOn = findings[n].DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        });
                return await DrillReading.ViewAsync(transaction, await DrillRows.RequireAsync(transaction, row.Id, caller), caller);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/drills/{drill:guid}/findings", async (Guid drill, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<EndingBody>(http, DrillRules.MostBytes, cancellation);
            return DrillAnswer.Of(http, await sender.Send(new Command(drill, body.Value, version), cancellation));
        })
        .Accepts<EndingBody>("application/json").Produces<DrillView>().WithSummary("End a running drill with its findings").NeedsDesk(Scopes.Work);
}
