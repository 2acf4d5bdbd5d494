using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Papers.Facts;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Papers;

/// <summary>A paper about an agency as a whole is drafted from the registers: the yearly and the periodic report.</summary>
public static class DraftAgencyPaper
{
    /// <param name="Agency">Its code.</param>
    public sealed record AgencyDraftBody(string Form, string Agency);

    public sealed record Command(AgencyDraftBody Body) : IRequest<PaperAnswer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Form).TextBetween(1, 100);
            RuleFor(command => command.Body.Agency).TextBetween(1, 100);
        }
    }

    public sealed class Handler(Database database, PaperForms forms, PaperDrafting drafting, PaperViews views, Caller caller, TimeProvider clock) : IRequestHandler<Command, PaperAnswer>
    {
        public Task<PaperAnswer> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                var form = forms.Require(command.Body.Form, PaperForm.OfAgency, now);
                var agency = await transaction.SingleAsync<Guid?>("SELECT id FROM agencies WHERE code = @code", new { code = command.Body.Agency })
                    ?? throw new RefusedException(Problems.Validation(Faults.At("/agency", "unknown-reference", command.Body.Agency)));
                var id = await drafting.WriteAsync(transaction, new(form, null, agency, null, now), Actor.Of(caller), caller.Person);
                return await PaperAnswer.OfAsync(transaction, views, id, caller);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/papers", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<AgencyDraftBody>(http, PaperAnswer.MostBytes, cancellation);
            return (await sender.Send(new Command(body.Value), cancellation)).Created(http);
        })
        .Accepts<AgencyDraftBody>("application/json").Produces<PaperView>(StatusCodes.Status201Created)
        .WithSummary("Draft a yearly or periodic paper of an agency from the registers").NeedsDesk(Scopes.Work);
}
