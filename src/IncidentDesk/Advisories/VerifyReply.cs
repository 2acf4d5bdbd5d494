using FluentValidation;
using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Advisories;

/// <summary>A person of the desk checks what an agency said: it holds, or it does not and the agency is affected again. Who entered an answer never checks it, by whatever key it was entered.</summary>
public static class VerifyReply
{
    /// <param name="Outcome">verified or affected.</param>
    /// <param name="Evidence">How it was checked.</param>
    public sealed record VerificationBody(string Outcome, string Evidence, long? Affected = null);

    public sealed record Command(Guid Advisory, string Agency, VerificationBody Body, long Version) : IRequest<ReplyView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Outcome).OneOf(CellMoves.Verified, CellMoves.Affected);
            RuleFor(command => command.Body.Evidence).TextBetween(1, 2000);
            RuleFor(command => command.Body.Affected).From(1, 1_000_000);
        }
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, ReplyView>
    {
        public Task<ReplyView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, by, body) = (clock.GetUtcNow(), Actor.Of(caller), command.Body);
                var row = await ReplyView.RowAsync(transaction, command.Advisory, command.Agency, caller, now) ?? throw new RefusedException(Problems.NotFound());
                if (caller.Person is not { } person)
                    throw new RefusedException(Problems.Forbidden("needs-a-person"));
                if (command.Version != ETags.Any && command.Version != row.Version)
                    throw new RefusedException(Problems.Stale());
                if (row.AnsweredBy is { } answered && await KeyHands.HeldAsync(transaction, answered, person, row.AnsweredAt ?? now))
                    throw new RefusedException(Problems.Conflict("same-person"));
                if (body.Outcome == CellMoves.Verified)
                    await Answering.RefuseContradictionAsync(transaction, command.Advisory, row.AgencyId, body.Outcome, null);
                await Answering.WriteAsync(transaction, new(command.Advisory, row.AgencyId, "", row.Number), new()
                {
                    State = body.Outcome, Affected = body.Outcome == CellMoves.Affected ? body.Affected ?? row.Affected : row.Affected, Evidence = body.Evidence,
                    SignedBy = caller.SignsAs,
                }, "checked by the desk", by, now);
                await AuditTrail.AppendAsync(transaction, by.Word, "advisory.verify", command.Advisory.ToString("D"), $"{row.AgencyId:D} {body.Outcome}", now);
                return (await ReplyView.FindAsync(transaction, command.Advisory, command.Agency, caller, now))!;
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/advisories/{advisory:guid}/replies/{agency}/verification", async (Guid advisory, string agency, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<VerificationBody>(http, AdvisoryRules.MostBytes, cancellation);
            var reply = await sender.Send(new Command(advisory, agency, body.Value, version), cancellation);
            ETags.Write(http.Response, reply.Version);
            return Results.Json(reply, Json.Options);
        })
        .Accepts<VerificationBody>("application/json").Produces<ReplyView>().WithSummary("Check what an agency answered").NeedsDesk(Scopes.Work);
}
