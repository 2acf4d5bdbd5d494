using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>Says that an incident is the same as another one of its agency. It can be taken back; what is graver needs a second person first.</summary>
public static class MergeIncident
{
    /// <param name="Into">Number or id of the one that stays.</param>
    public sealed record MergeBody(string Into, string Reason);

    public sealed record Command(string Incident, MergeBody Body, long Version) : IRequest<EndIncident.Outcome>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Into).TextBetween(1, 60);
            RuleFor(command => command.Body.Reason).TextBetween(1, MoveDoors.MostNote);
        }
    }

    public sealed class Handler(Database database, Casework casework, Duties duties, Caller caller) : IRequestHandler<Command, EndIncident.Outcome>
    {
        public Task<EndIncident.Outcome> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(transaction => MergeAsync(transaction, command), cancellation);

        private async Task<EndIncident.Outcome> MergeAsync(Transaction transaction, Command command)
        {
            var own = await VisibleIncident.RequireAsync(transaction, command.Incident, caller);
            var into = IncidentRef.Parse(command.Body.Into.Trim()) is { } named ? await VisibleIncident.FindAsync(transaction, named, caller) : null;
            if (into is null)
                throw new RefusedException(Problems.Validation(Faults.At("/into", "unknown-reference", command.Body.Into)));
            var (step, target) = await HoldBothAsync(transaction, own, into, command);
            Merging.RefuseWhereItMayNot(step, target);
            var merging = new Merging(target.Id, command.Body.Reason.Trim());
            if (Merging.Lowers(step.Incident, target))
            {
                casework.RequirePerson();
                return new EndIncident.Outcome.Asked(await merging.AskAsync(step, target));
            }
            await merging.DoAsync(step, target, duties);
            return new EndIncident.Outcome.Ended(await Casework.AnswerAsync(step));
        }

        // Always in the same order: two who merge the same two into each other wait for one another once, not for ever.
        private async Task<(Step, Casework.Standing)> HoldBothAsync(Transaction transaction, VisibleIncident own, VisibleIncident into, Command command)
        {
            var isFirst = string.CompareOrdinal(own.Id.ToString("D"), into.Id.ToString("D")) <= 0;
            var early = isFirst ? null : await Casework.Standing.TakeAsync(transaction, into.Id, ETags.Any);
            var step = await casework.HoldAsync(transaction, command.Incident, command.Version);
            return (step, early ?? (await Casework.Standing.TakeAsync(transaction, into.Id, ETags.Any))!);
        }
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPut("/incidents/{incident}/merge", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await MoveDoors.ReadAsync<MergeBody>(http, cancellation);
            return EndIncident.Say(http, await sender.Send(new Command(incident, body, version), cancellation));
        }).Accepts<MergeBody>("application/json").Produces<IncidentView>().Produces<EndIncident.AskedAnswer>(StatusCodes.Status202Accepted)
            .WithSummary("Merge an incident into another one of its agency").NeedsDesk(Scopes.Work);
        doors.MapDelete("/incidents/{incident}/merge", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            return MoveDoors.Say(http, await sender.Send(new UnmergeIncident.Command(incident, version), cancellation));
        }).Produces<IncidentView>().WithSummary("Take a merging back").NeedsDesk(Scopes.Work);
    }
}
