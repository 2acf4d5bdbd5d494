using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Evidence;

/// <summary>Somebody writes down who has it now, and why. A line is never changed: a wrong one is followed by a right one.</summary>
public static class RecordCustody
{
    /// <param name="Holder">Who has it after this: a person and their unit.</param>
    /// <param name="At">When it happened; now, where absent.</param>
    public sealed record CustodyBody(string Act, string Holder, string Reason, DateTimeOffset? At = null);

    public sealed record Command(string Evidence, CustodyBody Body) : IRequest<ShowCustody.View>;

    public sealed class Validator : AbstractValidator<Command>
    {
        private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Body.Act).OneOf(Custody.Acts);
            RuleFor(command => command.Body.Holder).TextBetween(1, 200).OnOneLine();
            RuleFor(command => command.Body.Reason).TextBetween(1, 2000);
            RuleFor(command => command.Body.At).Must(at => at is null || at <= clock.GetUtcNow() + ClockSlack).WithErrorCode("in-the-future");
        }
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, ShowCustody.View>
    {
        public Task<ShowCustody.View> Handle(Command command, CancellationToken cancellation) => database.WriteAsync(async transaction =>
        {
            var (now, actor, body) = (clock.GetUtcNow(), Actor.Of(caller), command.Body);
            var row = await EvidenceRow.FindAsync(transaction, command.Evidence, caller) ?? throw new RefusedException(Problems.NotFound());
            // Of two who write at once, one waits here and has the number after.
            await transaction.ExecuteAsync("UPDATE evidence SET name = name WHERE id = @id", new { id = row.Id });
            var n = await Custody.WriteAsync(
                transaction, row.Id, actor, caller.Id, new(body.Act, body.Holder.Trim(), body.Reason.Trim(), body.At ?? now), now);
            if (row.IncidentId is { } incident)
                await Changes.TellAsync(transaction, "incident", incident, row.Number, "custody", row.AgencyId, now);
            await AuditTrail.AppendAsync(transaction, actor.Word, "evidence.custody", row.Id.ToString("D"), $"{body.Act} {n}", now);
            return ShowCustody.View.Of((await transaction.SingleAsync<Custody>($"{Custody.Select} AND n = @n", new { evidence = row.Id, n }))!, caller);
        }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/evidence/{evidence}/custody", async (string evidence, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = (await Body.ReadAsync<CustodyBody>(http, 64 << 10, cancellation)).Value;
            return Made.Say(http, await sender.Send(new Command(evidence, body), cancellation));
        })
        .Accepts<CustodyBody>("application/json").Produces<ShowCustody.View>(StatusCodes.Status201Created)
        .WithSummary("Write down who has it, and why").Needs(Scopes.Report, Scopes.Work);
}
