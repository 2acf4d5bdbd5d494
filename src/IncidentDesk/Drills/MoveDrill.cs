using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Drills;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Drills;

/// <summary>A person approves a drill, begins it, aborts it while it runs, or cancels it before. A live one is approved by somebody who did not write its plan.
/// Its own people hear by mail that it was approved and that it has begun.</summary>
public static class MoveDrill
{
    public sealed record NoteBody(string? Note = null);

    public sealed record ReasonBody(string Reason);

    /// <param name="Text">A note, or the reason of an abort.</param>
    public sealed record Command(Guid Drill, string To, string? Text, long Version) : IRequest<DrillView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Text).TextBetween(1, 2000).OverridePropertyName("/note").When(command => !IsReasoned(command));
            RuleFor(command => command.Text).NotNull().WithErrorCode("required").TextBetween(1, 2000).OverridePropertyName("/reason").When(IsReasoned);
        }

        private static bool IsReasoned(Command command) => command.To is DrillStates.Aborted or DrillStates.Cancelled;
    }

    public sealed class Handler(Database database, DrillMails mails, Caller caller, TimeProvider clock) : IRequestHandler<Command, DrillView>
    {
        public Task<DrillView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var row = await DrillRows.RequireAsync(transaction, command.Drill, caller, command.Version, command.To);
                var person = caller.Person ?? throw new RefusedException(Problems.Forbidden("needs-a-person"));
                var (now, by) = (clock.GetUtcNow(), Actor.Of(caller));
                DrillRows.Step Step(string what) => new(command.To, what, by, now, command.Text);
                if (command.To is DrillStates.Approved or DrillStates.Running)
                    await RefuseUnreadyAsync(transaction, row, command.To, person, now);
                await (command.To switch
                {
                    DrillStates.Approved => DrillRows.MoveAsync(transaction, row, Step("approve"), ", approved_at = @now, approved_by = @name", ("now", now), ("name", by.Name)),
                    DrillStates.Running => DrillRows.MoveAsync(transaction, row, Step("start"), ", started_at = @now", ("now", now)),
                    DrillStates.Aborted => DrillRows.MoveAsync(transaction, row, Step("abort"), ", ended_at = @now, reason = @reason", ("now", now), ("reason", command.Text)),
                    _ => DrillRows.MoveAsync(transaction, row, Step("cancel"), ", ended_at = @now, reason = @reason", ("now", now), ("reason", command.Text)),
                });
                if (command.To is DrillStates.Approved or DrillStates.Running)
                    await mails.TellAsync(transaction, row.Id, command.To == DrillStates.Approved ? DrillMails.Approved : DrillMails.Started, row.Moves + 1, now);
                return await DrillReading.ViewAsync(transaction, await DrillRows.RequireAsync(transaction, row.Id, caller), caller);
            }, cancellation);

        // Looked at both times: somebody of the participants may have left since it was approved.
        private async Task RefuseUnreadyAsync(Reading reading, DrillRow row, string to, Guid person, DateTimeOffset now)
        {
            if (to == DrillStates.Approved && row.Kind == DrillStates.Live && row.WrittenBy.Split(' ').Contains(person.ToString("D")))
                throw new RefusedException(Problems.Conflict("same-person"));
            var plan = row.PlanWith((await DrillReading.PeopleAsync(reading, row.Id)).Count, (await DrillReading.SystemsAsync(reading, row.Id, caller)).Count);
            if (plan.Missing() is { Count: > 0 } missing)
                throw new RefusedException(Problems.Conflict("drill-incomplete").With("missing", missing));
            // A window that is over lets nothing begin: who approves it would count a drill that cannot be held.
            if ((to == DrillStates.Running && !plan.MayBeginAt(now)) || (to == DrillStates.Approved && row.EndsAt <= now))
                throw new RefusedException(Problems.Conflict("outside-window").With("window", DrillReading.SpanOf(row.StartsAt, row.EndsAt)));
        }
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPut("/drills/{drill:guid}/approval", (Guid drill, HttpContext http, ISender sender, CancellationToken cancellation) => NotedAsync(drill, DrillStates.Approved, http, sender, cancellation))
            .Accepts<NoteBody>("application/json").Produces<DrillView>().WithSummary("Approve a drill; a live one by somebody who did not write its plan").NeedsDesk(Scopes.Approve);
        doors.MapPut("/drills/{drill:guid}/start", (Guid drill, HttpContext http, ISender sender, CancellationToken cancellation) => NotedAsync(drill, DrillStates.Running, http, sender, cancellation))
            .Accepts<NoteBody>("application/json").Produces<DrillView>().WithSummary("Begin an approved drill, inside its window").NeedsDesk(Scopes.Work);
        doors.MapPut("/drills/{drill:guid}/abort", (Guid drill, HttpContext http, ISender sender, CancellationToken cancellation) => ReasonedAsync(drill, DrillStates.Aborted, http, sender, cancellation))
            .Accepts<ReasonBody>("application/json").Produces<DrillView>().WithSummary("Abort a running drill, with the reason").NeedsDesk(Scopes.Work);
        doors.MapPut("/drills/{drill:guid}/cancellation", (Guid drill, HttpContext http, ISender sender, CancellationToken cancellation) => ReasonedAsync(drill, DrillStates.Cancelled, http, sender, cancellation))
            .Accepts<ReasonBody>("application/json").Produces<DrillView>().WithSummary("Cancel a drill that has not begun, with the reason").NeedsDesk(Scopes.Work);
    }

    private static async Task<IResult> NotedAsync(Guid drill, string to, HttpContext http, ISender sender, CancellationToken cancellation)
    {
        var version = ETags.Require(http.Request);
        QueryString.Of(http.Request).Done();
        var body = await Body.ReadAsync<NoteBody>(http, DrillRules.MostBytes, cancellation);
        return DrillAnswer.Of(http, await sender.Send(new Command(drill, to, body.Value.Note, version), cancellation));
    }

    private static async Task<IResult> ReasonedAsync(Guid drill, string to, HttpContext http, ISender sender, CancellationToken cancellation)
    {
        var version = ETags.Require(http.Request);
        QueryString.Of(http.Request).Done();
        var body = await Body.ReadAsync<ReasonBody>(http, DrillRules.MostBytes, cancellation);
        return DrillAnswer.Of(http, await sender.Send(new Command(drill, to, body.Value.Reason, version), cancellation));
    }
}
