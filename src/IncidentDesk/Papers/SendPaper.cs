using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Centres;
using IncidentDesk.Delivery;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Papers;

/// <summary>
/// An approved paper is mailed to a centre through the post room, past the same guard as every message. The duty is met when the centre's server has taken it, never by a
/// simulation.
/// </summary>
public static class SendPaper
{
    /// <param name="Centre">Left out: the centre that holds the role which the duty names.</param>
    public sealed record SendingBody(string? Centre = null);

    public sealed record Command(string Paper, SendingBody Body, long Version) : IRequest<PaperAnswer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Centre).OneOf(Words.Centres);
    }

    public sealed class Handler(Database database, Deliveries deliveries, PaperForms forms, PaperViews views, Caller caller, TimeProvider clock) : IRequestHandler<Command, PaperAnswer>
    {
        private const string Mail = "mail";

        public Task<PaperAnswer> Handle(Command command, CancellationToken cancellation) => caller.Person is null
            ? throw new RefusedException(Problems.Forbidden("needs-a-person"))
            : database.WriteAsync(transaction => SendAsync(transaction, command), cancellation);

        private async Task<PaperAnswer> SendAsync(Transaction transaction, Command command)
        {
            var (now, actor) = (clock.GetUtcNow(), Actor.Of(caller));
            var paper = (await PaperRow.HoldAsync(transaction, command.Paper, command.Version, caller)).RequireState(PaperState.Approved);
            // A mail speaks of an incident; what is about a whole agency goes by hand.
            if (paper.IncidentId is not { } incident)
                throw new RefusedException(Problems.Conflict("paper-not-in-this-state").With("paperState", paper.State));
            await RequireDispatchAsync(transaction, paper);
            var to = await PaperRecipient.FindAsync(transaction, paper, command.Body.Centre, now);
            await MissingReason.RefuseAsync(transaction, incident, to.Obligation);
            if (to.Centre is not { } centre)
                throw new RefusedException(Problems.Validation(Faults.At("/centre", "required")));
            var contact = await CentreContacts.UsableAsync(transaction, centre, Mail, now)
                ?? throw new RefusedException(Problems.Conflict("contact-missing").With("centre", centre).With("channel", Mail));
            var planned = new PlannedDelivery(
                Ids.Next(now), incident, to.CauseKind, PaperCause.Ref(paper), Mail, Addressee.Of(centre, to.Role, to.Name, contact), Automatic: true, now, to.DueAt) { By = actor };
            if (!await deliveries.PlanAsync(transaction, planned))
                throw new RefusedException(Problems.Conflict("paper-not-in-this-state").With("paperState", paper.State));
            await PaperState.MoveAsync(transaction, paper.Id, PaperState.Approved, PaperState.Sending, actor, $"delivery {planned.Id:D}", now);
            await PaperSendings.AddAsync(transaction, paper, planned.Id, to.Obligation, null, now);
            return await PaperAnswer.OfAsync(transaction, views, paper.Id, caller);
        }

        // The registry writes number and date on paper; what leaves by mail has them already.
        private async Task RequireDispatchAsync(Reading reading, PaperRow paper)
        {
            var values = (await PaperVersions.FindAsync(reading, paper.Id, paper.Latest))!.Read().Values;
            if (Filling.Undispatched(forms.Of(paper), values) is { Count: > 0 } open)
                throw new RefusedException(Problems.Conflict("paper-incomplete") with
                {
                    Errors = [.. open.Select(field => Faults.Saying(
                        $"/fields/{field.Code}", "required", Texts.PaperMailNeeds.In(Language.English, field.Name.En), Texts.PaperMailNeeds.In(Language.Vietnamese, field.Name.Vi)))],
                });
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/papers/{paper}/sending", async (string paper, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await Body.ReadAsync<SendingBody>(http, PaperAnswer.MostBytes, cancellation);
            return (await sender.Send(new Command(paper, body.Value, version), cancellation)).Say(http);
        })
        .Accepts<SendingBody>("application/json").Produces<PaperView>().WithSummary("Mail an approved paper to a centre, through the guard").NeedsDesk(Scopes.Work);
}
