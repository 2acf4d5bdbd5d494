using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Papers.Facts;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Papers;

/// <summary>A paper about an incident is drafted: filled from what is stored, with what nobody has said named.</summary>
public static class DraftPaper
{
    /// <param name="Obligation">The open duty that it is to meet.</param>
    public sealed record DraftBody(string Form, Guid? Obligation = null);

    public sealed record Command(string Incident, DraftBody Body) : IRequest<PaperAnswer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Form).TextBetween(1, 100);
    }

    public sealed class Handler(Database database, PaperForms forms, PaperDrafting drafting, PaperViews views, Caller caller, TimeProvider clock) : IRequestHandler<Command, PaperAnswer>
    {
        public Task<PaperAnswer> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(transaction => DraftAsync(transaction, command), cancellation);

        private async Task<PaperAnswer> DraftAsync(Transaction transaction, Command command)
        {
            var incident = await VisibleIncident.RequireAsync(transaction, command.Incident, caller);
            var now = clock.GetUtcNow();
            var form = forms.Require(command.Body.Form, PaperForm.OfIncident, now);
            if (command.Body.Obligation is { } duty)
                await RequireDutyAsync(transaction, incident.Id, duty, form, forms.At(now));
            var id = await drafting.WriteAsync(
                transaction, new(form, incident.Id, incident.AgencyId, command.Body.Obligation, now), Actor.Of(caller), caller.Person);
            return await PaperAnswer.OfAsync(transaction, views, id, caller);
        }

        private static async Task RequireDutyAsync(Reading reading, Guid incident, Guid duty, PaperForm form, IReadOnlyList<PaperForm> known)
        {
            var found = (await ObligationRows.OfAsync(reading, incident)).FirstOrDefault(one => one.Id == duty);
            // A duty is met by the paper that it asks for, and by no other.
            if (found is null || PaperForm.Asked(known, found.Kind, found.Rule, found.Form).All(one => one.Code != form.Code))
                throw new RefusedException(Problems.Validation(Faults.At("/obligation", "unknown-reference", duty.ToString("D"))));
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/incidents/{incident}/papers", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<DraftBody>(http, PaperAnswer.MostBytes, cancellation);
            return (await sender.Send(new Command(incident, body.Value), cancellation)).Created(http);
        })
        .Accepts<DraftBody>("application/json").Produces<PaperView>(StatusCodes.Status201Created)
        .WithSummary("Draft a paper about an incident from what is stored").NeedsDesk(Scopes.Work);
}
