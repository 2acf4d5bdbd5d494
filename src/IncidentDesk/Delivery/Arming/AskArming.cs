using System.Text.Json;
using FluentValidation;
using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Delivery.Arming;

/// <summary>An administrator says that this database shall really send from here. A second one must agree to the very same list of recipients.</summary>
public static class AskArming
{
    /// <param name="Action">arm.</param>
    /// <param name="ContentHash">The one that <c>GET /settings/seal</c> showed.</param>
    public sealed record ArmBody(string Action, string ContentHash);

    public sealed record Command(ArmBody Body) : IRequest<Outcome>;

    public abstract record Outcome
    {
        public sealed record Asked(ApprovalBrief Approval) : Outcome;

        /// <summary>It fits already: there is nothing to arm.</summary>
        public sealed record Fits(ShowSeal.View View) : Outcome;

        public sealed record Stale : Outcome;

        public sealed record NeedsAPerson : Outcome;
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Action).OneOf(ArmDesk.Word);
            RuleFor(command => command.Body.ContentHash).TextBetween(64, 64);
        }
    }

    public sealed class Handler(Database database, Seal seal, ChannelBook channels, Caller caller, TimeProvider clock)
        : IRequestHandler<Command, Outcome>
    {
        public Task<Outcome> Handle(Command command, CancellationToken cancellation) =>
            caller.Person is { } person
                ? database.WriteAsync(transaction => AskAsync(transaction, command.Body, person), cancellation)
                : Task.FromResult<Outcome>(new Outcome.NeedsAPerson());

        private async Task<Outcome> AskAsync(Transaction transaction, ArmBody body, Guid person)
        {
            var now = clock.GetUtcNow();
            var plan = await ArmPlan.ReadAsync(transaction, seal, channels, now, CancellationToken.None);
            if (plan.Seal.Fits)
                return new Outcome.Fits(ShowSeal.View.Of(plan, null));
            if (plan.ContentHash != body.ContentHash)
                return new Outcome.Stale();
            var asked = new Asked(
                ArmDesk.Word, ArmDesk.Subject, null, null, plan.ContentHash, JsonSerializer.Serialize(plan, Json.Options),
                $"Arm this database: {plan.Recipients.Count} recipients become live.",
                $"Kích hoạt gửi thật cho cơ sở dữ liệu này: {plan.Recipients.Count} nơi nhận sẽ nhận tin thật.", Scopes.Admin);
            return new Outcome.Asked((await Asking.AskAsync(transaction, asked, Actor.Of(caller), person, now)).Brief);
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/settings/seal", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await Body.ReadAsync<ArmBody>(http, 4 << 10, cancellation);
            return await sender.Send(new Command(body.Value), cancellation) switch
            {
                Outcome.Asked asked => Results.Json(new { approval = asked.Approval }, Json.Options, statusCode: StatusCodes.Status202Accepted),
                Outcome.Fits fits => Results.Json(fits.View, Json.Options),
                Outcome.NeedsAPerson => throw new RefusedException(Problems.Forbidden("needs-a-person")),
                _ => throw new RefusedException(Problems.Conflict("approval-stale")),
            };
        })
        .Accepts<ArmBody>("application/json").Produces<ShowSeal.View>().Produces(StatusCodes.Status202Accepted)
        .WithSummary("Ask to arm a database that was copied, restored or moved").NeedsDesk(Scopes.Admin).NeedsFreshProof();
}
